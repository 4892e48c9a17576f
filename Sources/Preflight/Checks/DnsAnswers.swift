import Diagnostics

extension Check {
  /// `dns-answers`: the DNS answers every question about the sender.
  static let dnsAnswers = Check(
    "dns-answers", .authentication, .warning,
    wants: "the DNS answers every question about the sender",
    because: "What was not answered was not checked. Looked at with --online.",
    accepts: [
      .record(.dkim, .good, "m1._domainkey.example.org is the key that signs: RSA, 2048 bits"),
      .notAsked,
    ],
    reports: [
      .record(.dkim, .unanswered, "m1._domainkey.example.org got no answer: the server does not answer"),
      .record(
        .dkim, .unanswered, "_dmarc.example.org got no answer: the server has a failure of its own (SERVFAIL)"
      ),
    ]
  ) { input in
    input.records.filter { $0.state == .unanswered }.map { Report($0.words, help: $0.help) }
  }
}
