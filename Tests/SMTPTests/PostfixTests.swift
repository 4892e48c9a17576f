import Bounces
import Delivery
import Foundation
import InternetMessage
import MailSandbox
import SMTP
import Testing

/// The transport against the server most mail goes through.
@Suite(.enabled(if: PostfixFixture.isAvailable, "Postfix is not installed, or this is not root"), .serialized)
struct PostfixTests {
  @Test(arguments: [SMTPSecurity.none, .startTLS], Rung.allCases)
  func `Postfix takes every message as it is, each with its own sender`(
    _ security: SMTPSecurity, _ rung: Rung
  ) throws {
    let postfix = try PostfixFixture(hiding: rung.isNotOffered.map(\.rawValue))
    let long = String(repeating: String(repeating: "x", count: 76) + "\r\n.\r\n..y\r\n", count: 20_000)
    let submissions = [
      try Submission.example(1, to: "reader1@example.org", body: ".\r\n..\r\n.x\r\nend\r\n"),
      try .example(2, to: "nobody@example.org"),
      try .example(3, to: "reader3@example.org", body: long),
      try .example(4, to: "someone@example.net"),
      try .example(5, to: "readerü@example.org"),
    ]
    var account = try SMTPAccount(
      host: "localhost", port: postfix.port, security: security, ehloName: "client.example")
    account.timeouts = SMTPTimeouts(all: .seconds(30))
    account.connections = 1
    account.caFile = security == .none ? nil : postfix.certificateFile
    let queue = MemoryQueue(submissions)
    try SMTPTransport(account: account).deliver(from: queue)

    let words = queue.outcomes.mapValues(\.words)
    for number: Int64 in [1, 3, 5] {
      #expect(words[number]?.hasPrefix("accepted: 250 2.0.0 Ok: ") == true)
    }
    #expect(words[2]?.hasPrefix("rejected at rcptTo: 550 5.1.1 <nobody@example.org>") == true)
    #expect(words[4]?.hasPrefix("rejected at rcptTo: 554 5.7.1 <someone@example.net>") == true)
    #expect(queue.claims == (rung == .chunked ? [1, 2, 3, 4, 5] : [1, 3, 5]))

    let delivered = try postfix.delivered(3)
    for index in [0, 2, 4] {
      let submission = submissions[index]
      let text = try #require(delivered[submission.envelope.recipient.addrSpec])
      let sent = String(decoding: submission.message.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      #expect(text.hasSuffix("\n" + sent))
      #expect(text.field("Return-Path") == "<\(submission.envelope.returnPath.addrSpec)>")
    }
  }

  @Test func `what Postfix cannot deliver after it has accepted it comes back, and is read`() throws {
    let postfix = try PostfixFixture()
    var submission = try Submission.example(7, to: "gone@example.org")
    submission.envelope.returnPath = try EmailAddress("bounces+cabrjgmdspqy7tzfkmrhn3u@example.org")
    var account = try SMTPAccount(
      host: "localhost", port: postfix.port, security: .none, ehloName: "client.example")
    account.timeouts = SMTPTimeouts(all: .seconds(30))
    let queue = MemoryQueue([submission])
    try SMTPTransport(account: account).deliver(from: queue)
    #expect(queue.outcomes[7]?.words.hasPrefix("accepted: 250 2.0.0 Ok: ") == true)

    let returned = try #require(try postfix.delivered(1)[submission.envelope.returnPath.addrSpec])
    let mail = ReturnedMail(ParsedMessage(Array(returned.utf8)))
    #expect(
      mail.meaning
        == .failure(
          DeliveryFailure(
            status: EnhancedStatusCode(5, 1, 1), diagnostic: "unknown user: \"gone@example.org\"")))
    #expect(mail.tokens == ["cabrjgmdspqy7tzfkmrhn3u"])
  }
}
