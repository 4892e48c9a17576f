import Diagnostics

extension Check {
  /// `dns-spf`: the domain of bounce addresses has one SPF record that ends in ~all or -all.
  static let dnsSPF = Check(
    "dns-spf", .authentication, .error,
    wants: "the domain of bounce addresses has one SPF record that ends in ~all or -all",
    because: "Gmail refuses bulk mail without SPF. Looked at with --online.",
    accepts: [
      .that("v=spf1 mx ~all") {
        $0.dns = CheckedDNS(
          spf: "v=spf1 mx ~all", dmarc: "v=DMARC1; p=none", key: "v=DKIM1; p=A", wantedKey: "v=DKIM1; p=A")
      }, .that("the DNS was not asked") { $0.dns = nil },
    ],
    reports: [
      .that("no record") {
        $0.dns = CheckedDNS(spf: nil, dmarc: "v=DMARC1; p=none", key: nil, wantedKey: nil)
      },
      .that("+all") {
        $0.dns = CheckedDNS(spf: "v=spf1 +all", dmarc: "v=DMARC1; p=none", key: nil, wantedKey: nil)
      },
    ]
  ) { input in
    guard let dns = input.dns else { return [] }
    guard let spf = dns.spf else {
      return [
        Report("\(input.sender.returnPathDomain) has no SPF record", "broadsheet dkim dns suggests one")
      ]
    }
    let ending = spf.lowercased().split(separator: " ").last ?? ""
    return ending == "~all" || ending == "-all" || ending.hasPrefix("redirect=")
      ? [] : [Report("the SPF record allows everybody: \(spf)", "end it with ~all")]
  }
}
