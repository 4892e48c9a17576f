import Foundation
import InternetMessage
import Testing

@testable import DKIM

@Suite struct DKIMVerifierTests {
  struct Change: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var verdict: DKIMResult.Verdict
    var reason: String
    var testDescription: String { "\(old) → \(new)" }
  }

  static let changes = [
    Change(old: "v=1;", new: "v=2;", verdict: .permerror, reason: "the signature has no v=1"),
    Change(old: "v=1; ", new: "", verdict: .permerror, reason: "the signature has no v=1"),
    Change(old: "v=1;", new: "v=1; v=1;", verdict: .permerror, reason: "the signature is not a list of tags"),
    Change(old: "d=example.com;", new: "", verdict: .permerror, reason: "the signature has no d="),
    Change(old: " s=mail2026;", new: "", verdict: .permerror, reason: "the signature has no s="),
    Change(
      old: "rsa-sha256", new: "rsa-sha1", verdict: .permerror,
      reason: "the signature uses SHA-1, which is not trusted any more (RFC 8301)"),
    Change(
      old: "rsa-sha256", new: "rsa-md5", verdict: .permerror,
      reason: "the signature uses the unknown algorithm \"rsa-md5\""),
    Change(
      old: "rsa-sha256", new: "ed25519-sha256", verdict: .permerror,
      reason: "the key is of the kind rsa, the signature of another"),
    Change(
      old: "relaxed/relaxed", new: "relaxed/loose", verdict: .permerror,
      reason: "the signature has the unknown canonicalization \"relaxed/loose\""),
    Change(
      old: "from:from:", new: "x-from:", verdict: .permerror, reason: "the signature does not cover From"),
    Change(
      old: "t=1795300000", new: "t=later", verdict: .permerror, reason: "the signature's t= is no number"),
    Change(
      old: "t=1795300000;", new: "t=1795300000; x=1795300000;", verdict: .permerror,
      reason: "the signature expires before it was made"),
    Change(
      old: "t=1795300000;", new: "t=1795300000; i=a@other.example;", verdict: .permerror,
      reason: "the identity (i=) is outside the domain (d=)"),
    Change(
      old: "t=1795300000;", new: "q=dns/other;", verdict: .permerror,
      reason: "the key is not in the DNS (q=)"),
    Change(
      old: "t=1795300000;", new: "l=9999;", verdict: .permerror,
      reason: "the body is shorter than what was signed (l=)"),
    Change(
      old: "bh=", new: "bh=%", verdict: .permerror, reason: "the signature is not Base64"),
    Change(
      old: "s=mail2026;", new: "s=mail2027;", verdict: .permerror,
      reason: "there is no key at mail2027._domainkey.example.com"),
    Change(
      old: "s=mail2026;", new: "s=mail\u{1B}[2J;", verdict: .permerror,
      reason: "the signature's domain or selector is no name"),
    Change(
      old: "v=1;", new: "v=1;" + (0...TagList.limit).map { " z\($0)=;" }.joined(), verdict: .permerror,
      reason: "the signature is not a list of tags"),
    Change(old: "bh=", new: "bh=AAAA", verdict: .fail, reason: "the body is not what was signed"),
    Change(old: "Hello", new: "Hullo", verdict: .fail, reason: "the body is not what was signed"),
    Change(
      old: "t=1795300000", new: "t=1795300001", verdict: .fail,
      reason: "the signed header fields are not what was signed, or the key is another"),
    Change(
      old: "Ada Lovelace", new: "Ada L.", verdict: .fail,
      reason: "the signed header fields are not what was signed, or the key is another"),
    Change(old: " b=", new: " b=\r\n ", verdict: .pass, reason: "the signature is right"),
    Change(
      old: "Subject: A", new: "SUBJECT :  A", verdict: .pass, reason: "the signature is right"),
  ]

  @Test(arguments: changes) func `what is wrong with a signature is said`(_ change: Change) throws {
    let signed = try Sample.signer(withEd25519: false).signed(Sample.message(), at: Sample.time).text
    let place = try #require(signed.range(of: change.old))
    let changed = signed.replacingCharacters(in: place, with: change.new)
    let result = try #require(try Sample.verifier().results(for: changed.octets).first)
    #expect(result.reason == change.reason)
    #expect(result.verdict == change.verdict)
  }

  @Test(arguments: [
    ("v=DKIM1; k=rsa; p=", DKIMResult.Verdict.permerror, "the key was revoked"),
    ("v=DKIM1; h=sha1; p=KEY", .permerror, "the key's record forbids SHA-256"),
    ("v=DKIM1; s=other; p=KEY", .permerror, "the key's record is not for mail"),
    ("v=DKIM1; h=sha1:sha256; s=*; t=y; p=KEY", .pass, "the signature is right"),
    (
      "v=spf1 -all", .permerror,
      "the record at mail2026._domainkey.example.com does not begin with v=DKIM1"
    ),
    (
      "v=DKIM1; p=SHORT", .permerror,
      "the record at mail2026._domainkey.example.com has an RSA key of less than 1024 bits, which proves nothing (RFC 8301)"
    ),
    (
      "v=DKIM1; k=rsa; p=OTHER", .fail,
      "the signed header fields are not what was signed, or the key is another"
    ),
  ])
  func `what is wrong with a key record is said`(
    record: String, verdict: DKIMResult.Verdict, reason: String
  ) throws {
    let signed = try Sample.signer(withEd25519: false).signed(Sample.message(), at: Sample.time)
    let key = try Fixture.key("rsa2048.pem").publicKey.octets.base64
    let other = try Fixture.key("rfc6376-c.pem").publicKey.octets.base64
    let text = record.replacing("KEY", with: key).replacing("OTHER", with: other)
      .replacing("SHORT", with: Self.shortKey)
    let results = DKIMVerifier(keyRecord: text).results(for: signed.bytes)
    #expect(results.map(\.reason) == [reason])
    #expect(results.map(\.verdict) == [verdict])
    #expect(results.first?.isTesting == record.contains("t=y"))
  }

  @Test(arguments: ["\n", "\r\n", "\n\n"])
  func `of records one a line each judges the signatures of its kind`(lineEnd: String) throws {
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time)
    let records = try Sample.records().values.sorted()
    for texts in [records, records.reversed()] {
      let results = DKIMVerifier(keyRecord: texts.joined(separator: lineEnd)).results(for: signed.bytes)
      #expect(results.map(\.verdict) == [.pass, .pass])
    }
    let folded = try #require(records.first { $0.contains("k=rsa") }).replacing("; p=", with: ";\n p=")
    let results = DKIMVerifier(keyRecord: folded).results(for: signed.bytes)
    #expect(results.map(\.verdict) == [.pass, .permerror])
  }

  /// `openssl genrsa 512 | openssl rsa -pubout -outform der | base64`
  static let shortKey =
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJkGQnSTouqTjVe5p2HnhjoWpXlhXsnf/Nch1PWsZlVNqDz1m9xywlP/Jxi2JTSaeh2GBiqZ1BsJB5KUsIeBBqcCAwEAAQ=="

  @Test func `a strict key forbids an identity in a subdomain`() throws {
    let message = try Fixture.octets("rfc6376-a2.eml")
    let key = try Fixture.key("rfc6376-c.pem").publicKey.octets.base64
    let results = DKIMVerifier(keyRecord: "v=DKIM1; t=s; p=\(key)").results(for: message)
    #expect(results.map(\.reason) == ["the key's record forbids an identity in a subdomain"])
  }

  @Test func `an expired signature fails where a time is given`() throws {
    let expiry = Sample.time.addingTimeInterval(60)
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time, expires: expiry)
    let verifier = try Sample.verifier()
    #expect(verifier.results(for: signed.bytes).map(\.verdict) == [.pass, .pass])
    #expect(verifier.results(for: signed.bytes, at: expiry).map(\.verdict) == [.pass, .pass])
    let late = verifier.results(for: signed.bytes, at: expiry.addingTimeInterval(1))
    #expect(late.map(\.verdict) == [.fail, .fail])
    #expect(late.map(\.reason) == ["the signature has expired", "the signature has expired"])
  }

  @Test func `a DNS that does not answer is a temporary error`() throws {
    let signed = try Sample.signer(withEd25519: false).signed(Sample.message(), at: Sample.time)
    let result = DKIMVerifier { _ in .unavailable("time-out") }.results(for: signed.bytes).first
    #expect(result?.verdict == .temperror)
    #expect(result?.reason == "the key at mail2026._domainkey.example.com cannot be had now: time-out")
  }

  @Test func `the usable one of several records counts`() throws {
    let signed = try Sample.signer(withEd25519: false).signed(Sample.message(), at: Sample.time)
    let record = DKIMKeyRecord(try Fixture.key("rsa2048.pem").publicKey).text
    let results = DKIMVerifier { _ in .records(["v=spf1 -all", record]) }.results(for: signed.bytes)
    #expect(results.map(\.verdict) == [.pass])
  }

  @Test func `files with the line ends of Unix are read`() throws {
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time)
    let results = try Sample.verifier().results(for: signed.text.replacing("\r\n", with: "\n").octets)
    #expect(results.map(\.verdict) == [.pass, .pass])
  }

  @Test func `what is not signed has no results, and many signatures are cut off`() throws {
    let verifier = try Sample.verifier()
    #expect(verifier.results(for: try Sample.message().bytes) == [])
    #expect(verifier.results(for: []) == [])
    #expect(verifier.results(for: "\r\n".octets) == [])
    let many = String(repeating: "DKIM-Signature: v=1\r\n", count: 40) + "\r\n"
    #expect(verifier.results(for: many.octets).count == DKIMVerifier.signatureLimit)
  }

  @Test func `octets of any kind are judged without a crash`() throws {
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time).bytes
    let verifier = try Sample.verifier()
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var broken = Array(signed.prefix(Int.random(in: 0...signed.count, using: &generator)))
      for _ in 0..<3 where !broken.isEmpty {
        let place = Int.random(in: 0..<broken.count, using: &generator)
        broken[place] = [0, 10, 13, 32, 58, 59, 61, 255].randomElement(using: &generator) ?? 0
      }
      _ = verifier.results(for: broken)
    }
  }
}
