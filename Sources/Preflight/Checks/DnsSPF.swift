import Diagnostics

extension Check {
  /// `dns-spf`: SPF lets the mail server send, and not everybody.
  static let dnsSPF = Check(
    "dns-spf", .authentication, .error,
    wants: "SPF lets the mail server send, and not everybody",
    because:
      "Gmail refuses bulk mail without SPF, and an address that the record does not name fails. Looked at with --online.",
    accepts: [
      .that("bounces.example.org lets 192.0.2.1 send (mx of bounces.example.org)") {
        $0.records = [
          CheckedRecord(.spf, .good, "bounces.example.org lets 192.0.2.1 send (mx of bounces.example.org)")
        ]
      },
      .that("the DNS was not asked") { $0.records = [] },
    ],
    reports: [
      .that("bounces.example.org has no SPF record") {
        $0.records = [CheckedRecord(.spf, .bad, "bounces.example.org has no SPF record")]
      },
      .that("bounces.example.org lets everybody send (+all of bounces.example.org)") {
        $0.records = [
          CheckedRecord(.spf, .bad, "bounces.example.org lets everybody send (+all of bounces.example.org)")
        ]
      },
      .that("bounces.example.org cannot be evaluated: more than 10 terms have to be looked up") {
        $0.records = [
          CheckedRecord(
            .spf, .bad, "bounces.example.org cannot be evaluated: more than 10 terms have to be looked up")
        ]
      },
    ]
  ) { input in
    input.records.filter { $0.subject == .spf && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
