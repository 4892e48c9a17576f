import InternetMessage
import Testing

@testable import DKIM

@Suite struct EvenRunsTests {
  private static let constants = [
    "", "\n", " ", "  ", "\t", "Dear ", " ,\n", "\n\n\n", "\r\n", "a  b", " \n", "tab\there\n", "=20",
    "  indented\n",
    String(repeating: "x", count: 200), String(repeating: "a line of text\n", count: 12),
    String(repeating: "zwei  Wörter ", count: 20), String(repeating: "one\n\n", count: 40),
    String(repeating: "word ", count: 60), String(repeating: "文字", count: 50),
  ]
  private static let values = [
    "", " ", "  ", " Ada", "Ada ", " Ada  Lovelace ", "\t", "a\r\nb", "\r\n", "\n", "Zoë", "=",
    String(repeating: "v ", count: 60),
  ]

  @Test(arguments: [UInt64(1), 2, 3])
  func `the quick hash of a composed body is the hash, whatever the text and the values`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var first: EncodedMessage?
    var runs = 0
    for _ in 0..<200 {
      let message = Self.randomMessage(using: &generator)
      let body = Array(message.body)
      for run in message.evenRuns { #expect(Self.isEven(body[run]), "\(run) of \(message.text)") }
      runs += message.evenRuns.count
      var quick = DKIMBodyHash()
      quick.update(bodyOf: message)
      let wanted = Self.digest(body)
      #expect(quick.digest == wanted, "\(message.text)")
      let shared = SharedBodyHash(first?.body ?? message.body, interval: 61)
      #expect(shared.digest(of: message) == wanted, "\(message.text)")
      #expect(SharedBodyHash(message.body, interval: 61).digest(of: message) == wanted, "\(message.text)")
      first = first ?? message
    }
    #expect(runs > 400)
  }

  @Test func `nearly all of a long text is even`() {
    let text = String(repeating: "A paragraph of text that is as long as a line may be.\n\n", count: 300)
    let message = Self.message([.text(Array(("Dear ".utf8))), .slot(0), .text(Array(text.utf8))], ["Ada"])
    let even = message.evenRuns.reduce(0) { $0 + $1.count }
    #expect(even > message.body.count * 95 / 100)
    #expect(message.prepending(fields: Array("X: y\r\n".utf8)).evenRuns == message.evenRuns)
  }

  @Test func `octets that nobody composed have no even runs, and the same hash`() throws {
    let message = Self.message([.text(Array("Dear reader,\n".utf8))], [])
    let read = try EncodedMessage(message.bytes)
    #expect(read.evenRuns.isEmpty)
    #expect(read == message)
    var hash = DKIMBodyHash()
    hash.update(bodyOf: read)
    #expect(hash.digest == Self.digest(Array(message.body)))
  }

  private static func randomMessage(using generator: inout SeededGenerator) -> EncodedMessage {
    let count = Int.random(in: 0...9, using: &generator)
    let pieces = (0..<count).map { number -> OpenText.Piece in
      Bool.random(using: &generator)
        ? .slot(number) : .text(Array((constants.randomElement(using: &generator) ?? "").utf8))
    }
    return message(pieces, (0..<count).map { _ in values.randomElement(using: &generator) ?? "" })
  }

  private static func message(_ pieces: [OpenText.Piece], _ values: [String]) -> EncodedMessage {
    let template = MessageTemplate(
      header: [.fixed(.text(.subject, "A walk"))],
      body: .newsletter(text: .text("Plain  text\n\n"), html: .text(OpenText(pieces))), boundarySeed: "7")
    var buffer = MessageBuffer()
    template.write(to: &buffer, fields: { _ in [] }, value: { $1 += values[$0].utf8 })
    return EncodedMessage(buffer)
  }

  private static func isEven(_ octets: ArraySlice<UInt8>) -> Bool {
    octets.last?.isHeldBack != true
      && octets.indices.allSatisfy { index in
        let next = index + 1 < octets.endIndex ? octets[index + 1] : 0x41
        return octets[index] != .tab && !(octets[index] == .space && (next == .space || next == .cr))
      }
  }

  private static func digest(_ body: [UInt8]) -> [UInt8] {
    var hash = DKIMBodyHash()
    hash.update(body)
    return hash.digest
  }
}
