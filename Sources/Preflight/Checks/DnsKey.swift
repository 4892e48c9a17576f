import Diagnostics

extension Check {
  /// `dns-key`: the DNS has the key that signs.
  static let dnsKey = Check(
    "dns-key", .authentication, .error,
    wants: "the DNS has the key that signs",
    because: "A signature that nobody can verify is none. Looked at with --online.",
    accepts: [
      .that("the same key") {
        $0.dns = CheckedDNS(
          spf: "v=spf1 mx ~all", dmarc: "v=DMARC1; p=none", key: "v=DKIM1;k=rsa;p=A B",
          wantedKey: "v=DKIM1; k=rsa; p=AB")
      }
    ],
    reports: [
      .that("another key") {
        $0.dns = CheckedDNS(
          spf: "v=spf1 mx ~all", dmarc: "v=DMARC1; p=none", key: "v=DKIM1; p=C", wantedKey: "v=DKIM1; p=A")
      },
      .that("none") {
        $0.dns = CheckedDNS(
          spf: "v=spf1 mx ~all", dmarc: "v=DMARC1; p=none", key: nil, wantedKey: "v=DKIM1; p=A")
      },
    ]
  ) { input in
    guard let dns = input.dns, let wanted = dns.wantedKey else { return [] }
    func key(_ text: String) -> Substring {
      text.filter { !$0.isWhitespace }.split(separator: ";").first { $0.hasPrefix("p=") } ?? ""
    }
    guard let found = dns.key else {
      return [Report("the DNS has no record for the key that signs", "broadsheet dkim dns prints it")]
    }
    return key(found) == key(wanted)
      ? [] : [Report("the DNS has another key than the one that signs", "broadsheet dkim dns prints it")]
  }
}
