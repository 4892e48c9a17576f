/// `name=value; name=value`: the form of signatures and key records (RFC 6376 §3.2).
struct TagList: Sendable {
  /// One tag with the place of its value.
  struct Tag: Sendable {
    var name: String
    var value: String
    /// Everything between `=` and the next `;`, blanks too.
    var raw: Range<Int>
  }

  /// In the order in which they stand.
  let tags: [Tag]

  /// Signatures and records have about ten tags; a list with more than this is an attempt to keep us busy.
  static let limit = 100

  /// Reads octets; nil when they are no list, are too many tags, or a name stands there twice.
  init?(_ octets: ArraySlice<UInt8>) {
    var tags: [Tag] = []
    var start = octets.startIndex
    while start < octets.endIndex {
      let end = octets[start...].firstIndex(of: UInt8(ascii: ";")) ?? octets.endIndex
      let part = octets[start..<end]
      start = end + 1
      guard !part.allSatisfy(\.isHeldBack) else {
        // Only the last semicolon may have nothing behind it.
        if end < octets.endIndex { return nil }
        break
      }
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")),
        let name = Self.name(part[..<equals]), tags.count < Self.limit,
        !tags.contains(where: { $0.name == name })
      else { return nil }
      let raw = (equals + 1)..<end
      tags.append(Tag(name: name, value: Self.text(octets[raw]), raw: raw))
    }
    guard !tags.isEmpty else { return nil }
    self.tags = tags
  }

  subscript(name: String) -> String? { tags.first { $0.name == name }?.value }

  /// The value with all blanks taken out, as Base64 and names between colons are read.
  func compact(_ name: String) -> String? {
    self[name].map { String(decoding: $0.utf8.filter { !$0.isHeldBack }, as: UTF8.self) }
  }

  /// The parts between colons.
  func list(_ name: String) -> [String]? {
    compact(name)?.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  }

  private static func name(_ octets: ArraySlice<UInt8>) -> String? {
    let name = text(octets)
    let isName = name.utf8.enumerated().allSatisfy { index, octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): index > 0
      default: false
      }
    }
    return isName && !name.isEmpty ? name : nil
  }

  private static func text(_ octets: ArraySlice<UInt8>) -> String {
    guard let start = octets.firstIndex(where: { !$0.isHeldBack }),
      let end = octets.lastIndex(where: { !$0.isHeldBack })
    else { return "" }
    return String(decoding: octets[start...end], as: UTF8.self)
  }
}
