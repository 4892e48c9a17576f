import Bounces
import Delivery
import Foundation
import InternetMessage
import Testing

/// Mail as mail systems write it: see `Mails/`, all of it our own words.
@Suite struct ReturnedMailTests {
  private static let token = "cabrjgmdspqy7tzfkmrhn3u"

  private static func octets(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mails")
    return Array(try Data(contentsOf: folder.appending(path: "\(name).eml")))
  }

  private static func mail(_ name: String, lineEnd: String = "\n") throws -> ReturnedMail {
    let text = String(decoding: try octets(name), as: UTF8.self)
    return ReturnedMail(ParsedMessage(Array(text.replacing("\n", with: lineEnd).utf8)))
  }

  /// What a mail says, in a line.
  private static func words(_ mail: ReturnedMail) -> String {
    switch mail.meaning {
    case .failure(let failure):
      "\(failure.kind.rawValue) \(failure.status?.description ?? "-"): \(failure.text)"
    case .complaint(let type): "complaint: \(type)"
    case .nothing(let why): why.rawValue
    }
  }

  static let said: [(name: String, says: String)] = [
    (
      "postfix-no-such-user",
      "hard 5.1.1: 550 5.1.1 <bob@example.com>: Recipient address rejected: nobody of that name"
    ),
    ("postfix-delayed", "delayed"),
    ("postfix-delivered", "delivered"),
    ("expired-in-queue", "soft 4.4.1: connect to mail.example.com[192.0.2.7]:25: timed out"),
    (
      "exim-vague-status",
      "hard 5.1.1: 550-5.1.1 the account that was asked for is not there 550 5.1.1 ask somebody else"
    ),
    ("exim-without-report", "soft -: returned without a report that can be read"),
    ("exchange-words-only", "hard 5.5.0: 550 5.5.0 Requested action not taken: user unknown (S2017062302)."),
    (
      "full-mailbox",
      "soft 5.2.2: 552-5.2.2 The inbox is out of room. Ask the reader to 552 5.2.2 take something out of it. abc123 - mail"
    ),
    (
      "policy",
      "policy 5.7.26: 550 5.7.26 this mail is not signed by its domain, and no such user could be told from another"
    ),
    ("several-recipients", "hard 5.1.1: 550 5.1.1 nobody"),
    ("international", "hard 5.1.1: 550 5.1.1 käthe gibt es nicht"),
    ("broken", "hard 5.1.1: 550 5.1.1 nobody"),
    ("qmail", "hard 5.1.1: 192.0.2.7 does not know this person. (#5.1.1)"),
    ("vacation", "automatic"), ("challenge", "automatic"), ("reply", "ordinary"),
    ("complaint", "complaint: abuse"), ("complaint-redacted", "complaint: opt-out-list"),
    ("not-spam", "feedback"), ("auth-failure", "feedback"),
  ]

  @Test(arguments: said)
  func `each says what it says, whatever its lines end with`(name: String, says: String) throws {
    for lineEnd in ["\n", "\r\n", "\r"] {
      #expect(Self.words(try Self.mail(name, lineEnd: lineEnd)) == says, "\(lineEnd.debugDescription)")
    }
  }

  @Test func `there is a mail for each row of the table, and a row for each mail`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mails").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.sorted() == Self.said.map { $0.name + ".eml" }.sorted())
  }

  @Test func `the token of a return path is found where the mail went, and in what it encloses`() throws {
    for (name, _) in Self.said where !["complaint-redacted"].contains(name) {
      #expect(try Self.mail(name).tokens == [Self.token], "\(name)")
    }
    let redacted = try Self.mail("complaint-redacted")
    #expect(redacted.tokens == [])
    #expect(redacted.unsubscribeTokens == ["fkjarweedump4cxgphh3yab"])
  }

  @Test(arguments: [
    "postfix-no-such-user", "postfix-delayed", "exim-vague-status", "exchange-words-only", "international",
    "complaint",
  ])
  func `the message it is about is named by the header it encloses`(name: String) throws {
    #expect(try Self.mail(name).messageIDs.map(\.text) == ["<42.1042.k3f9x2@example.org>"])
  }

  @Test(arguments: ["postfix-no-such-user", "exchange-words-only", "complaint", "qmail"])
  func `a mail that is cut anywhere is read all the same`(name: String) throws {
    let octets = try Self.octets(name)
    for end in 0...octets.count {
      let mail = ReturnedMail(ParsedMessage(Array(octets[..<end])))
      if end == octets.count { #expect(mail.meaning != .nothing(.ordinary)) }
    }
  }

  @Test func `controls in the words of a server do not reach a terminal`() {
    let failure = DeliveryFailure(status: nil, diagnostic: "550 5.1.1 \u{1B}]0;evil\u{7} \u{202E}gone")
    #expect(!failure.text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    let long = DeliveryFailure(status: nil, diagnostic: String(repeating: "x", count: 10_000))
    #expect(long.text.count == 500)
  }
}

@Suite struct DeliveryFailureTests {
  /// Status field, diagnostic, kind and the status that counts.
  @Test(
    arguments: [
      ("5.1.1", "", "hard 5.1.1"), ("5.1.2", "", "hard 5.1.2"), ("5.1.3", "", "hard 5.1.3"),
      ("5.1.6", "", "hard 5.1.6"), ("5.1.10", "", "hard 5.1.10"), ("5.2.1", "", "hard 5.2.1"),
      ("5.2.2", "", "soft 5.2.2"), ("5.3.4", "552 too large", "soft 5.3.4"), ("5.4.4", "", "soft 5.4.4"),
      ("5.7.1", "550 no such user", "policy 5.7.1"), ("4.2.2", "", "soft 4.2.2"),
      ("4.7.1", "", "soft 4.7.1"), ("4.1.1", "550 no such user", "soft 4.1.1"),
      ("5.0.0", "550 5.1.1 nobody", "hard 5.1.1"), ("5.0.0", "550 #5.1.1 nobody", "hard 5.1.1"),
      ("5.0.0", "550-5.2.2 full", "soft 5.2.2"), ("5.0.0", "554 not today", "soft 5.0.0"),
      ("5.5.0", "550 No Such User here", "hard 5.5.0"), ("5.1.0", "550 invalid recipient", "hard 5.1.0"),
      ("", "550 user unknown", "hard -"), ("", "450 user unknown", "soft -"), ("", "", "soft -"),
      ("", "452 4.2.2 full", "soft 4.2.2"), ("5.1.1", "550 5.7.1 policy", "hard 5.1.1"),
      ("5.2.0", "552 5.2.0 user doesn't have room", "hard 5.2.0"),
    ])
  func `status and words decide the kind`(status: String, diagnostic: String, expected: String) {
    let failure = DeliveryFailure(status: EnhancedStatusCode(status), diagnostic: diagnostic)
    #expect("\(failure.kind.rawValue) \(failure.status?.description ?? "-")" == expected)
  }
}
