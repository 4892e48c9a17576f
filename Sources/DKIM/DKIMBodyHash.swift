import Crypto
import InternetMessage

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
  private var output: HashedOutput

  /// Begins with an empty body.
  public init(_ rule: DKIMCanonicalization = .relaxed) { self.init(rule, limit: nil) }

  /// Begins with an empty body of which so many canonical octets are hashed; nil for all (`l=`, RFC 6376 §3.5).
  init(_ rule: DKIMCanonicalization, limit: Int?) {
    canonicalizer = BodyCanonicalizer(rule)
    output = HashedOutput(rest: limit)
  }

  /// Takes the next octets; a piece may end anywhere.
  public mutating func update(_ octets: ArraySlice<UInt8>) {
    octets.withUnsafeBytes { update($0) }
  }

  /// Takes the next octets; a piece may end anywhere.
  public mutating func update(_ octets: [UInt8]) { update(octets[...]) }

  /// Takes the body of a message from one of its octets on.
  ///
  /// Where the message is known to be even, its octets are hashed as they are.
  mutating func update(bodyOf message: EncodedMessage, from start: Int = 0) {
    message.body.withUnsafeBytes { body in
      var position = start
      for run in message.evenRuns where run.upperBound > position {
        let even = max(run.lowerBound, position)
        canonicalizer.feed(UnsafeRawBufferPointer(rebasing: body[position..<even]), into: &output)
        canonicalizer.feed(
          even: UnsafeRawBufferPointer(rebasing: body[even..<run.upperBound]), into: &output)
        position = run.upperBound
      }
      canonicalizer.feed(UnsafeRawBufferPointer(rebasing: body[min(position, body.count)...]), into: &output)
    }
    output.flush()
  }

  /// The hash if nothing more came.
  public var digest: [UInt8] { finished().digest }

  /// The hash, and whether the body was as long as the limit.
  func finished() -> (digest: [UInt8], isLongEnough: Bool) {
    var end = self
    end.canonicalizer.finish(into: &end.output)
    end.output.flush()
    return (Array(end.output.hash.finalize()), (end.output.rest ?? 0) == 0)
  }

  mutating func update(_ octets: UnsafeRawBufferPointer) {
    canonicalizer.feed(octets, into: &output)
    output.flush()
  }
}

/// Canonical octets on their way into a hash: long runs as they lie, short ones together.
private struct HashedOutput: CanonicalOutput {
  /// A call of the hash costs as much as copying about so many octets.
  private static let longRun = 512
  /// Small enough to stay in the cache.
  private static let room = 8 << 10

  var hash = SHA256()
  /// How many canonical octets are still hashed; nil for all.
  var rest: Int?
  private var waiting: [UInt8] = []

  init(rest: Int?) { self.rest = rest }

  mutating func append(_ octet: UInt8) { waiting.append(octet) }

  mutating func append(_ octets: UnsafeRawBufferPointer) {
    guard octets.count >= Self.longRun || waiting.count + octets.count > Self.room else {
      if waiting.isEmpty { waiting.reserveCapacity(Self.room) }
      return waiting.append(contentsOf: octets)
    }
    flush()
    Self.add(octets, to: &hash, rest: &rest)
  }

  mutating func flush() {
    guard !waiting.isEmpty else { return }
    Self.add(waiting, to: &hash, rest: &rest)
    waiting.removeAll(keepingCapacity: true)
  }

  private static func add(_ octets: [UInt8], to hash: inout SHA256, rest: inout Int?) {
    octets.withUnsafeBytes { add($0, to: &hash, rest: &rest) }
  }

  private static func add(_ octets: UnsafeRawBufferPointer, to hash: inout SHA256, rest: inout Int?) {
    guard let limit = rest else { return hash.update(bufferPointer: octets) }
    hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: octets.prefix(limit)))
    rest = limit - min(limit, octets.count)
  }
}
