import Diagnostics
import Foundation
import Newsroom

/// What `doctor` found out, a line for each thing.
struct DoctorText {
  let text: String

  init(_ result: DoctorResult) {
    var lines = ["account \(result.account.printable): \(result.server.printable)", ""]
    lines += Self.connection(result) + Self.protection(result) + Self.offers(result)
    lines += Self.login(result) + Self.ladder(result)
    if let dns = result.dns {
      lines += ["", "what \(dns.server == "system" ? "the DNS" : dns.server.printable) has", ""]
      lines += dns.records.flatMap(Self.lines)
    }
    text = lines.joined(separator: "\n")
  }

  private static func connection(_ result: DoctorResult) -> [String] {
    guard let peer = result.peer else { return [line("✗", "connection", "none")] }
    return [line("✓", "connection", peer)] + (result.greeting.map { [line("✓", "greeting", $0)] } ?? [])
  }

  private static func protection(_ result: DoctorResult) -> [String] {
    guard result.protection != "none" else {
      return [line("·", "TLS", "none: only for servers on this machine")]
    }
    var lines: [String] = []
    if let encryption = result.encryption {
      lines.append(line("✓", "TLS", "\(encryption.version), \(encryption.cipher)"))
    }
    guard let certificate = result.certificate else { return lines }
    let days = certificate.daysLeft ?? 0
    lines.append(
      line(
        !certificate.isTrusted ? "✗" : days < soon ? "⚠" : "✓", "certificate",
        "\(certificate.subject), signed by \(certificate.issuer)"
          + (certificate.isTrusted ? "" : ": not trusted")))
    if !certificate.names.isEmpty {
      lines.append(line(" ", "", "for \(certificate.names.joined(separator: ", "))"))
    }
    if let begin = certificate.notBefore, let end = certificate.notAfter {
      lines.append(line(" ", "", "from \(day(begin)) to \(day(end)): \(left(days))"))
    }
    return lines
  }

  private static func offers(_ result: DoctorResult) -> [String] {
    guard !result.keywords.isEmpty else { return [] }
    let keywords = result.keywords.sorted { $0.key < $1.key }.map { keyword, values in
      ([keyword] + values).joined(separator: " ")
    }
    return [line("✓", "offers", keywords.joined(separator: ", "))]
  }

  private static func login(_ result: DoctorResult) -> [String] {
    guard let login = result.login else { return [line("·", "login", "none is configured")] }
    guard let mechanism = login.mechanism, let reply = login.reply else {
      return result.failure == nil ? [] : [line("✗", "login", "not tried")]
    }
    return [line(reply.hasPrefix("235") ? "✓" : "✗", "login", "\(mechanism) as \(login.user): \(reply)")]
  }

  private static func ladder(_ result: DoctorResult) -> [String] {
    guard let ladder = result.ladder else { return [] }
    let connections = counted(ladder.connections, "connection", "connections")
    let far = ladder.farWindow > ladder.window ? " (\(ladder.farWindow) where it answers slowly)" : ""
    let way =
      switch ladder.step {
      case "chunked":
        "BDAT, up to \(counted(ladder.window, "message", "messages")) unanswered\(far) on each of \(connections)"
      case "pipelined": "commands in groups, one round trip a message, on \(connections)"
      default: "one command after the other, four round trips a message, on \(connections)"
      }
    let size =
      ladder.sizeLimit.map { "up to \($0) octets a message" } ?? "the server names no largest message"
    return [
      line("✓", "send uses", way),
      line(" ", "", "\(counted(ladder.messagesPerConnection, "message", "messages")) a connection; \(size)"),
    ]
  }

  private static func lines(_ record: DoctorResult.Record) -> [String] {
    let title = ["dkim": "DKIM", "spf": "SPF", "dmarc": "DMARC", "mx": "MX", "ptr": "PTR"][record.about]
    let mark = ["good": "✓", "doubtful": "⚠", "bad": "✗"][record.state] ?? "?"
    var lines = [line(mark, title ?? record.about, "\(record.name) \(record.words)")]
    if let text = record.record { lines.append(line(" ", "", short(text))) }
    return lines + record.help.map { line(" ", "", "= \($0)") }
  }

  private static func short(_ text: String) -> String {
    text.count > 110 ? text.prefix(100) + "… (\(text.count) characters)" : text
  }

  private static func line(_ mark: String, _ title: String, _ words: String) -> String {
    "  \(mark) \(title.padding(toLength: 12, withPad: " ", startingAt: 0)) \(words.printable)"
  }

  private static func day(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }

  private static func left(_ days: Int) -> String {
    days < 0 ? "over for \(counted(-days, "day", "days"))" : "\(counted(days, "day", "days")) left"
  }

  /// Certificates that end within so many days are worth a warning: most are renewed earlier.
  private static let soon = 14
}
