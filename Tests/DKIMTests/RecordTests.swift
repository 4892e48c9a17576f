import Foundation
import InternetMessage
import Testing

@testable import DKIM

@Suite struct RecordTests {
  @Test func `the record of a key is cut into strings of at most 255 octets`() throws {
    let key = try Fixture.key("rsa2048.pem").publicKey
    let record = TXTRecord(
      DKIMKeyRecord(key), selector: try DKIMSelector("mail2026"), domain: try DomainName("example.com"))
    #expect(record.name == "mail2026._domainkey.example.com")
    #expect(record.text.hasPrefix("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"))
    #expect(record.strings.map(\.utf8.count) == [255, 155])
    #expect(record.strings.joined() == record.text)
    #expect(
      record.zoneFileLine
        == "mail2026._domainkey.example.com. IN TXT ( \"\(record.strings[0])\"\n    \"\(record.strings[1])\" )"
    )
    #expect(record.plain == "mail2026._domainkey.example.com\n\(record.text)")
    #expect(try DKIMKeyRecord(record.text).publicKey == key)
  }

  @Test(arguments: [0, 254, 255, 256, 509, 510, 511, 2550]) func `strings hold 255 octets`(count: Int) {
    let record = TXTRecord(name: "a.example", text: String(repeating: "x", count: count))
    #expect(record.strings.count == max(1, (count + 254) / 255))
    #expect(record.strings.allSatisfy { $0.utf8.count <= 255 })
    #expect(record.strings.joined() == record.text)
  }

  @Test func `quotes and backslashes are escaped in a zone file`() {
    let record = TXTRecord(name: "a.example", text: #"a"b\c"#)
    #expect(record.zoneFileLine == #"a.example. IN TXT "a\"b\\c""#)
  }

  @Test func `a record is read with everything that it may hold`() throws {
    let record = try DKIMKeyRecord(
      " v=DKIM1 ; h=sha256 : sha1; k=ed25519; n=a note; s=email; t=y:s; p=11qYAYKxCrfVS/7TyWQHO\r\n g7hcvPapiMlrwIaaPcHURo= ;"
    )
    #expect(record.hashes == ["sha256", "sha1"])
    #expect(record.services == ["email"])
    #expect(record.flags == ["y", "s"])
    #expect(record.publicKey?.bits == 256)
    #expect(try DKIMKeyRecord(record.text) == record)
    #expect(try DKIMKeyRecord("p=").publicKey == nil)
  }

  @Test(arguments: [
    ("", InvalidDKIMKeyRecord.isNoTagList), ("v=DKIM1; p", .isNoTagList), ("p=a; p=b", .isNoTagList),
    ("v=DKIM2; p=", .hasOtherVersion), ("p=; v=DKIM1", .hasOtherVersion), ("v=DKIM1; k=rsa", .hasNoKey),
    ("v=DKIM1; k=dsa; p=AAAA", .hasOtherKeyType("dsa")), ("p=AAAA", .hasDamagedKey),
    ("k=ed25519; p=AAAA", .hasDamagedKey), ("p=%%%", .hasDamagedKey),
  ])
  func `a record that cannot be used says why`(text: String, fault: InvalidDKIMKeyRecord) {
    #expect(throws: fault) { try DKIMKeyRecord(text) }
  }

  @Test func `SPF names the sources and says what they cost`() throws {
    let domain = try DomainName("bounces.example.com")
    let suggestion = SuggestedRecord.spf(
      for: domain,
      sources: [.address("192.0.2.1"), .address("2001:db8::/32"), .include("_spf.example.net")])
    #expect(suggestion.record.name == "bounces.example.com")
    #expect(
      suggestion.record.text == "v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 include:_spf.example.net ~all")
    #expect(
      suggestion.notes.last
        == "it takes 1 of the 10 DNS lookups that receivers make, and those inside each include")
    #expect(SuggestedRecord.spf(for: domain, sources: []).record.text == "v=spf1 mx ~all")
  }

  @Test func `DMARC begins with none, asks for reports and has no pct`() throws {
    let domain = try DomainName("example.com")
    let inside = SuggestedRecord.dmarc(for: domain, reportsTo: try EmailAddress("dmarc@example.com"))
    #expect(inside.record.name == "_dmarc.example.com")
    #expect(inside.record.text == "v=DMARC1; p=none; rua=mailto:dmarc@example.com")
    #expect(inside.notes.count == 1)
    let outside = SuggestedRecord.dmarc(
      for: domain, policy: .reject, reportsTo: try EmailAddress("a!b@example.org"))
    #expect(outside.record.text == "v=DMARC1; p=reject; rua=mailto:a%21b@example.org")
    #expect(
      outside.notes.last
        == "the reports go to another domain, which must publish 'v=DMARC1' at example.com._report._dmarc.example.org"
    )
    for policy in DMARCPolicy.allCases {
      #expect(!SuggestedRecord.dmarc(for: domain, policy: policy).record.text.contains("pct"))
    }
  }
}
