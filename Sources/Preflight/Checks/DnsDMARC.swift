import Diagnostics

extension Check {
  /// `dns-dmarc`: the sender's domain, or one above it, has one DMARC record.
  static let dnsDMARC = Check(
    "dns-dmarc", .authentication, .error,
    wants: "the sender's domain, or one above it, has one DMARC record",
    because: "Gmail, Yahoo and Microsoft ask bulk senders for one (RFC 9989). Looked at with --online.",
    accepts: [
      .record(.dmarc, .good, "_dmarc.example.org asks for none"),
      .notAsked,
    ],
    reports: [
      .record(
        .dmarc, .bad, "_dmarc.example.org does not exist, nor does one above it: there is no DMARC record"),
      .record(.dmarc, .bad, "_dmarc.example.org has several DMARC records, which count as none"),
    ]
  ) { input in
    input.records.filter { $0.subject == .dmarc && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
