import Testing

@testable import Authentication

/// The tree walk of RFC 9989 §4.10, and what a record says.
@Suite struct DMARCTests {
  private func walk(_ start: String, _ records: [String: String]) throws -> (DMARCWalk, Zone) {
    let zone = Zone(texts: Dictionary(uniqueKeysWithValues: records.map { ("_dmarc.\($0.key)", [$0.value]) }))
    return (try DMARCWalk(from: start, asking: zone), zone)
  }

  @Test func `a domain's own record holds, and the one nearest the root is the organisation's`() throws {
    let (walk, zone) = try walk(
      "news.example.org", ["news.example.org": "v=DMARC1; p=reject", "example.org": "v=DMARC1; p=none"])
    #expect(walk.policy?.domain == "news.example.org" && walk.requestedPolicy == .reject)
    #expect(walk.organizationalDomain == "example.org")
    #expect(zone.asked == ["_dmarc.news.example.org", "_dmarc.example.org", "_dmarc.org"])
  }

  @Test func `below an organisation its sp= holds, or its p=`() throws {
    let strict = try walk("a.b.example.org", ["example.org": "v=DMARC1; p=none; sp=quarantine"]).0
    #expect(strict.requestedPolicy == .quarantine && strict.policy?.domain == "example.org")
    #expect(try walk("a.example.org", ["example.org": "v=DMARC1; p=reject"]).0.requestedPolicy == .reject)
  }

  @Test func `psd=n ends the walk, and psd=y says that the organisation is one label below`() throws {
    let (own, zone) = try walk(
      "a.mail.example.org", ["mail.example.org": "v=DMARC1; psd=n", "example.org": "v=DMARC1; p=reject"])
    #expect(own.organizationalDomain == "mail.example.org")
    #expect(zone.asked == ["_dmarc.a.mail.example.org", "_dmarc.mail.example.org"])
    let below = try walk("a.mail.example.bank", ["bank": "v=DMARC1; p=reject; psd=y"]).0
    #expect(below.organizationalDomain == "example.bank")
    #expect(below.policy?.domain == "bank" && below.requestedPolicy == .reject)
    let suffix = try walk("bank", ["bank": "v=DMARC1; p=reject; psd=y"]).0
    #expect(suffix.organizationalDomain == "bank")
  }

  @Test func `a domain without any record is its own organisation`() throws {
    let walk = try walk("news.example.org", [:]).0
    #expect(walk.policy == nil && walk.organizationalDomain == "news.example.org")
  }

  @Test func `at most eight questions, whatever the length`() throws {
    let (_, zone) = try walk("a.b.c.d.e.f.g.h.i.j.mail.example.com", [:])
    #expect(zone.asked.count == 8)
    #expect(zone.asked[1] == "_dmarc.g.h.i.j.mail.example.com" && zone.asked.last == "_dmarc.com")
    #expect(try walk("a.b.c.d.e.mail.example.com", [:]).1.asked.count == 8)
  }

  @Test func `several records count as none, and other texts do not count`() throws {
    let zone = Zone(texts: [
      "_dmarc.a.example": ["v=DMARC1; p=none", "v=DMARC1; p=reject"],
      "_dmarc.b.example": ["v=spf1 -all", "v=DMARC1; p=none", "p=none; v=DMARC1", "v=DMARC10; p=none"],
    ])
    let two = try DMARCWalk(from: "a.example", asking: zone)
    #expect(two.policy == nil && two.ambiguous == ["a.example"])
    #expect(try DMARCWalk(from: "b.example", asking: zone).policy?.record.text == "v=DMARC1; p=none")
  }

  @Test func `a record's tags are read, and what it leaves out has its standard`() throws {
    let full = try #require(
      DMARCRecord(
        "v=DMARC1; p = quarantine ;adkim=s;aspf=S; t=y; pct=50; ri=1; rua=mailto:a@x.example, mailto:b@x.example"
      ))
    #expect(full.policy == .quarantine && full.isStrictForDKIM && full.isStrictForSPF && full.isTesting)
    #expect(
      full.obsoleteTags == ["pct", "ri"] && full.reports == ["mailto:a@x.example", "mailto:b@x.example"])
    let bare = try #require(DMARCRecord("v=DMARC1"))
    #expect(bare.policy == .none && !bare.isStrictForDKIM && bare.isPublicSuffix == nil)
  }
}
