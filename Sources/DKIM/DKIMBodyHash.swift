import Crypto

/// The hash of a body while it is being read (RFC 6376 §3.7): the `bh=` of a signature.
///
/// It is a value: the hash of a beginning that many messages share is made
/// once, copied, and goes on with what differs.
///
///     var shared = DKIMBodyHash()
///     shared.update(beginning)
///     var mine = shared
///     mine.update(rest)
///     mine.digest  // 32 octets
public struct DKIMBodyHash: Sendable {
  private var canonicalizer: BodyCanonicalizer
  private var hash = SHA256()
  /// How many canonical octets are still hashed; nil for all (`l=`, RFC 6376 §3.5).
  private var rest: Int?

  /// Begins with an empty body.
  public init(_ rule: DKIMCanonicalization = .relaxed) {
    canonicalizer = BodyCanonicalizer(rule)
  }

  init(_ rule: DKIMCanonicalization, limit: Int?) {
    self.init(rule)
    rest = limit
  }

  /// Takes the next octets; a piece may end anywhere.
  public mutating func update(_ octets: ArraySlice<UInt8>) {
    octets.withUnsafeBytes { update($0) }
  }

  /// Takes the next octets; a piece may end anywhere.
  public mutating func update(_ octets: [UInt8]) { update(octets[...]) }

  /// The hash if nothing more came.
  public var digest: [UInt8] { finished().digest }

  /// The hash, and whether the body was as long as the limit.
  func finished() -> (digest: [UInt8], isLongEnough: Bool) {
    var end = self
    var last: [UInt8] = []
    end.canonicalizer.finish(into: &last)
    end.add(last)
    return (Array(end.hash.finalize()), (end.rest ?? 0) == 0)
  }

  mutating func update(_ octets: UnsafeRawBufferPointer) {
    var canonical: [UInt8] = []
    canonical.reserveCapacity(min(octets.count, pieceLength) + 64)
    var start = 0
    while start < octets.count {
      let end = min(start + pieceLength, octets.count)
      canonicalizer.feed(UnsafeRawBufferPointer(rebasing: octets[start..<end]), into: &canonical)
      add(canonical)
      canonical.removeAll(keepingCapacity: true)
      start = end
    }
  }

  private mutating func add(_ canonical: [UInt8]) {
    guard let rest else { return canonical.withUnsafeBytes { hash.update(bufferPointer: $0) } }
    hash.update(data: canonical.prefix(rest))
    self.rest = rest - min(rest, canonical.count)
  }
}

/// Small enough to stay in the cache between the two passes.
private let pieceLength = 16 << 10
