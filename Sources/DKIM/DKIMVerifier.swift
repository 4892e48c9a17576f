import Crypto
public import FoundationEssentials

/// Tells whether the signatures of a message are right (RFC 6376 §6).
public struct DKIMVerifier: Sendable {
  /// More signatures than these are not looked at, so that nobody keeps us busy (RFC 6376 §8.4).
  public static let signatureLimit = 16

  private let keys: @Sendable (String) -> DKIMKeyAnswer

  /// Looks keys up by name, such as `mail2026._domainkey.example.com`.
  public init(keys: @escaping @Sendable (String) -> DKIMKeyAnswer) { self.keys = keys }

  /// Uses one record for all signatures, whatever their selector is, or one a line, each for those of its kind.
  public init(keyRecord: String) {
    let lines = keyRecord.split(whereSeparator: \.isNewline).map(String.init)
    let records = lines.filter { $0.contains("p=") }
    self.init { _ in .records(records.count > 1 ? records : [keyRecord]) }
  }

  /// What became of each signature, from the top; nothing when the message is not signed.
  ///
  /// Lines end with CRLF; where there is none at all, as in files on Unix, with
  /// LF. Expiry is judged only where a time is given.
  public func results(for message: [UInt8], at time: Date? = nil) -> [DKIMResult] {
    let message = message.withNetworkLineEnds
    let (headerOctets, body) = message.headerAndBody
    let header = RawHeader(headerOctets)
    var hashes: [BodyRule: (digest: [UInt8], isLongEnough: Bool)] = [:]
    let signatures = header.fields.filter { $0.name == "dkim-signature" }
    return signatures.prefix(Self.signatureLimit).map { field in
      guard let tags = TagList(field.body) else {
        return DKIMResult(Rejection.permerror(.isNoTagList), tags: nil, isTesting: false)
      }
      var isTesting = false
      do throws(Rejection) {
        let signature = try ParsedSignature(field, tags: tags)
        if let time, let expiry = signature.expiry, Int(time.timeIntervalSince1970) > expiry {
          throw .fail(.hasExpired)
        }
        let record = try self.record(for: signature)
        isTesting = record.flags.contains("y")
        let rule = BodyRule(signature)
        let hash = hashes[rule] ?? rule.hash(body)
        hashes[rule] = hash
        try check(signature, record, hash, header)
        let reason: String = signature.bodyLength == nil ? .isRight : .isRightUpToLength
        return DKIMResult(Rejection(verdict: .pass, reason: reason), tags: tags, isTesting: isTesting)
      } catch {
        return DKIMResult(error, tags: tags, isTesting: isTesting)
      }
    }
  }

  /// The first usable record of the signature's name (RFC 6376 §6.1.2); one of its kind where there are several.
  private func record(for signature: ParsedSignature) throws(Rejection) -> DKIMKeyRecord {
    let name = "\(signature.selector)._domainkey.\(signature.domain)"
    switch keys(name) {
    case .unavailable(let reason): throw Rejection(verdict: .temperror, reason: .isUnavailable(name, reason))
    case .records(let texts):
      var rejection = Rejection.permerror(.isMissing(name))
      var usable: [DKIMKeyRecord] = []
      for text in texts {
        do throws(InvalidDKIMKeyRecord) {
          usable.append(try DKIMKeyRecord(text))
        } catch {
          rejection = .permerror(.isUnusable(name, error.description))
        }
      }
      let record = usable.first { $0.publicKey?.algorithm == signature.algorithm } ?? usable.first
      guard let record else { throw rejection }
      return record
    }
  }

  private func check(
    _ signature: ParsedSignature, _ record: DKIMKeyRecord, _ body: (digest: [UInt8], isLongEnough: Bool),
    _ header: RawHeader
  ) throws(Rejection) {
    guard let key = record.publicKey else { throw .permerror(.isRevoked) }
    guard key.algorithm == signature.algorithm else {
      throw .permerror(.isOfOtherKind(key.algorithm.keyType))
    }
    if let hashes = record.hashes, !hashes.contains("sha256") { throw .permerror(.forbidsSHA256) }
    if let services = record.services, !services.contains("*"), !services.contains("email") {
      throw .permerror(.isNotForMail)
    }
    if record.flags.contains("s"), signature.identityDomain != signature.domain {
      throw .permerror(.forbidsSubdomains)
    }
    guard body.isLongEnough else { throw .permerror(.bodyIsTooShort) }
    guard body.digest == signature.bodyHash else { throw .fail(.bodyWasChanged) }
    let hash = HeaderHash(header.fields(named: signature.names), rule: signature.headerRule)
    guard key.isValid(signature.signature, for: hash.digest(with: signature.unsigned)) else {
      throw .fail(.headerWasChanged)
    }
  }
}

/// How a body is hashed: signatures with the same rule share the work.
private struct BodyRule: Hashable {
  var rule: DKIMCanonicalization
  var limit: Int?

  init(_ signature: ParsedSignature) {
    rule = signature.bodyRule
    limit = signature.bodyLength
  }

  func hash(_ body: ArraySlice<UInt8>) -> (digest: [UInt8], isLongEnough: Bool) {
    var hash = DKIMBodyHash(rule, limit: limit)
    hash.update(body)
    return hash.finished()
  }
}

extension DKIMResult {
  fileprivate init(_ end: Rejection, tags: TagList?, isTesting: Bool) {
    self.init(
      verdict: end.verdict, reason: end.reason, domain: tags?.compact("d") ?? "",
      selector: tags?.compact("s") ?? "", algorithm: tags?.compact("a") ?? "",
      names: (tags?.list("h") ?? []).map { $0.lowercased() }, isTesting: isTesting)
  }
}

extension [UInt8] {
  fileprivate var withNetworkLineEnds: [UInt8] {
    for (index, octet) in enumerated() where octet == .lf {
      if index > 0, self[index - 1] == .cr { return self }
    }
    var octets: [UInt8] = []
    octets.reserveCapacity(count + count / 16)
    for octet in self {
      if octet == .lf { octets.append(.cr) }
      octets.append(octet)
    }
    return octets
  }

  /// The fields with their CRLFs, and what follows the empty line.
  fileprivate var headerAndBody: (header: ArraySlice<UInt8>, body: ArraySlice<UInt8>) {
    if starts(with: [.cr, .lf]) { return ([], self[2...]) }
    var index = 0
    while index + 3 < count {
      if self[index] == .cr, self[index + 1] == .lf, self[index + 2] == .cr, self[index + 3] == .lf {
        return (self[..<(index + 2)], self[(index + 4)...])
      }
      index += 1
    }
    return (self[...], [])
  }
}

extension String {
  fileprivate static let isRight = "the signature is right"
  fileprivate static let isRightUpToLength =
    "the signature is right, and covers only the beginning of the body (l=)"
  fileprivate static let isNoTagList = "the signature is not a list of tags"
  fileprivate static let hasExpired = "the signature has expired"
  fileprivate static let isRevoked = "the key was revoked"
  fileprivate static let forbidsSHA256 = "the key's record forbids SHA-256"
  fileprivate static let isNotForMail = "the key's record is not for mail"
  fileprivate static let forbidsSubdomains = "the key's record forbids an identity in a subdomain"
  fileprivate static let bodyIsTooShort = "the body is shorter than what was signed (l=)"
  fileprivate static let bodyWasChanged = "the body is not what was signed"
  fileprivate static let headerWasChanged =
    "the signed header fields are not what was signed, or the key is another"

  fileprivate static func isMissing(_ name: String) -> String { "there is no key at \(name)" }
  fileprivate static func isUnavailable(_ name: String, _ reason: String) -> String {
    "the key at \(name) cannot be had now: \(reason)"
  }
  fileprivate static func isUnusable(_ name: String, _ reason: String) -> String {
    "the record at \(name) \(reason)"
  }
  fileprivate static func isOfOtherKind(_ kind: String) -> String {
    "the key is of the kind \(kind), the signature of another"
  }
}
