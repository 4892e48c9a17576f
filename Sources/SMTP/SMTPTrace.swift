internal import Diagnostics

/// One line of what was said, for `--trace` and `doctor`.
public enum SMTPTraceEvent: Hashable, Sendable, CustomStringConvertible {
  /// What we said; secrets are shown as `****`, messages by their size.
  case client(String)
  /// What the server said.
  case server(String)
  /// What libcurl has to say about the connection.
  case note(String)

  /// The line as a trace shows it: `C: EHLO client.example`.
  public var description: String {
    switch self {
    case .client(let text): "C: \(text)"
    case .server(let text): "S: \(text)"
    case .note(let text): "*  \(text)"
    }
  }
}

/// Takes trace events and the number of their connection, from 1; called from the thread that sends.
public typealias SMTPTrace = (_ connection: Int, _ event: SMTPTraceEvent) -> Void

/// Turns what libcurl shows of the handshake into events, and hides what is secret.
struct HandshakeTrace {
  private var isLoggingIn = false

  /// What left: from AUTH on, everything but its mechanism is secret.
  mutating func client(_ text: String) -> [SMTPTraceEvent] {
    text.traceLines.map { line in
      let words = line.split(separator: " ", maxSplits: 2)
      if words.first?.uppercased() == "AUTH" {
        isLoggingIn = true
        return .client(words.prefix(2).joined(separator: " ") + (words.count > 2 ? " ****" : ""))
      }
      return .client(isLoggingIn ? "****" : line)
    }
  }

  /// What arrived; anything but a challenge ends the login.
  mutating func server(_ text: String) -> [SMTPTraceEvent] {
    text.traceLines.map { line in
      if !line.hasPrefix("334") { isLoggingIn = false }
      return .server(line)
    }
  }

  /// What libcurl says itself.
  ///
  /// Its notes for its own developers are left out.
  func note(_ text: String) -> [SMTPTraceEvent] {
    text.traceLines.filter { !$0.hasPrefix("reached ") }.map { .note($0) }
  }
}

extension String {
  /// The lines of a piece of dialogue, safe to print.
  fileprivate var traceLines: [String] {
    utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map {
      String(Substring($0)).printable
    }
  }
}
