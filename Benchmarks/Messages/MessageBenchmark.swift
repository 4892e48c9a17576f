import Composition
import DKIM
import Foundation
import InternetMessage

/// Composes an issue of 60 KB with 6 merge fields for many readers on one core, into a sink of octets.
///
/// Each line that it prints has a name, messages per second, octets per second (of CPU time) and the
/// octets of a message: composed into one buffer, `memcpy` of the same octets, composed into memory of
/// their own, encoded whole for each reader, signed by RSA with and without sharing what bodies share.
///
/// usage: message-bench [MESSAGES [FOLDER]], or `message-bench MESSAGES only NAME` for a profiler
@main enum MessageBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let count = arguments.first.flatMap { Int($0) } ?? 100_000
    let sample = try SampleIssue()
    if arguments.dropFirst().first == "only", let name = arguments.last {
      if name == "composed" {
        try compose(sample, count)
        return
      }
      return try sign(name == "signed-story" ? SampleIssue.story() : sample, count, names: [name])
    }
    if let folder = arguments.dropFirst().first { try sample.write(to: URL(filePath: folder)) }
    let buffer = try compose(sample, count)
    try composeOtherwise(sample, count, like: buffer.bytes)
    try sign(sample, max(1, count / 50), names: ["signed", "signed-shared"])
    try sign(SampleIssue.story(), max(1, count / 50), names: ["signed-story"])
  }

  @discardableResult
  private static func compose(_ sample: SampleIssue, _ count: Int) throws -> MessageBuffer {
    var buffer = MessageBuffer()
    try measure("composed", count) { index, sink in
      let (reader, id) = sample.readers[index % sample.readers.count]
      try sample.messages.write(for: reader, id: id, to: &buffer)
      sink.take(buffer.bytes)
    }
    return buffer
  }

  private static func composeOtherwise(_ sample: SampleIssue, _ count: Int, like message: [UInt8]) throws {
    var copy = [UInt8](repeating: 0, count: message.count)
    measure("memcpy", count) { _, sink in
      copy.withUnsafeMutableBytes { copy in message.withUnsafeBytes { copy.copyMemory(from: $0) } }
      sink.take(copy)
    }
    try measure("owned", count) { index, sink in
      let (reader, id) = sample.readers[index % sample.readers.count]
      sink.take(try sample.messages.encoded(for: reader, id: id).bytes)
    }
    try measure("whole", max(1, count / 100)) { index, sink in
      let (reader, id) = sample.readers[index % sample.readers.count]
      sink.take(try sample.whole(reader, id).bytes)
    }
  }

  private static func sign(_ sample: SampleIssue, _ count: Int, names: [String]) throws {
    var generator = SystemRandomNumberGenerator()
    let signer = try DKIMSigner(
      domain: DomainName("example.org"),
      rsa: DKIMSigningKey(selector: DKIMSelector("s1"), key: .generated(.rsaSHA256, using: &generator)))
    let date = Date(timeIntervalSince1970: 1_795_300_000)
    let shared = SharedBodyHash(sample.messages.emptyBodies[0][...])
    for name in names {
      let shared = name == "signed" ? nil : shared
      var buffer = MessageBuffer()
      try measure(name, count) { index, sink in
        let (reader, id) = sample.readers[index % sample.readers.count]
        try sample.messages.write(for: reader, id: id, to: &buffer)
        sink.take(try signer.signed(EncodedMessage(buffer), at: date, sharing: shared).bytes)
      }
    }
  }

  private static func measure(
    _ name: String, _ count: Int, _ work: (Int, inout Sink) throws -> Void
  ) rethrows {
    var sink = Sink()
    try work(0, &sink)
    sink = Sink()
    let start = clock()
    for index in 0..<count { try work(index, &sink) }
    let seconds = max(Double(clock() - start) / Double(CLOCKS_PER_SEC), 1e-6)
    print(name, Int(Double(count) / seconds), Int(Double(sink.octets) / seconds), sink.octets / count)
  }
}

/// Takes octets and looks at some, so that nothing can be left out.
private struct Sink {
  private(set) var octets = 0
  private var sum: UInt8 = 0

  @inline(never) mutating func take(_ bytes: [UInt8]) {
    octets += bytes.count
    sum &+= bytes[bytes.count / 2] &+ bytes[bytes.count - 3]
  }
}
