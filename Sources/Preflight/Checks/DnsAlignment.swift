import Diagnostics

extension Check {
  /// `dns-alignment`: who signs and where bounces go belong to the organisation of the From address.
  static let dnsAlignment = Check(
    "dns-alignment", .authentication, .error,
    wants: "who signs and where bounces go belong to the organisation of the From address",
    because:
      "DMARC passes only what aligns, by the records of the DNS and not by the looks of the names. Looked at with --online.",
    accepts: [
      .record(
        .alignment, .good, "return path bounces.example.org aligns with example.org: both are of example.org"),
      .notAsked,
    ],
    reports: [
      .record(
        .alignment, .bad,
        "d=mail.example.net is of example.net, and the From address of example.org: they do not align"),
      .record(
        .alignment, .bad, "return path bounces.example.org is not example.org, and the DMARC record is strict"
      ),
    ]
  ) { input in
    input.records.filter { $0.subject == .alignment && $0.state == .bad }.map {
      Report($0.words, help: $0.help)
    }
  }
}
