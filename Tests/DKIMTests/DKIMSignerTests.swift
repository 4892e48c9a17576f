import Diagnostics
import Foundation
import InternetMessage
import Testing

@testable import DKIM

@Suite struct DKIMSignerTests {
  @Test func `both signatures stand on top, the one by RSA first, and verify`() throws {
    let message = try Sample.message()
    let signed = try Sample.signer().signed(message, at: Sample.time)
    #expect(signed.text.hasSuffix(message.text))
    let results = try Sample.verifier().results(for: signed.bytes, at: Sample.time)
    #expect(results.map(\.verdict) == [.pass, .pass])
    #expect(results.map(\.algorithm) == ["rsa-sha256", "ed25519-sha256"])
    #expect(results.map(\.selector) == ["mail2026", "mail2026e"])
    #expect(
      results[0].text
        == "dkim=pass header.d=example.com header.s=mail2026 header.a=rsa-sha256 (the signature is right)")
  }

  @Test func `the field is folded, has no l= and no trailing blanks`() throws {
    let expiry = Sample.time.addingTimeInterval(14 * 86400)
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time, expires: expiry)
    let field = signed.text.prefix(upTo: try #require(signed.text.range(of: "\r\nDate:")).lowerBound)
    let lines = String(field).replacing("\r\n", with: "\n").split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.hasSuffix(" ") && $0.contains { $0 != " " } })
    let tags = try #require(TagList(RawHeader(signed.header).fields[0].body))
    #expect(tags.tags.map(\.name) == ["v", "a", "c", "d", "s", "t", "x", "h", "bh", "b"])
    #expect(tags["c"] == "relaxed/relaxed")
    #expect(tags["t"] == "1795300000")
    #expect(tags["x"] == "1796509600")
  }

  @Test func `what identifies the message is named once more than it occurs`() throws {
    let header = Sample.header + "X-Other: 1\nList-;x=1: 2\nReceived: by a.example\nSender: x@example.com\n"
    let signed = try Sample.signer().signed(Sample.message(header: header), at: Sample.time)
    let names = try #require(try Sample.verifier().results(for: signed.bytes).first?.names)
    let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
    #expect(
      counts == [
        "from": 2, "to": 2, "cc": 1, "subject": 2, "date": 2, "message-id": 2, "reply-to": 1,
        "mime-version": 2,
        "content-type": 2, "content-transfer-encoding": 2, "list-id": 2, "list-unsubscribe": 2,
        "list-unsubscribe-post": 2, "list-help": 1, "feedback-id": 1, "sender": 1,
      ])
  }

  @Test(arguments: [
    "From: Eve <eve@example.org>\r\n", "Subject: Win\r\n", "To: all@example.org\r\n",
    "Cc: all@example.org\r\n",
    "Reply-To: eve@example.org\r\n", "List-Unsubscribe: <https://example.org/>\r\n",
    "Content-Type: text/html\r\n",
  ])
  func `a field that somebody adds breaks the signature`(field: String) throws {
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time)
    for changed in [
      field + signed.text, signed.text.replacing("\r\n\r\nHello", with: "\r\n\(field)\r\nHello"),
    ] {
      #expect(try Sample.verifier().results(for: changed.octets).map(\.verdict) == [.fail, .fail])
    }
  }

  @Test func `relays may add Received, strip blanks and refold`() throws {
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time).text
    for relayed in [Relay.addsReceived(signed), Relay.stripsTrailingBlanks(signed), Relay.refolds(signed)] {
      #expect(relayed != signed)
      #expect(try Sample.verifier().results(for: relayed.octets).map(\.verdict) == [.pass, .pass])
    }
  }

  @Test func `the same input gives the same octets, with a shared body hash too`() throws {
    let signer = try Sample.signer()
    let first = try Sample.message(body: String(repeating: "The same line for all.\n", count: 400) + "Ada\n")
    let second = try Sample.message(body: String(repeating: "The same line for all.\n", count: 400) + "Bob\n")
    let shared = SharedBodyHash(first.body)
    for message in [first, second] {
      let signed = try signer.signed(message, at: Sample.time)
      #expect(try signer.signed(message, at: Sample.time) == signed)
      #expect(try signer.signed(message, at: Sample.time, sharing: shared) == signed)
      #expect(try Sample.verifier().results(for: signed.bytes).map(\.verdict) == [.pass, .pass])
    }
  }

  @Test func `one signature where there is one key`() throws {
    let signed = try Sample.signer(withEd25519: false).signed(Sample.message(), at: Sample.time)
    #expect(try Sample.verifier().results(for: signed.bytes).map(\.algorithm) == ["rsa-sha256"])
  }

  @Test func `a message without From, or with two, is not signed`() throws {
    let signer = try Sample.signer()
    let without = try Sample.message(header: "To: a@example.net\n")
    let twice = try Sample.message(header: "From: a@example.com\nFrom: b@example.com\n")
    #expect(throws: UnsignableMessage.hasFromFields(0)) { try signer.signed(without, at: Sample.time) }
    #expect(throws: UnsignableMessage.hasFromFields(2)) { try signer.signed(twice, at: Sample.time) }
    #expect(
      UnsignableMessage.hasFromFields(0).problem.summary
        == "the message has no From field; DKIM signs exactly one")
    #expect(
      UnsignableMessage.hasFromFields(2).problem.summary
        == "the message has 2 From fields; DKIM signs exactly one")
  }

  @Test func `a signature cannot expire before it is made`() throws {
    let signer = try Sample.signer()
    let message = try Sample.message()
    #expect(throws: UnsignableMessage.expiresBeforeItIsSigned) {
      try signer.signed(message, at: Sample.time, expires: Sample.time)
    }
    #expect(
      UnsignableMessage.expiresBeforeItIsSigned.problem.summary
        == "the DKIM signature would expire before it is made")
  }

  @Test func `keys in the wrong place are refused`() throws {
    let domain = try DomainName("example.com")
    let ed25519 = DKIMSigningKey(
      selector: try DKIMSelector("e"), key: try Fixture.key("rfc8463-a-ed25519.pem"))
    let rsa = DKIMSigningKey(selector: try DKIMSelector("e"), key: try Fixture.key("rsa2048.pem"))
    let short = DKIMSigningKey(selector: try DKIMSelector("s"), key: try Fixture.key("rfc6376-c.pem"))
    func summary(_ rsa: DKIMSigningKey, _ ed25519: DKIMSigningKey?) -> String? {
      do throws(UnusableDKIMKey) {
        _ = try DKIMSigner(domain: domain, rsa: rsa, ed25519: ed25519)
        return nil
      } catch {
        return error.problem.summary
      }
    }
    #expect(
      summary(ed25519, nil) == "DKIM key \"e\" signs with ed25519-sha256 where rsa-sha256 is needed")
    #expect(summary(rsa, rsa) == "DKIM key \"e\" signs with rsa-sha256 where ed25519-sha256 is needed")
    #expect(summary(rsa, ed25519) == "DKIM key \"e\" has the same selector as the other key")
    #expect(summary(short, nil) == "DKIM key \"s\" has only 1024 bits; receivers expect 2048")
    #expect(summary(rsa, nil) == nil)
  }
}
