import Crypto

/// The hash that is signed: the named fields and then the signature itself (RFC 6376 §3.7).
///
/// The fields are hashed once for several signatures that name the same ones.
struct HeaderHash {
  private var state = SHA256()
  private let rule: DKIMCanonicalization

  init(_ fields: [RawHeader.Field], rule: DKIMCanonicalization) {
    Self.update(&state, with: fields, rule: rule)
    self.rule = rule
  }

  /// Hashes fields, each with its line end.
  static func update(_ state: inout SHA256, with fields: [RawHeader.Field], rule: DKIMCanonicalization) {
    var canonical: [UInt8] = []
    for field in fields {
      field.appendCanonical(rule, to: &canonical)
      canonical += [.cr, .lf]
    }
    state.update(data: canonical)
  }

  /// The hash with a DKIM-Signature whose `b=` is empty, and no line end behind it.
  func digest(with signature: RawHeader.Field) -> SHA256Digest {
    var canonical: [UInt8] = []
    signature.appendCanonical(rule, to: &canonical)
    var state = state
    state.update(data: canonical)
    return state.finalize()
  }
}

extension RawHeader.Field {
  /// The field with the octets of the `b=` value taken out, blanks too (RFC 6376 §3.7).
  func withoutSignature(_ range: Range<Int>) -> Self? {
    let octets = octets[..<range.lowerBound] + octets[range.upperBound...]
    return RawHeader(ArraySlice(Array(octets))).fields.first
  }
}
