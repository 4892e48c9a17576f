internal import CIDN2

/// A fully qualified domain name as it stands on the wire: A-labels, lower case.
///
/// International names are mapped and checked by UTS #46, non-transitional
/// (IDNA2008): `FAß.de` becomes `xn--fa-hia.de`.
public struct DomainName: Hashable, Sendable, CustomStringConvertible {
  /// The name in ASCII, lower case, without a final dot.
  public let text: String

  /// Checks and converts a name as people write it.
  ///
  /// At least two labels of letters, digits and hyphens (RFC 5321 §2.3.5), each
  /// at most 63 octets, 253 in all (RFC 1035 §2.3.4); no IP address.
  public init(_ text: some StringProtocol) throws(InvalidDomainName) {
    let text = String(text)
    let lowered = try wireForm(of: text)
    if let reason = fault(in: lowered) { throw InvalidDomainName(text: text, reason: reason) }
    self.text = lowered
  }

  /// The name as a reader knows it: `faß.de`. ASCII where a label cannot be shown.
  public var unicode: String {
    guard text.utf8.split(separator: UInt8(ascii: ".")).contains(where: { $0.starts(with: "xn--".utf8) })
    else {
      return text
    }
    let decoded = converted(text, by: cidn2_to_unicode) ?? text
    // Shown text must not lead the eye astray: only what converts back is shown.
    return (try? DomainName(decoded)) == self ? decoded : text
  }

  /// The name in A-labels.
  public var description: String { text }
}

/// What is wrong with a domain name.
public struct InvalidDomainName: Error {
  /// The name as it was written.
  public let text: String
  /// What is wrong, as the rest of a sentence that begins with the name: `has no dot`.
  public let reason: String
}

private func wireForm(of text: String) throws(InvalidDomainName) -> String {
  guard !text.utf8.contains(0) else {
    throw InvalidDomainName(text: text, reason: .hasControlCharacter)
  }
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  // Longer ones cannot fit after conversion either, and punycode is not linear.
  guard text.utf8.count <= 1000, let ascii = converted(text, by: cidn2_to_ascii) else {
    throw InvalidDomainName(text: text, reason: .notInternational)
  }
  return ascii.lowercased()
}

private func fault(in name: String) -> String? {
  if name.isEmpty { return .isEmpty }
  if name.hasPrefix("[") { return .isAddressLiteral }
  if name.utf8.count > 253 { return .isTooLong }
  let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  if labels.first?.isEmpty == true { return .startsWithDot }
  if labels.last?.isEmpty == true { return .endsWithDot }
  for label in labels {
    if label.isEmpty { return .hasTwoDots }
    if label.count > 63 { return .hasLongLabel }
    if let byte = label.first(where: { !$0.isLetterDigitHyphen }) { return .cannotContain(byte) }
    if label.first == UInt8(ascii: "-") || label.last == UInt8(ascii: "-") { return .hasOuterHyphen }
  }
  guard labels.count > 1 else { return .hasNoDot }
  if labels.last?.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) == true { return .isAddress }
  for label in labels where label.starts(with: "xn--".utf8) {
    if converted(String(Substring(label)), by: cidn2_to_unicode) == nil { return .notInternational }
  }
  return nil
}

private func converted(
  _ text: String,
  by convert: (UnsafePointer<CChar>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt
) -> String? {
  var output: UnsafeMutablePointer<CChar>?
  let status = convert(text, &output)
  defer { cidn2_free(output) }
  guard status == 0, let output else { return nil }
  return String(validatingCString: output)
}

extension UInt8 {
  fileprivate var isLetterDigitHyphen: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension String {
  fileprivate static let isEmpty = "is empty"
  fileprivate static let isAddressLiteral = "is an IP address instead of a domain"
  fileprivate static let isAddress = "is an IP address instead of a domain, or its last label is a number"
  fileprivate static let isTooLong = "is longer than 253 octets"
  fileprivate static let startsWithDot = "starts with a dot"
  fileprivate static let endsWithDot = "ends with a dot"
  fileprivate static let hasTwoDots = "has two dots in a row"
  fileprivate static let hasLongLabel = "has a part that is longer than 63 octets"
  fileprivate static let hasOuterHyphen = "has a part that starts or ends with a hyphen"
  fileprivate static let hasNoDot = "has no dot"
  fileprivate static let notInternational = "is not a valid international domain"
  fileprivate static let hasControlCharacter = "has a control character"

  fileprivate static func cannotContain(_ byte: UInt8) -> String {
    switch byte {
    case 0x20: "has a blank"
    case 0x21..<0x7F: "has '\(Character(Unicode.Scalar(byte)))', which no domain has"
    default: hasControlCharacter
    }
  }
}
