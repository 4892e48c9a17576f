/// A message identifier, also used as content identifier: `<42.1042@news.example.com>` (RFC 5322 §3.6.4).
///
/// A value that exists has a dot-atom on the left, a fully qualified domain on
/// the right and no blank, so it is never folded and never quoted.
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
  /// What stands before the @; it must be unique for ever.
  public let unique: String
  /// What stands behind the @: A-labels, lower case.
  public let domain: DomainName

  /// Joins a unique text of letters, digits, dots and atom symbols with a domain.
  public init(unique: String, domain: DomainName) throws(InvalidMessageID) {
    var octets = unique
    guard octets.withUTF8({ $0.isDotAtom && $0.allSatisfy { $0 < 0x80 } }) else {
      throw InvalidMessageID(text: unique, reason: "is not made of letters, digits, dots and -_+= alone")
    }
    guard unique.utf8.count <= 200 else {
      throw InvalidMessageID(text: unique, reason: "is longer than 200 octets")
    }
    self.unique = unique
    self.domain = domain
  }

  /// Reads `<unique@domain>`, with or without the angle brackets.
  public init(_ text: String) throws(InvalidMessageID) {
    var inner = text[...]
    if inner.first == "<", inner.last == ">" { inner = inner.dropFirst().dropLast() }
    guard let at = inner.lastIndex(of: "@") else { throw InvalidMessageID(text: text, reason: "has no @") }
    let domain: DomainName
    do {
      domain = try DomainName(inner[inner.index(after: at)...])
    } catch {
      throw InvalidMessageID(text: text, reason: "has a domain that \(error.reason)")
    }
    try self.init(unique: String(inner[..<at]), domain: domain)
  }

  /// The identifier with its angle brackets, as headers write it.
  public var text: String { "<\(contents)>" }

  /// The identifier without angle brackets, as `cid:` links write it before percent-encoding (RFC 2392).
  public var contents: String { "\(unique)@\(domain.text)" }

  /// The identifier with its angle brackets.
  public var description: String { text }
}

/// What is wrong with a message identifier.
public struct InvalidMessageID: Error {
  /// The identifier as it was written.
  public let text: String
  /// What is wrong, as the rest of a sentence that begins with the identifier.
  public let reason: String
}
