import Crypto
import FoundationEssentials
import InternetMessage
import Synchronization

/// What the signatures of many messages share: which fields they cover in which order, and all of their text but
/// two hashes.
struct SignatureForm: Sendable {
  /// The fields that are hashed, by their numbers in the header.
  let order: [Int]
  /// One for each key.
  let layouts: [SignatureLayout]

  /// Lays the signatures of a header out.
  init(
    _ header: RawHeader, domain: DomainName, keys: [DKIMSigningKey], time: Date, expiry: Date?
  ) throws(UnsignableMessage) {
    if let expiry, expiry <= time { throw .expiresBeforeItIsSigned }
    let count = header.count(of: "from")
    guard count == 1 else { throw .hasFromFields(count) }
    let names = SignedFields.names(for: header)
    order = header.places(named: names)
    var layouts: [SignatureLayout] = []
    for key in keys {
      let tags = SignatureTags(
        algorithm: key.key.algorithm, domain: domain, selector: key.selector, time: time, expiry: expiry,
        names: names)
      layouts.append(try SignatureLayout(tags, signatureLength: key.key.signatureLength))
    }
    self.layouts = layouts
  }
}

/// The text of a signature with room for the hash of a body and for what signs it.
///
/// Both have a length that is known, so the folds are always at the same places:
/// the room is where two signatures of different hashes differ.
struct SignatureLayout: Sendable {
  private let field: [UInt8]
  private let hashRoom: [Range<Int>]
  private let signatureRoom: [Range<Int>]
  private let canonical: [UInt8]
  private let canonicalRoom: [Range<Int>]

  init(_ tags: SignatureTags, signatureLength: Int) throws(UnsignableMessage) {
    func made(_ hash: UInt8, _ signature: UInt8, length: Int) throws(UnsignableMessage) -> [UInt8] {
      try tags.field(
        bodyHash: [UInt8](repeating: hash, count: 32), signature: [UInt8](repeating: signature, count: length)
      )
    }
    func canonical(_ field: [UInt8]) -> [UInt8] {
      var canonical: [UInt8] = []
      for field in RawHeader(field[...]).fields { field.appendCanonical(.relaxed, to: &canonical) }
      return canonical
    }
    field = try made(0, 0, length: signatureLength)
    hashRoom = field.places(differingFrom: try made(0xFF, 0, length: signatureLength))
    signatureRoom = field.places(differingFrom: try made(0, 0xFF, length: signatureLength))
    self.canonical = canonical(try made(0, 0, length: 0))
    canonicalRoom = self.canonical.places(differingFrom: canonical(try made(0xFF, 0, length: 0)))
  }

  /// Appends the field that signs a header, given the hash of its canonical fields so far.
  func append(
    to octets: inout [UInt8], header: SHA256, bodyHash: [UInt8], key: DKIMSigningKey
  ) throws(UnsignableMessage) {
    let hashText = [UInt8](Data(bodyHash).base64EncodedData())
    var unsigned = canonical
    unsigned.fill(canonicalRoom, with: hashText)
    var hash = header
    unsigned.withUnsafeBytes { hash.update(bufferPointer: $0) }
    guard let signature = key.key.signature(for: hash.finalize()) else {
      throw .keyDoesNotSign(key.selector.text)
    }
    var signed = field
    signed.fill(hashRoom, with: hashText)
    signed.fill(signatureRoom, with: [UInt8](Data(signature).base64EncodedData()))
    octets += signed
  }
}

extension [UInt8] {
  fileprivate func places(differingFrom other: [UInt8]) -> [Range<Int>] {
    precondition(count == other.count, "signatures of one length have one form")
    return indices.reduce(into: []) { places, index in
      guard self[index] != other[index] else { return }
      if let last = places.last, last.upperBound == index {
        places[places.count - 1] = last.lowerBound..<(index + 1)
      } else {
        places.append(index..<(index + 1))
      }
    }
  }

  /// Puts the letters of a Base64 text into their places; what pads it stands there already.
  fileprivate mutating func fill(_ places: [Range<Int>], with text: [UInt8]) {
    var next = 0
    for place in places {
      for index in place {
        self[index] = text[next]
        next += 1
      }
    }
  }
}

/// The forms that were used last: the messages of an issue share one, or as many as it has variants.
final class SignatureForms: Sendable {
  private struct Key: Hashable {
    var names: [UInt8]
    var time: Date
    var expiry: Date?
  }

  private static let limit = 16

  private let kept = Mutex<[(key: Key, form: SignatureForm)]>([])

  /// The form for headers with these names, made when it is not known.
  func form(
    names: [UInt8], time: Date, expiry: Date?, make: () throws(UnsignableMessage) -> SignatureForm
  ) throws(UnsignableMessage) -> SignatureForm {
    let key = Key(names: names, time: time, expiry: expiry)
    if let form = kept.withLock({ $0.first { $0.key == key }?.form }) { return form }
    let form = try make()
    kept.withLock {
      $0.insert((key, form), at: 0)
      if $0.count > Self.limit { $0.removeLast() }
    }
    return form
  }
}
