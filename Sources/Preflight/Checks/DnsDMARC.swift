import Diagnostics

extension Check {
  /// `dns-dmarc`: the sender's domain, or one above it, has one DMARC record.
  static let dnsDMARC = Check(
    "dns-dmarc", .authentication, .error,
    wants: "the sender's domain, or one above it, has one DMARC record",
    because: "Gmail, Yahoo and Microsoft ask bulk senders for one (RFC 9989). Looked at with --online.",
    accepts: [
      .that("_dmarc.example.org asks for none") {
        $0.records = [CheckedRecord(.dmarc, .good, "_dmarc.example.org asks for none")]
      },
      .that("the DNS was not asked") { $0.records = [] },
    ],
    reports: [
      .that("_dmarc.example.org does not exist, nor does one above it: there is no DMARC record") {
        $0.records = [
          CheckedRecord(
            .dmarc, .bad, "_dmarc.example.org does not exist, nor does one above it: there is no DMARC record"
          )
        ]
      },
      .that("_dmarc.example.org has several DMARC records, which count as none") {
        $0.records = [
          CheckedRecord(.dmarc, .bad, "_dmarc.example.org has several DMARC records, which count as none")
        ]
      },
    ]
  ) { input in
    input.records.filter { $0.subject == .dmarc && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
