import Delivery
import Testing

@testable import SMTP

/// The octets of a server, cut at every place, and ended at every place.
@Suite struct DialogueSplitTests {
  struct Script: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var offers: [String]
    /// What is said to three messages.
    var replies: String
  }

  static let scripts = [
    Script(
      testDescription: "sequential", offers: [],
      replies: """
        250 2.1.0 ok/250-2.1.5 ok/250 2.1.5 really/354 go/250 2.0.0 queued/250 ok/550-5.1.1 no/550 5.1.1 such user/\
        250 reset/250 ok/250 ok/354 go/451 4.3.0 later
        """),
    Script(
      testDescription: "pipelined", offers: ["PIPELINING"],
      replies: """
        250 ok/250 ok/354 go/250 2.0.0 queued/250 ok/550 5.1.1 no/554 5.5.1 no valid recipients/250 reset/\
        250 ok/250 ok/354-go/354 on/451 4.3.0 later
        """),
    Script(
      testDescription: "chunked", offers: ["CHUNKING", "PIPELINING"],
      replies: """
        250 ok/250 ok/250 2.0.0 queued/250 reset/250 ok/550-5.1.1 no/550 5.1.1 such user/554 no valid recipients/\
        250 reset/250 ok/250 ok/451 4.3.0 later
        """),
  ]

  private static let outcomes = [
    "1 accepted: 250 2.0.0 queued", "2 rejected at rcptTo: 550 5.1.1 no",
    "3 deferred at body: 451 4.3.0 later",
  ]

  @Test(arguments: scripts)
  func `however the answers are cut, they mean the same`(_ script: Script) throws {
    let bytes = script.bytes
    for cut in 0...bytes.count {
      let play = try Play(script)
      play.read(bytes[..<cut])
      play.read(bytes[cut...])
      #expect(play.words.sameBeginning(as: Self.outcomes))
      #expect(play.talk.dialogue.isIdle)
    }
    let play = try Play(script)
    for byte in bytes { play.read([byte]) }
    #expect(play.words.sameBeginning(as: Self.outcomes))
  }

  /// Wherever the server goes, each message that began ends once, and none that was accepted is sent again.
  @Test(arguments: scripts)
  func `wherever the answers end, each message has one fate`(_ script: Script) throws {
    let bytes = script.bytes
    for end in 0...bytes.count {
      let play = try Play(script)
      play.read(bytes[..<end])
      let known = play.outcomes.count
      play.talk.ended(.connectionLost(""))
      let returned = play.talk.news.returned.map(\.submission.delivery.number)
      #expect((play.outcomes.map(\.delivery.number) + returned).sorted() == play.begun)
      #expect(returned.allSatisfy { !play.claimed.contains($0) })
      for (delivery, outcome) in play.outcomes.dropFirst(known) {
        switch outcome {
        case .accepted: Issue.record("accepted without an answer")
        case .deferred(.body, .connectionLost): #expect(!play.claimed.contains(delivery.number))
        default: break
        }
      }
    }
  }
}

extension DialogueSplitTests.Script {
  fileprivate var bytes: [UInt8] { Array((replies.replacing("/", with: "\r\n") + "\r\n").utf8) }
}

extension [String] {
  fileprivate func sameBeginning(as others: [String]) -> Bool {
    count == others.count && zip(self, others).allSatisfy { $0.hasPrefix($1) }
  }
}

/// Three messages over one dialogue; what is to be sent leaves at once.
private final class Play {
  let talk: Talk
  private(set) var begun: [Int64] = []

  var claimed: Set<Int64> { Set(talk.news.round.claims.map(\.number)) }
  var outcomes: [(delivery: DeliveryID, outcome: SubmissionOutcome)] { talk.news.round.outcomes }
  /// In the words of the other tests.
  var words: [String] { outcomes.map { "\($0.delivery.number) \($0.outcome.words)" } }

  init(_ script: DialogueSplitTests.Script) throws {
    talk = try Talk(offering: script.offers)
    fill()
  }

  func read(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      talk.read([byte])
      talk.dialogue.left(talk.dialogue.buffer.count)
      fill()
    }
  }

  private func fill() {
    while talk.dialogue.hasRoom, begun.count < 3 {
      begun.append(Int64(begun.count + 1))
      talk.start(Int64(begun.count))
      talk.dialogue.left(talk.dialogue.buffer.count)
    }
  }
}
