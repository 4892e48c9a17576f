import Crypto
public import FoundationEssentials
public import InternetMessage

/// A key and the selector that its record has in the DNS.
public struct DKIMSigningKey: Sendable {
  /// Where the record is.
  public let selector: DKIMSelector
  /// The private key.
  public let key: DKIMKey

  /// Joins a selector and its key.
  public init(selector: DKIMSelector, key: DKIMKey) {
    self.selector = selector
    self.key = key
  }
}

/// Signs messages for one domain (RFC 6376 §5, RFC 8301, RFC 8463).
///
/// Each message gets an rsa-sha256 signature, because large receivers do not
/// know the other one, and below it an ed25519-sha256 signature when there is
/// such a key. Both are relaxed/relaxed and cover the whole body; there is no
/// `l=`. Who the message is from and to, its subject, date and type, and how
/// it is unsubscribed from can neither be changed nor added a second time.
///
/// The same message, keys and times give the same octets. A signer may be used
/// by many threads at once.
public struct DKIMSigner: Sendable {
  /// Who takes responsibility: the `d=`.
  public let domain: DomainName
  /// The keys in the order of their signatures.
  public let keys: [DKIMSigningKey]
  private let forms = SignatureForms()

  /// Makes a signer with an RSA key of at least 2048 bits and, if wanted, an Ed25519 key.
  public init(
    domain: DomainName, rsa: DKIMSigningKey, ed25519: DKIMSigningKey? = nil
  ) throws(UnusableDKIMKey) {
    try rsa.check(.rsaSHA256)
    try ed25519?.check(.ed25519SHA256)
    guard rsa.selector != ed25519?.selector else {
      throw UnusableDKIMKey(name: rsa.selector.text, fault: .sharesItsSelector)
    }
    self.init(domain: domain, keys: [rsa] + (ed25519.map { [$0] } ?? []))
  }

  init(domain: DomainName, keys: [DKIMSigningKey]) {
    self.domain = domain
    self.keys = keys
  }

  /// The message with its signatures on top, the one by RSA first.
  ///
  /// Sign last: octets that change afterwards break the signature. An expiry
  /// must leave a week or more for mail that waits in queues. Pass the hash of
  /// what many bodies share and only the rest is hashed.
  public func signed(
    _ message: EncodedMessage, at time: Date, expires expiry: Date? = nil,
    sharing shared: SharedBodyHash? = nil
  ) throws(UnsignableMessage) -> EncodedMessage {
    let (form, header) = try hashed(message.header, time, expiry)
    let bodyHash = shared?.digest(of: message) ?? digest(of: message)
    var fields: [UInt8] = []
    for (layout, key) in zip(form.layouts, keys) {
      try layout.append(to: &fields, header: header, bodyHash: bodyHash, key: key)
    }
    return message.prepending(fields: fields)
  }

  /// How the signatures of a header look, and the hash of the fields that they cover.
  private func hashed(
    _ header: ArraySlice<UInt8>, _ time: Date, _ expiry: Date?
  ) throws(UnsignableMessage) -> (SignatureForm, SHA256) {
    func made() throws(UnsignableMessage) -> SignatureForm {
      try SignatureForm(RawHeader(header), domain: domain, keys: keys, time: time, expiry: expiry)
    }
    var hash = SHA256()
    guard let shape = header.withUnsafeBufferPointer(HeaderShape.init) else {
      let form = try made()
      let fields = RawHeader(header).fields
      HeaderHash.update(&hash, with: form.order.map { fields[$0] }, rule: .relaxed)
      return (form, hash)
    }
    let form = try forms.form(names: shape.names, time: time, expiry: expiry, make: made)
    let canonical = header.withUnsafeBufferPointer { shape.canonical(form.order, of: $0) }
    canonical.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return (form, hash)
  }

  private func digest(of message: EncodedMessage) -> [UInt8] {
    var hash = DKIMBodyHash()
    hash.update(bodyOf: message)
    return hash.digest
  }
}

extension DKIMSigningKey {
  fileprivate func check(_ wanted: DKIMAlgorithm) throws(UnusableDKIMKey) {
    let bits = key.bits
    if key.algorithm != wanted {
      throw UnusableDKIMKey(name: selector.text, fault: .signsWith(key.algorithm, insteadOf: wanted))
    }
    if wanted == .rsaSHA256, bits < DKIMKey.shortestRSAKey {
      throw UnusableDKIMKey(name: selector.text, fault: .isTooShort(bits: bits))
    }
  }
}
