internal import Foundation
internal import NIOCore

/// The server's side of one connection: octets in, effects out, no socket.
///
/// Each call of `step` takes one command, or one piece of a message, out of the
/// buffer, so that late answers keep their order even when a client sends
/// everything at once.
struct SandboxSession {
  enum Effect: Equatable {
    /// Write this reply; the CRLF is added.
    case reply(String)
    /// File the message, then write the reply, if any.
    case file([UInt8], SandboxEnvelope, reply: String?)
    /// Forget what was sent so far without TLS, and begin TLS.
    case startTLS
    /// Do the rest later.
    case pause(Duration)
    /// Never answer again.
    case hush
    case close
  }

  enum Mode: Equatable {
    case command
    case data
    case chunk(left: Int, isLast: Bool, isWanted: Bool)
    case loginPlain
    case loginUser
    case loginPassword(user: String)
  }

  struct Transaction {
    var mailFrom: SandboxEnvelope.Path
    var rcptTo: [SandboxEnvelope.Path] = []
    var isChunked = false
    var takesUTF8 = false
  }

  let configuration: SandboxConfiguration
  let rules: RuleBook
  var mode = Mode.command
  var client: String?
  var tls: String?
  var hasTLS = false
  var user: String?
  var transaction: Transaction?
  var collector: MessageCollector
  var mistakes = 0

  init(_ configuration: SandboxConfiguration, rules: RuleBook, hasTLS: Bool) {
    self.configuration = configuration
    self.rules = rules
    self.hasTLS = hasTLS
    collector = MessageCollector(sizeLimit: configuration.sizeLimit, lineLimit: configuration.textLineLimit)
  }

  /// What to say before the client says anything.
  mutating func greet() -> [Effect] {
    follow(rules.action(at: .greeting)) { session, text in
      [.reply(text ?? "220 \(session.configuration.hostName) ESMTP Broadsheet sandbox")]
    }
  }

  /// Takes the next command or piece of a message; nil when more octets are needed.
  mutating func step(_ buffer: inout ByteBuffer) -> [Effect]? {
    switch mode {
    case .data: return stepData(&buffer)
    case .chunk(let left, let isLast, let isWanted):
      return stepChunk(&buffer, left: left, isLast: isLast, isWanted: isWanted)
    default:
      guard buffer.readableBytes > 0 else { return nil }
      switch takeLine(&buffer) {
      case .incomplete: return nil
      case .tooLong: return mistake("500 5.5.2 line too long")
      case .line(let line): return answer(line)
      }
    }
  }

  private enum Line {
    case incomplete, tooLong
    case line(String)
  }

  /// A bare LF ends a command too, so that a person can type one.
  private mutating func takeLine(_ buffer: inout ByteBuffer) -> Line {
    let limit = configuration.commandLineLimit
    let end = buffer.withUnsafeReadableBytes { $0.firstIndex(of: UInt8(ascii: "\n")) }
    guard let end else {
      guard buffer.readableBytes > limit * 2 else { return .incomplete }
      buffer.moveReaderIndex(forwardBy: buffer.readableBytes)
      return .tooLong
    }
    var bytes = buffer.readBytes(length: end + 1) ?? []
    bytes.removeLast()
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes.count > limit ? .tooLong : .line(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func answer(_ line: String) -> [Effect] {
    switch mode {
    case .loginPlain, .loginUser, .loginPassword: return continueLogin(line)
    default: break
    }
    let command = ClientCommand(line)
    switch command.verb {
    case "EHLO", "HELO": return hello(command)
    case "STARTTLS": return startTLS(command)
    case "AUTH": return beginLogin(command)
    case "MAIL": return mail(command)
    case "RCPT": return rcpt(command)
    case "DATA": return data(command)
    case "BDAT": return chunk(command)
    case "RSET":
      transaction = nil
      return say("250 2.0.0 forgotten")
    case "NOOP": return say("250 2.0.0 here")
    case "VRFY": return say("252 2.5.0 send something and see")
    case "HELP": return say("214 2.0.0 this is a sandbox: it keeps what it gets and delivers nothing")
    case "QUIT": return say("221 2.0.0 bye") + [.close]
    default: return mistake("500 5.5.1 no such command")
    }
  }

  /// Follows a rule, or does what is right.
  ///
  /// `proceed` does it, and answers with the text it is given instead of its own.
  mutating func follow(
    _ action: SandboxRule.Action?, _ proceed: (inout SandboxSession, String?) -> [Effect]
  ) -> [Effect] {
    switch action {
    case nil: return proceed(&self, nil)
    case .reply(let code, let text) where code < 400: return proceed(&self, "\(code) \(text)")
    case .reply(let code, let text): return [.reply("\(code) \(text)")] + (code == 421 ? [.close] : [])
    case .close: return [.close]
    case .silence: return [.hush]
    case .garbage: return [.reply("%!$ this is no reply")]
    case .slow(let duration): return [.pause(duration)] + proceed(&self, nil)
    case .keep(let kept):
      let filed = proceed(&self, nil).compactMap { effect -> Effect? in
        if case .file(let octets, let envelope, _) = effect {
          .file(octets, envelope, reply: nil)
        } else {
          nil
        }
      }
      return filed + follow(kept, { _, _ in [] })
    }
  }

  /// One reply; without ENHANCEDSTATUSCODES the second word is left out.
  func say(_ text: String) -> [Effect] {
    guard !configuration.extensions.contains(.enhancedStatusCodes) else { return [.reply(text)] }
    let words = text.split(separator: " ", maxSplits: 2)
    return [.reply(words.count == 3 ? "\(words[0]) \(words[2])" : text)]
  }

  /// A reply to something a client must not do; after too many it is enough.
  mutating func mistake(_ text: String) -> [Effect] {
    mistakes += 1
    return mistakes > 20 ? say("421 4.7.0 too many mistakes") + [.close] : say(text)
  }
}
