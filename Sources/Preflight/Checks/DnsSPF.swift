import Diagnostics

extension Check {
  /// `dns-spf`: SPF lets the mail server send, and not everybody.
  static let dnsSPF = Check(
    "dns-spf", .authentication, .error,
    wants: "SPF lets the mail server send, and not everybody",
    because:
      "Gmail refuses bulk mail without SPF, and an address that the record does not name fails. Looked at with --online.",
    accepts: [
      .record(.spf, .good, "bounces.example.org lets 192.0.2.1 send (mx of bounces.example.org)"),
      .notAsked,
    ],
    reports: [
      .record(.spf, .bad, "bounces.example.org has no SPF record"),
      .record(.spf, .bad, "bounces.example.org lets everybody send (+all of bounces.example.org)"),
      .record(.spf, .bad, "bounces.example.org cannot be evaluated: more than 10 terms have to be looked up"),
    ]
  ) { input in
    input.records.filter { $0.subject == .spf && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
