import Delivery
import InternetMessage

@testable import SMTP

/// A dialogue without a server, with its actions in words.
final class Talk {
  var dialogue: SMTPDialogue
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
    words(actions(beginning: number, needsUTF8: needsUTF8))
  }

  func actions(beginning number: Int64, needsUTF8: Bool = false) -> [SMTPDialogue.Action] {
    guard let sender = try? EmailAddress("bounces+\(number)@example.com"),
      let recipient = try? EmailAddress("reader\(number)@example.org")
    else { preconditionFailure("there is no address of this number") }
    return doing {
      dialogue.begin(
        DeliveryID(mailing: 1, number: number), Envelope(returnPath: sender, recipient: recipient), size: 77,
        needsSMTPUTF8: needsUTF8, &$0)
    }
  }

  /// What something makes the dialogue want.
  func doing(_ body: (inout [SMTPDialogue.Action]) -> Void) -> [SMTPDialogue.Action] {
    var actions: [SMTPDialogue.Action] = []
    body(&actions)
    return actions
  }

  func reply(_ code: Int) -> String {
    words(doing { dialogue.received(SMTPReply(code: code, lines: []), &$0) })
  }

  func quit() -> String { words(doing { dialogue.quit(&$0) }) }

  func garbage(_ text: String) -> String { words(doing { dialogue.receivedGarbage(text, &$0) }) }

  /// Several answers, each with what it brings.
  func replies(_ codes: Int...) -> [String] { codes.map(reply) }

  func ended(_ reason: RefusalReason = .timedOut) -> String { words(doing { dialogue.ended(reason, &$0) }) }

  /// Takes octets as they come from a socket.
  func read(_ bytes: some Sequence<UInt8>) -> [SMTPDialogue.Action] {
    parser.append(bytes)
    return doing { actions in
      while let event = parser.next() {
        if case .reply(let reply) = event { dialogue.received(reply, &actions) }
      }
    }
  }

  func words(_ actions: [SMTPDialogue.Action]) -> String { actions.map(\.words).joined(separator: ", ") }
}

extension SMTPDialogue.Action {
  var words: String {
    switch self {
    case .claim(let delivery): "claim \(delivery.number)"
    case .send(let command): "send \(command.line)"
    case .sendMessage(let delivery): "send message \(delivery.number)"
    case .sendOctets(let delivery): "send octets \(delivery.number)"
    case .sendLoneDot: "send ."
    case .conclude(let delivery, let outcome): "\(delivery.number) \(outcome.words)"
    case .giveBack(let delivery, let phase, let reason, let isFirst):
      "\(delivery.number) back from \(phase.rawValue): \(reason)" + (isFirst ? "" : " (not first)")
    }
  }

  /// The message whose way ends with it.
  var settled: Int64? {
    switch self {
    case .conclude(let delivery, _), .giveBack(let delivery, _, _, _): delivery.number
    default: nil
    }
  }
}
