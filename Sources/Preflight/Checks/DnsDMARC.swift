import Diagnostics

extension Check {
  /// `dns-dmarc`: the sender's domain has a DMARC record, without tags that are gone.
  static let dnsDMARC = Check(
    "dns-dmarc", .authentication, .error,
    wants: "the sender's domain has a DMARC record, without tags that are gone",
    because: "Gmail, Yahoo and Microsoft ask bulk senders for one (RFC 9989). Looked at with --online.",
    accepts: [
      .that("v=DMARC1; p=none") {
        $0.dns = CheckedDNS(spf: "v=spf1 mx ~all", dmarc: "v=DMARC1; p=none", key: nil, wantedKey: nil)
      }
    ],
    reports: [
      .that("no record") { $0.dns = CheckedDNS(spf: "v=spf1 mx ~all", dmarc: nil, key: nil, wantedKey: nil) },
      .that("pct=") {
        $0.dns = CheckedDNS(
          spf: "v=spf1 mx ~all", dmarc: "v=DMARC1; p=none; pct=50", key: nil, wantedKey: nil)
      },
    ]
  ) { input in
    guard let dns = input.dns else { return [] }
    guard let dmarc = dns.dmarc else {
      return [Report("\(input.sender.fromDomain) has no DMARC record", "broadsheet dkim dns suggests one")]
    }
    return dmarc.lowercased().contains("pct=")
      ? [Report("the DMARC record has pct=, which RFC 9989 took out", "leave it out")] : []
  }
}
