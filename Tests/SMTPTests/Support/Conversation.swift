import Foundation
import SMTP

/// A conversation file: what a server says, what the client must say, and what becomes of it.
///
/// | line | meaning |
/// |------|---------|
/// | `S: 220 hello` | the server says this line |
/// | `S8: A4 20 …` | the server sends these octets, in hexadecimal |
/// | `C: DATA` | the client must say exactly this line |
/// | `MESSAGE` | the client must send a message and its final dot |
/// | `PART 1000` | the client must send at least so many octets |
/// | `WAIT 50` | milliseconds pass |
/// | `SILENCE` | the server says nothing more, until the client goes |
/// | `CLOSE` | the server ends the connection; what follows is a new one |
/// | `END` | the client must end the connection; what follows is a new one |
/// | `send: ann@example.org` | a submission; without any, the addresses of the RCPT lines |
/// | `size: 8000000` | how large the messages are |
/// | `timeout: data 1000` | how long that answer may take, in milliseconds; the others take long |
/// | `attempts: 1`, `cap: 2`, `window: 3` | the transport's settings |
/// | `expect: rejected at rcptTo, 550` | the beginning of an outcome, in the order of the submissions |
/// | `claims: 1 2` | the deliveries that are claimed |
/// | `throws: lost` | the beginning of the error's summary; `PLACE` stands for host and port |
struct Conversation {
  enum Step: Equatable {
    case server([UInt8])
    case client(String)
    case message
    case part(Int)
    case wait(Int)
    case silence
    case close
    case end
  }

  struct Malformed: Error {
    var line: String
  }

  var steps: [Step] = []
  var recipients: [String] = []
  var size: Int?
  var timeouts = SMTPTimeouts(all: .seconds(20))
  var attempts = 3
  var cap = 100
  var window = 4
  var expectations: [String] = []
  var claims: [Int64]?
  var failure: String?

  init(_ text: String) throws {
    var addressed: [String] = []
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let line = String(line)
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      let value = parts.count > 1 ? String(parts[1]) : ""
      if line.hasPrefix("C: RCPT TO:<"),
        let address = value.split(whereSeparator: { "<>".contains($0) }).dropFirst().first
      {
        if !addressed.contains(String(address)) { addressed.append(String(address)) }
      }
      try read(line, key: String(parts[0]), value: value)
    }
    if recipients.isEmpty { recipients = addressed }
  }

  private mutating func read(_ line: String, key: String, value: String) throws {
    switch key {
    case "S": steps.append(.server(Array((value + "\r\n").utf8)))
    case "S8": steps.append(.server(value.split(separator: " ").compactMap { UInt8($0, radix: 16) }))
    case "C": steps.append(.client(value))
    case "send": recipients.append(value)
    case "size": size = Int(value)
    case "timeout": try setTimeout(value, in: line)
    case "attempts": attempts = try number(value, in: line)
    case "cap": cap = try number(value, in: line)
    case "window": window = try number(value, in: line)
    case "expect": expectations.append(value)
    case "claims": claims = value.split(separator: " ").compactMap { Int64($0) }
    case "throws": failure = value
    case "MESSAGE": steps.append(.message)
    case "SILENCE": steps.append(.silence)
    case "CLOSE": steps.append(.close)
    case "END": steps.append(.end)
    default:
      let words = line.split(separator: " ")
      switch words[0] {
      case "PART": steps.append(.part(try number(String(words[1]), in: line)))
      case "WAIT": steps.append(.wait(try number(String(words[1]), in: line)))
      default: throw Malformed(line: line)
      }
    }
  }

  private mutating func setTimeout(_ value: String, in line: String) throws {
    let words = value.split(separator: " ")
    guard words.count == 2 else { throw Malformed(line: line) }
    let limit = Duration.milliseconds(try number(String(words[1]), in: line))
    switch words[0] {
    case "login": timeouts.login = limit
    case "mailFrom": timeouts.mailFrom = limit
    case "rcptTo": timeouts.rcptTo = limit
    case "data": timeouts.data = limit
    case "block": timeouts.block = limit
    case "body": timeouts.endOfMessage = limit
    case "quit": timeouts.quit = limit
    default: throw Malformed(line: line)
    }
  }

  private func number(_ text: String, in line: String) throws -> Int {
    guard let number = Int(text) else { throw Malformed(line: line) }
    return number
  }
}
