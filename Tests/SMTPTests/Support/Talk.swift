import Delivery
import InternetMessage

@testable import SMTP

/// A dialogue without a server, with what it says and decides in words.
final class Talk {
  var dialogue: SMTPDialogue
  /// What it decided so far.
  private(set) var news = TurnNews()
  private var parser = SMTPReplyParser()

  convenience init(offering keywords: String..., window: Int = 4) throws {
    try self.init(offering: keywords, window: window)
  }

  init(offering keywords: [String], window: Int = 4) throws {
    dialogue = SMTPDialogue(
      capabilities: SMTPCapabilities(SMTPReply(code: 250, lines: ["mx"] + keywords)), window: window)
  }

  /// One message, one command at a time. 0: MAIL is out, 1: RCPT, 2: DATA, 3: it is leaving, 4: it has left.
  convenience init(after steps: Int) throws {
    try self.init(offering: [])
    _ = begin(1)
    for code in [250, 250, 354].prefix(steps) { _ = reply(code) }
    if steps == 4 { dialogue.messageLeft() }
  }

  func begin(_ number: Int64, needsUTF8: Bool = false) -> String {
    words { dialogue.begin(.ofSeventySevenOctets(number, needsUTF8: needsUTF8), &$0) }
  }

  /// Begins a message whose octets stay in the buffer.
  func start(_ number: Int64) { dialogue.begin(.ofSeventySevenOctets(number), &news) }

  func reply(_ code: Int) -> String {
    words { dialogue.received(SMTPReply(code: code, lines: []), &$0) }
  }

  func quit() -> String { words { _ in dialogue.quit() } }

  func garbage(_ text: String) -> String { words { dialogue.receivedGarbage(text, &$0) } }

  /// Several answers, each with what it brings.
  func replies(_ codes: Int...) -> [String] { codes.map(reply) }

  @discardableResult
  func ended(_ reason: RefusalReason = .timedOut) -> String { words { dialogue.ended(reason, &$0) } }

  /// Takes octets as they come from a socket.
  func read(_ bytes: some Sequence<UInt8>) {
    parser.append(bytes)
    while let event = parser.next() {
      if case .reply(let reply) = event { dialogue.received(reply, &news) }
    }
  }

  /// What something brings: claims, what is said, and what becomes of messages.
  private func words(_ body: (inout TurnNews) -> Void) -> String {
    var turn = TurnNews()
    body(&turn)
    news.round.claims += turn.round.claims
    news.round.outcomes += turn.round.outcomes
    news.returned += turn.returned
    let words =
      turn.round.claims.map { "claim \($0.number)" } + dialogue.buffer.takeWords()
      + turn.round.outcomes.map { "\($0.delivery.number) \($0.outcome.words)" }
      + turn.returned.map {
        "\($0.submission.delivery.number) back from \($0.phase.rawValue): \($0.reason)"
          + ($0.isFirst ? "" : " (not first)")
      }
    return words.joined(separator: ", ")
  }
}

extension SendBuffer {
  /// Takes everything out: commands as they are, and messages by their subject and the way they are sent.
  fileprivate mutating func takeWords() -> [String] {
    var lines = takeAll().split(separator: "\r\n", omittingEmptySubsequences: false).dropLast()
    var words: [String] = []
    var isChunk = false
    while let line = lines.popFirst() {
      guard line.hasPrefix("Subject: ") else {
        words.append("send \(line)")
        isChunk = line.hasPrefix("BDAT 77 ")
        continue
      }
      let body = lines.prefix(2).joined(separator: "\r\n")
      let isWhole = line.utf8.count + 2 + body.utf8.count + 2 == 77
      lines = lines.dropFirst(2)
      let isEnded = isChunk || lines.popFirst() == "."
      let way = isWhole && isEnded ? isChunk ? "octets" : "message" : "something broken"
      words.append("send \(way) \(line.drop { !$0.isNumber }.prefix { $0.isNumber })")
    }
    return words
  }

  private mutating func takeAll() -> String {
    defer { consume(count) }
    return String(decoding: next, as: UTF8.self)
  }
}

extension Submission {
  fileprivate static func ofSeventySevenOctets(_ number: Int64, needsUTF8: Bool = false) -> Submission {
    let subject = "Subject: \(number)\(needsUTF8 ? "é" : "")\r\n\r\n"
    let octets = subject + String(repeating: "x", count: 77 - subject.utf8.count - 2) + "\r\n"
    guard let made = try? example(number, to: "reader\(number)@example.org", bytes: Array(octets.utf8)) else {
      preconditionFailure("there is no message of this number")
    }
    return made
  }
}
