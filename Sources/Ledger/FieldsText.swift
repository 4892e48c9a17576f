import Foundation

/// Writes the fields of recipients as JSON objects, names in order.
///
/// Written by hand: a plan has a million of them, and `JSONEncoder` would take
/// longer for them than the database. The names, which are the same in every
/// row of a list, are put in order and escaped once.
struct FieldsText {
  private var names: [String] = []
  private var escapedNames: [[UInt8]] = []
  private var out: [UInt8] = []

  mutating func text(of fields: [String: String]) -> String {
    if names.count != fields.count || !names.allSatisfy({ fields[$0] != nil }) { learn(fields.keys) }
    out.removeAll(keepingCapacity: true)
    for (index, name) in names.enumerated() {
      out.append(index == 0 ? .init(ascii: "{") : .init(ascii: ","))
      out += escapedNames[index]
      JSONText.append(fields[name] ?? "", to: &out)
    }
    if names.isEmpty { out.append(.init(ascii: "{")) }
    out.append(.init(ascii: "}"))
    return String(decoding: out, as: UTF8.self)
  }

  /// Reads the fields again: by hand where nothing is escaped, as any JSON otherwise.
  static func fields(in text: String) throws -> [String: String] {
    var text = text
    if let fields = text.withUTF8(plainFields) { return fields }
    return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }

  /// Takes the texts between quotes as names and values by turns, if nothing but `{:,}` is left besides.
  private static func plainFields(in bytes: UnsafeBufferPointer<UInt8>) -> [String: String]? {
    guard bytes.first == .init(ascii: "{"), bytes.last == .init(ascii: "}"),
      !bytes.contains(.init(ascii: "\\"))
    else { return nil }
    var fields: [String: String] = [:]
    var name: String?
    var start: Int?
    var length = 0
    for index in bytes.indices where bytes[index] == .init(ascii: "\"") {
      guard let from = start else {
        let before: Unicode.Scalar = name != nil ? ":" : index == 1 ? "{" : ","
        guard bytes[index - 1] == UInt8(ascii: before) else { return nil }
        start = index + 1
        continue
      }
      let part = String(decoding: UnsafeBufferPointer(rebasing: bytes[from..<index]), as: UTF8.self)
      length += index - from
      start = nil
      if let known = name { fields[known] = part }
      name = name == nil ? part : nil
    }
    let punctuation = fields.isEmpty ? 2 : 6 * fields.count + 1
    return name == nil && start == nil && bytes.count == length + punctuation ? fields : nil
  }

  private mutating func learn(_ keys: some Sequence<String>) {
    names = keys.sorted()
    escapedNames = names.map { name in
      var escaped: [UInt8] = []
      JSONText.append(name, to: &escaped)
      return escaped + [.init(ascii: ":")]
    }
  }
}
