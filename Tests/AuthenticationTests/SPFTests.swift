import Testing

@testable import Authentication

/// SPF as receivers evaluate it (RFC 7208); many of the records are those of its appendix A.
@Suite struct SPFTests {
  /// The zone of RFC 7208 appendix A.
  private func zone(_ record: String) -> Zone {
    let zone = Zone(texts: ["example.com": [record], "other.example": ["v=spf1 ip4:198.51.100.0/24 -all"]])
    zone.hosts = [
      "example.com": ["192.0.2.10", "192.0.2.11"], "amy.example.com": ["192.0.2.65"],
      "bob.example.com": ["192.0.2.66"],
      "mail-a.example.com": ["192.0.2.129"], "mail-b.example.com": ["192.0.2.130"],
      "mail-c.example.org": ["192.0.2.140", "2001:db8::140"],
    ]
    zone.servers = [
      "example.com": [
        MailServer(preference: 10, name: "mail-a.example.com"),
        MailServer(preference: 20, name: "mail-b.example.com"),
      ],
      "example.org": [MailServer(preference: 10, name: "mail-c.example.org")],
    ]
    zone.reverse = [
      "192.0.2.65": ["amy.example.com"], "192.0.2.140": ["mail-c.example.org"],
      "10.0.0.4": ["bob.example.com"],
    ]
    return zone
  }

  private func result(_ record: String, from address: String, greeting: String = "mail.example.com") throws
    -> SPFResult
  {
    SPFCheck.result(
      for: "example.com", from: try #require(IPAddress(address)), greeting: greeting, asking: zone(record))
  }

  @Test(arguments: [
    ("v=spf1 +all", "192.0.2.1", SPFResult.Verdict.pass),
    ("v=spf1 a -all", "192.0.2.10", .pass), ("v=spf1 a -all", "192.0.2.12", .fail),
    ("v=spf1 a:example.org -all", "192.0.2.10", .fail),
    ("v=spf1 mx -all", "192.0.2.130", .pass), ("v=spf1 mx -all", "192.0.2.140", .fail),
    ("v=spf1 mx:example.org -all", "192.0.2.140", .pass),
    ("v=spf1 mx:example.org -all", "2001:db8::140", .pass),
    ("v=spf1 mx mx:example.org -all", "192.0.2.140", .pass),
    ("v=spf1 mx/30 mx:example.org/30 -all", "192.0.2.131", .pass),
    ("v=spf1 mx/30 mx:example.org/30 -all", "192.0.2.143", .pass),
    ("v=spf1 mx/30 -all", "192.0.2.132", .fail),
    ("v=spf1 ptr -all", "192.0.2.65", .pass), ("v=spf1 ptr -all", "192.0.2.140", .fail),
    ("v=spf1 ptr -all", "10.0.0.4", .fail),
    ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.130", .pass),
    ("v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", .fail),
    ("v=spf1 ip4:192.0.2.1", "::ffff:192.0.2.1", .pass),
    ("v=spf1 ip6:2001:db8::/32 ~all", "2001:db8:1::9", .pass),
    ("v=spf1 ip6:2001:db8::/32 ~all", "2001:db9::", .softfail),
    ("v=spf1 include:other.example -all", "198.51.100.7", .pass),
    ("v=spf1 include:other.example ?all", "192.0.2.7", .neutral),
    ("v=spf1 redirect=other.example", "198.51.100.7", .pass),
    ("v=spf1 redirect=other.example", "192.0.2.7", .fail),
    ("v=spf1 ip4:10.0.0.0/8", "192.0.2.7", .neutral), ("V=SPF1 A -ALL", "192.0.2.11", .pass),
    ("v=spf1 unknown=thing a -all", "192.0.2.11", .pass),
  ])
  func `a record and an address have one result`(
    _ record: String, _ address: String, _ verdict: SPFResult.Verdict
  ) throws {
    #expect(try result(record, from: address).verdict == verdict)
  }

  @Test(arguments: [
    "v=spf1 ip4:192.0.2.0/33 -all", "v=spf1 ip4:192.0.2 -all", "v=spf1 a:/24 -all", "v=spf1 foo -all",
    "v=spf1 all:x",
    "v=spf1 include -all", "v=spf1 redirect= -all", "v=spf1 redirect=a redirect=b", "v=spf1 a:%{z} -all",
    "v=spf1 a:%{d0} -all", "v=spf1 a:%x -all", "v=spf1 include:missing.example -all",
    "v=spf1 redirect=missing.example",
    "v=spf1 ip4:192.0.2.0/024 -all", "v=spf1 mx:b%{ -all",
  ])
  func `a record with a mistake is one for receivers too`(_ record: String) throws {
    #expect(try result(record, from: "203.0.113.9").verdict == .permerror)
  }

  @Test func `ten terms are looked up, and an eleventh is an error`() throws {
    let ten = String(repeating: "a:mail-a.example.com ", count: 10)
    let full = try result("v=spf1 \(ten)-all", from: "203.0.113.9")
    #expect(full.verdict == .fail && full.lookups == 10)
    let over = try result("v=spf1 \(ten)a -all", from: "203.0.113.9")
    #expect(over.verdict == .permerror && over.reason == "more than 10 terms have to be looked up")
  }

  @Test func `two terms may lead nowhere, and a third is an error`() throws {
    #expect(try result("v=spf1 a:n1.example a:n2.example -all", from: "203.0.113.9").verdict == .fail)
    let over = try result("v=spf1 a:n1.example a:n2.example a:n3.example -all", from: "203.0.113.9")
    #expect(over.verdict == .permerror)
  }

  @Test func `records that include one another end`() throws {
    let zone = Zone(texts: [
      "a.example": ["v=spf1 include:b.example -all"], "b.example": ["v=spf1 include:a.example -all"],
    ])
    let address = try #require(IPAddress("192.0.2.1"))
    let result = SPFCheck.result(for: "a.example", from: address, greeting: "x", asking: zone)
    #expect(result.verdict == .permerror && zone.asked.count == 11)
  }

  @Test func `no record, two records, and a server that is silent`() throws {
    let address = try #require(IPAddress("192.0.2.1"))
    let zone = Zone(texts: [
      "two.example": ["v=spf1 -all", "v=spf1 ~all"], "text.example": ["v=spf10 -all", "hello"],
    ])
    zone.silent = ["silent.example"]
    func verdict(_ domain: String) -> SPFResult.Verdict {
      SPFCheck.result(for: domain, from: address, greeting: "x", asking: zone).verdict
    }
    #expect(verdict("none.example") == .none && verdict("text.example") == .none)
    #expect(verdict("two.example") == .permerror && verdict("silent.example") == .temperror)
  }

  /// The examples of RFC 7208 §7.4.
  @Test(arguments: [
    ("%{s}", "strong-bad@email.example.com"), ("%{o}", "email.example.com"), ("%{d}", "email.example.com"),
    ("%{d4}", "email.example.com"), ("%{d3}", "email.example.com"), ("%{d2}", "example.com"),
    ("%{d1}", "com"),
    ("%{dr}", "com.example.email"), ("%{d2r}", "example.email"), ("%{l}", "strong-bad"),
    ("%{l-}", "strong.bad"),
    ("%{lr}", "strong-bad"), ("%{lr-}", "bad.strong"), ("%{l1r-}", "strong"),
    ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
    ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
    ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
    ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"), ("a%%b%_%-", "a%b %20"),
  ])
  func `macros stand for who sends from where`(_ text: String, _ expanded: String) throws {
    let values = SPFMacroText.Values(
      sender: "strong-bad@email.example.com", domain: "email.example.com",
      address: try #require(IPAddress("192.0.2.3")), greeting: "mail.example.com")
    #expect(try #require(SPFMacroText(text)).expanded(values) == expanded)
  }

  @Test func `an address of version 6 has a dot after each half octet`() throws {
    let values = SPFMacroText.Values(
      sender: "a@b.example", domain: "b.example", address: try #require(IPAddress("2001:db8::cb01")),
      greeting: "x")
    #expect(
      try #require(SPFMacroText("%{ir}.%{v}")).expanded(values)
        == "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6")
  }
}
