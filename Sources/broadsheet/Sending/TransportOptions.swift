import ArgumentParser
import SMTP

/// How the mail server is talked to, instead of what the account says.
struct TransportOptions: ParsableArguments {
  @Option(help: "How many connections are open at once, instead of the account's.")
  var connections: Int?

  @Option(
    help: "How many messages may be unanswered on one connection where the server offers CHUNKING.")
  var window: Int?

  @Flag(help: "Show what is said to the server and what it says, passwords and messages left out.")
  var trace = false

  func validate() throws {
    for (name, value) in [("--connections", connections), ("--window", window)] {
      if let value, !(1...100).contains(value) { throw ValidationError("\(name) goes from 1 to 100") }
    }
  }

  func apply(to account: inout SMTPAccount) {
    if let connections { account.connections = connections }
    if let window { account.window = window }
  }

  /// Shows each line with the number of its connection: `2 C: RCPT TO:<ann@example.org>`.
  func listener(_ output: TraceOutput) -> SMTPTrace? {
    trace ? { connection, event in output.show("\(connection) \(event)") } : nil
  }
}

/// Where a trace is shown: as lines, or above what is redrawn in place.
final class TraceOutput {
  /// Shows one line.
  var show: (String) -> Void = { StandardError.write($0) }
}
