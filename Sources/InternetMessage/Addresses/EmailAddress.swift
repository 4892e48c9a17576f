/// An e-mail address that can be written into a header and an envelope.
///
/// A value that exists is valid (RFC 5321 §4.1.2, RFC 6531 §3.3): it holds no
/// line break, no control character and no blank outside quotes, and it keeps
/// the length limits. The domain is converted to A-labels once, here.
///
///     try EmailAddress("Ann@Faß.DE").addrSpec            // "Ann@xn--fa-hia.de"
///     try EmailAddress("\"ann\"@example.com").addrSpec   // "ann@example.com"
///
/// Two addresses are equal when their local parts are equal letter by letter,
/// including case, and their domains name the same host.
public struct EmailAddress: Hashable, Sendable {
  /// What stands before the @, without the quotes it may need on the wire.
  public let localPart: String
  /// What stands behind the @: A-labels, lower case.
  public let domain: String
  /// Whether only a server that offers SMTPUTF8 can be asked to deliver it (RFC 6531).
  ///
  /// A non-ASCII domain never needs it, a non-ASCII local part always does.
  public let needsSMTPUTF8: Bool
  /// Whether the local part stands in quotes on the wire: where it is not a dot-atom.
  private let needsQuotes: Bool

  /// Reads an address as people write it: `ann@example.com`, `"ann lee"@example.com`.
  public init(_ text: String) throws(InvalidEmailAddress) {
    if let plain = PlainAddress(text) {
      self.init(plain)
    } else {
      try self.init(carefully: text)
    }
  }

  private init(_ plain: PlainAddress) {
    localPart = plain.localPart
    domain = plain.domain
    needsSMTPUTF8 = false
    needsQuotes = false
  }

  /// Reads any address, and says what is wrong with it.
  init(carefully text: String) throws(InvalidEmailAddress) {
    do throws(Fault) {
      if let reason = hiddenFault(in: text) { throw Fault(reason: reason) }
      let (localPart, rest) = try splitLocalPart(of: text)
      let domain = try domainName(rest)
      self.localPart = localPart
      self.domain = domain.text
      needsSMTPUTF8 = !localPart.utf8.allSatisfy { $0 < 0x80 }
      needsQuotes = !localPart.isDotAtom
      if wireLocalPart.utf8.count > 64 { throw Fault(reason: .longLocalPart) }
    } catch {
      throw InvalidEmailAddress(text: text, reason: error.reason)
    }
    if addrSpec.utf8.count > 254 { throw InvalidEmailAddress(text: text, reason: .longAddress) }
  }

  /// The address as headers and envelopes write it (RFC 5322 §3.4.1).
  ///
  /// The local part stands in quotes where it is not a dot-atom.
  public var addrSpec: String { wireLocalPart + "@" + domain }

  private var wireLocalPart: String { needsQuotes ? localPart.quoted : localPart }

  /// Adds the address, as envelopes write it, to octets.
  public func write(to octets: inout [UInt8]) {
    octets += wireLocalPart.utf8
    octets.append(UInt8(ascii: "@"))
    octets += domain.utf8
  }

  /// The domain as a reader knows it: `faß.de`.
  public var unicodeDomain: String { (try? DomainName(domain))?.unicode ?? domain }
}

extension EmailAddress: CustomStringConvertible {
  /// The address for showing, with a readable domain.
  public var description: String { wireLocalPart + "@" + unicodeDomain }
}

extension EmailAddress: Codable {
  /// Reads the address from a text, and refuses it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(text)
    } catch {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(String(reflecting: text)) \(error.reason)")
    }
  }

  /// Writes the address as a text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(addrSpec)
  }
}

/// What is wrong with an e-mail address.
public struct InvalidEmailAddress: Error {
  /// The address as it was written.
  public let text: String
  /// What is wrong, as the rest of a sentence that begins with the address: `has no @`.
  public let reason: String

  init(text: String, reason: String) {
    self.text = text
    self.reason = reason
  }
}

private struct Fault: Error {
  var reason: String
}

private func hiddenFault(in text: String) -> String? {
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return .hasLineBreak
    case 0..<0x20, 0x7F..<0xA0: return .hasControlCharacter
    case 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
      return .hasInvisibleCharacter(scalar)
    default: continue
    }
  }
  return nil
}

private func splitLocalPart(of text: String) throws(Fault) -> (
  localPart: String, domain: Substring.UnicodeScalarView
) {
  if text.isEmpty { throw Fault(reason: .isEmpty) }
  let scalars = text.unicodeScalars
  if scalars.first == "\"" { return try splitQuoted(scalars) }
  guard let at = scalars.firstIndex(of: "@") else {
    throw Fault(reason: scalars.contains(where: \.properties.isWhitespace) ? .hasNoAtButBlank : .hasNoAt)
  }
  let local = scalars[..<at]
  let domain = scalars[scalars.index(after: at)...]
  let count = scalars.count { $0 == "@" }
  if count > 1 { throw Fault(reason: count == 2 ? .hasTwoAts : .hasManyAts(count)) }
  if local.isEmpty { throw Fault(reason: .hasNoLocalPart) }
  if scalars.contains(where: \.properties.isWhitespace) { throw Fault(reason: .hasBlank) }
  if local.first == "." { throw Fault(reason: .localPartStartsWithDot) }
  if local.last == "." { throw Fault(reason: .localPartEndsWithDot) }
  var previous: Unicode.Scalar?
  for scalar in local {
    if scalar == ".", previous == "." { throw Fault(reason: .hasTwoDots) }
    if scalar != ".", !scalar.isAtomText { throw Fault(reason: .needsQuotes(scalar)) }
    previous = scalar
  }
  return (String(local), domain)
}

private func splitQuoted(
  _ scalars: String.UnicodeScalarView
) throws(Fault) -> (localPart: String, domain: Substring.UnicodeScalarView) {
  var local = String.UnicodeScalarView()
  var rest = scalars.dropFirst()
  var isClosed = false
  while !isClosed {
    guard let scalar = rest.popFirst() else { throw Fault(reason: .hasOpenQuote) }
    switch scalar {
    case "\"": isClosed = true
    case "\\": if let escaped = rest.popFirst() { local.append(escaped) }
    default: local.append(scalar)
    }
  }
  if local.isEmpty { throw Fault(reason: .hasNoLocalPart) }
  guard let at = rest.popFirst() else { throw Fault(reason: .hasNoAt) }
  guard at == "@" else { throw Fault(reason: .hasTextAfterQuote) }
  if rest.contains("@") { throw Fault(reason: .hasTwoAts) }
  if rest.contains(where: \.properties.isWhitespace) { throw Fault(reason: .hasBlank) }
  return (String(local), rest)
}

private func domainName(_ text: Substring.UnicodeScalarView) throws(Fault) -> DomainName {
  if text.isEmpty { throw Fault(reason: .hasNoDomain) }
  do {
    return try DomainName(Substring(text))
  } catch {
    throw Fault(reason: .domain(error.reason))
  }
}

extension String {
  fileprivate static let isEmpty = "is empty"
  fileprivate static let hasLineBreak = "has a line break"
  fileprivate static let hasControlCharacter = "has a control character"
  fileprivate static let hasNoAt = "has no @"
  fileprivate static let hasNoAtButBlank = "has no @ and has a blank"
  fileprivate static let hasTwoAts = "has two @"
  fileprivate static let hasNoLocalPart = "has nothing before the @"
  fileprivate static let hasNoDomain = "has nothing after the @"
  fileprivate static let hasBlank = "has a blank"
  fileprivate static let localPartStartsWithDot = "starts with a dot"
  fileprivate static let localPartEndsWithDot = "has a dot right before the @"
  fileprivate static let hasTwoDots = "has two dots in a row"
  fileprivate static let hasOpenQuote = "has a quote that is not closed"
  fileprivate static let hasTextAfterQuote = "has text between the closing quote and the @"
  fileprivate static let longLocalPart = "has more than 64 octets before the @"
  fileprivate static let longAddress = "is longer than 254 octets"

  fileprivate static func hasManyAts(_ count: Int) -> String { "has \(count) @" }

  fileprivate static func needsQuotes(_ scalar: Unicode.Scalar) -> String {
    "has '\(scalar)' before the @, which must stand in quotes"
  }

  fileprivate static func hasInvisibleCharacter(_ scalar: Unicode.Scalar) -> String {
    let digits = String(0x10000 + scalar.value, radix: 16, uppercase: true).suffix(4)
    return "has an invisible character (U+\(digits))"
  }

  fileprivate static func domain(_ reason: String) -> String {
    switch reason {
    case "has no dot": "has no dot after the @"
    default: "has a domain that \(reason)"
    }
  }
}
