import Diagnostics

extension Check {
  /// `dns-better`: the records say nothing that is out of date or half done.
  static let dnsBetter = Check(
    "dns-better", .authentication, .warning,
    wants: "the records say nothing that is out of date or half done",
    because: "They work, and could work better. Looked at with --online.",
    accepts: [
      .record(.dkim, .good, "_dmarc.example.org asks for none"),
      .notAsked,
    ],
    reports: [
      .record(.dkim, .doubtful, "_dmarc.example.org asks for none, with pct=, which RFC 9989 took out"),
      .record(
        .dkim, .doubtful,
        "m1._domainkey.example.org is the key that signs, but says that you are only testing (t=y)"),
    ]
  ) { input in
    input.records.filter { $0.state == .doubtful }.map { Report($0.words, help: $0.help) }
  }
}
