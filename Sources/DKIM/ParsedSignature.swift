import FoundationEssentials

/// A DKIM-Signature field that was found, with what it claims (RFC 6376 §3.5, §6.1.1).
struct ParsedSignature {
  let algorithm: DKIMAlgorithm
  let domain: String
  let selector: String
  let names: [String]
  let headerRule: DKIMCanonicalization
  let bodyRule: DKIMCanonicalization
  let bodyLength: Int?
  let bodyHash: [UInt8]
  let signature: [UInt8]
  let expiry: Int?
  /// The part of the `i=` behind the @.
  let identityDomain: String
  /// The field with an empty `b=`.
  let unsigned: RawHeader.Field

  init(_ field: RawHeader.Field, tags: TagList) throws(Rejection) {
    guard tags["v"] == "1" else { throw .permerror(.hasOtherVersion) }
    for name in ["a", "b", "bh", "d", "h", "s"] where (tags.compact(name) ?? "").isEmpty {
      throw .permerror(.misses(name))
    }
    algorithm = try Self.algorithm(tags.compact("a") ?? "")
    domain = (tags.compact("d") ?? "").lowercased()
    selector = (tags.compact("s") ?? "").lowercased()
    guard (domain + "." + selector).utf8.allSatisfy(\.isNameOctet) else { throw .permerror(.hasNoDomain) }
    names = (tags.list("h") ?? []).map { $0.lowercased() }
    guard names.contains("from") else { throw .permerror(.doesNotSignFrom) }
    (headerRule, bodyRule) = try Self.rules(tags.compact("c"))
    if let methods = tags.list("q"), !methods.contains("dns/txt") { throw .permerror(.hasOtherQuery) }
    bodyLength = try tags.number("l")
    expiry = try tags.number("x")
    if let time = try tags.number("t"), let expiry, expiry <= time { throw .permerror(.expiresBeforeSigned) }
    guard let hash = Data(base64Encoded: tags.compact("bh") ?? ""),
      let signature = Data(base64Encoded: tags.compact("b") ?? "")
    else { throw .permerror(.isNotBase64) }
    bodyHash = Array(hash)
    self.signature = Array(signature)
    identityDomain = (tags.compact("i")?.split(separator: "@").last.map(String.init) ?? domain).lowercased()
    guard identityDomain == domain || identityDomain.hasSuffix("." + domain) else {
      throw .permerror(.identityIsElsewhere)
    }
    guard let range = tags.tags.first(where: { $0.name == "b" })?.raw,
      let unsigned = field.withoutSignature(range)
    else { throw .permerror(.misses("b")) }
    self.unsigned = unsigned
  }

  private static func algorithm(_ text: String) throws(Rejection) -> DKIMAlgorithm {
    if let algorithm = DKIMAlgorithm(rawValue: text.lowercased()) { return algorithm }
    if text.lowercased() == "rsa-sha1" { throw .permerror(.usesSHA1) }
    throw .permerror(.usesUnknown(text))
  }

  private static func rules(
    _ text: String?
  ) throws(Rejection) -> (DKIMCanonicalization, DKIMCanonicalization) {
    guard let text else { return (.simple, .simple) }
    let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first,
      let header = DKIMCanonicalization(rawValue: String(first)),
      let body = parts.count < 2 ? .simple : DKIMCanonicalization(rawValue: String(parts[1]))
    else { throw .permerror(.hasOtherCanonicalization(text)) }
    return (header, body)
  }
}

extension TagList {
  fileprivate func number(_ name: String) throws(Rejection) -> Int? {
    guard let text = compact(name) else { return nil }
    // More than any time or length there is (RFC 6376 §3.5 allows 76 digits for l=, 12 for t= and x=).
    guard (1...76).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw .permerror(.isNoNumber(name))
    }
    return Int(text) ?? .max
  }
}

extension UInt8 {
  /// What may stand in a name that is looked up in the DNS.
  fileprivate var isNameOctet: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}

extension String {
  fileprivate static let hasNoDomain = "the signature's domain or selector is no name"
  fileprivate static let hasOtherVersion = "the signature has no v=1"
  fileprivate static let doesNotSignFrom = "the signature does not cover From"
  fileprivate static let hasOtherQuery = "the key is not in the DNS (q=)"
  fileprivate static let expiresBeforeSigned = "the signature expires before it was made"
  fileprivate static let isNotBase64 = "the signature is not Base64"
  fileprivate static let identityIsElsewhere = "the identity (i=) is outside the domain (d=)"
  fileprivate static let usesSHA1 = "the signature uses SHA-1, which is not trusted any more (RFC 8301)"

  fileprivate static func misses(_ name: String) -> String { "the signature has no \(name)=" }
  fileprivate static func isNoNumber(_ name: String) -> String { "the signature's \(name)= is no number" }
  fileprivate static func usesUnknown(_ text: String) -> String {
    "the signature uses the unknown algorithm \(reflecting: text)"
  }
  fileprivate static func hasOtherCanonicalization(_ text: String) -> String {
    "the signature has the unknown canonicalization \(reflecting: text)"
  }
}

extension DefaultStringInterpolation {
  mutating func appendInterpolation(reflecting text: String) { appendLiteral(String(reflecting: text)) }
}
