import Charsets

/// The text of a page or feed, read in the charset that it names.
///
/// A byte order mark counts first, then what the server said, then what the
/// document says of itself, then what the octets look like (WHATWG HTML §13.2.3.2).
struct PageText {
  let text: String
  /// The charset it was read in.
  let charset: String

  init(_ bytes: [UInt8], declared: String?) {
    if let (name, octets) = Self.marked(bytes) {
      (text, charset) = (Charset.text(octets, declared: name), name)
      return
    }
    let named = declared.flatMap(Self.name) ?? Self.named(in: bytes).flatMap(Self.name)
    // Text that is UTF-8 throughout is hardly ever anything else.
    let isOther = named.map { $0 != "utf-8" && $0 != "utf8" } ?? true
    if isOther, bytes.contains(where: { $0 >= 0x80 }), let utf8 = String(validating: bytes, as: UTF8.self) {
      (text, charset) = (utf8, "utf-8")
    } else {
      (text, charset) = (Charset.text(bytes, declared: named), named ?? "utf-8")
    }
  }

  /// The charset that a byte order mark names, or NUL octets beside a `<`, and the octets after it.
  private static func marked(_ bytes: [UInt8]) -> (String, ArraySlice<UInt8>)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", bytes.dropFirst(3)) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", bytes.dropFirst(2)) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", bytes.dropFirst(2)) }
    if bytes.starts(with: [0, 0x3C]) { return ("utf-16be", bytes[...]) }
    if bytes.starts(with: [0x3C, 0]) { return ("utf-16le", bytes[...]) }
    return nil
  }

  /// A document that can be read octet by octet is not UTF-16, whatever it says.
  private static func name(_ written: String) -> String? {
    let name = written.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    return name.isEmpty
      ? nil : name.hasPrefix("utf-16") || name.hasPrefix("ucs-2") || name == "unicode" ? "utf-8" : name
  }

  /// What `<meta charset>`, `<meta http-equiv>` or `<?xml encoding?>` say in the first octets.
  private static func named(in bytes: [UInt8]) -> String? {
    let beginning = String(decoding: bytes.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
      .lowercased()
    if beginning.drop(while: \.isWhitespace).hasPrefix("<?xml"),
      let declaration = beginning.firstRange(of: "?>").map({ beginning[..<$0.lowerBound] }),
      let name = value(after: "encoding", in: declaration)
    {
      return name
    }
    var rest = beginning[...]
    while let start = rest.firstRange(of: "<meta") {
      let tag = rest[start.upperBound...].prefix { $0 != ">" }
      if let name = value(after: "charset", in: tag) { return name }
      rest = rest[start.upperBound...]
    }
    return nil
  }

  private static func value(after key: String, in text: Substring) -> String? {
    guard let range = text.firstRange(of: key) else { return nil }
    let rest = text[range.upperBound...].drop(while: \.isWhitespace)
    guard rest.first == "=" else { return nil }
    let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let name = value.prefix { !$0.isWhitespace && !"\"';/>?".contains($0) }
    return name.isEmpty ? nil : String(name)
  }
}
