import Diagnostics

extension Check {
  /// `dns-mail`: the domains of the sender take mail.
  static let dnsMail = Check(
    "dns-mail", .authentication, .warning,
    wants: "the domains of the sender take mail",
    because:
      "Replies and bounces have to arrive, and receivers refuse senders that nobody can answer. Looked at with --online.",
    accepts: [
      .record(.mx, .good, "example.org takes replies at mx.example.org"),
      .notAsked,
    ],
    reports: [
      .record(.mx, .bad, "example.org takes no mail: there is neither an MX nor an address"),
      .record(.mx, .bad, "example.org says that it takes no mail (null MX): replies will not arrive"),
    ]
  ) { input in
    input.records.filter { $0.subject == .mx && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
