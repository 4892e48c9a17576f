import InternetMessage
import Testing

@testable import MailingLists

@Suite struct UnsubscribeMailTests {
  private static let token = "fkjarweedump4cxgphh3y"

  private func mail(_ header: String, body: String = "") -> UnsubscribeMail {
    UnsubscribeMail(ParsedMessage(Array((header + "\r\n\r\n" + body).utf8)))
  }

  @Test(arguments: [
    "To: unsubscribe+\(token)@example.org", "To: unsubscribe@example.org\r\nSubject: unsubscribe \(token)",
    "Subject: Re: UNSUBSCRIBE \(token.uppercased())!", "Delivered-To: u-\(token)@example.org",
    "X-Original-To: u=\(token)=x@example.org",
    "Subject: =?utf-8?B?dW5zdWJzY3JpYmUgZmtqYXJ3ZWVkdW1wNGN4Z3BoaDN5?=",
    "Cc: Somebody <u+\(token)@example.org>", "Subject: unsubscribe\r\n \(token)",
  ])
  func `a token in the subject or in an address it went to counts`(header: String) {
    #expect(mail(header).candidates == [Self.token])
  }

  @Test(arguments: [
    "Subject: unsubscribe me", "From: u+\(token)@example.org", "Reply-To: u+\(token)@example.org",
    "Subject: \(token.dropLast(2))", "Subject: \(token)1", "",
  ])
  func `what is too short, has other letters or stands elsewhere does not`(header: String) {
    #expect(mail(header).candidates.isEmpty)
  }

  @Test func `a reply that quotes the letter does not mean its links`() {
    let reply = mail(
      "Subject: Re: The White Helmets\r\nTo: editors@example.org\r\nFrom: ada@example.org",
      body: "Great!\r\n> Unsubscribe: https://example.org/unsubscribe?t=\(Self.token)\r\n")
    #expect(reply.candidates.isEmpty)
    #expect(reply.sender?.addrSpec == "ada@example.org")
  }

  @Test func `addresses come before the subject, each token once`() {
    let other = "aaaaaaaaaaaaaaaaaaaaaaaa"
    #expect(
      mail("Subject: \(other) \(Self.token)\r\nTo: u+\(Self.token)@example.org").candidates
        == [Self.token, other])
  }

  @Test(arguments: ["\r", "\n", "\r\n"])
  func `whatever ends its lines`(lineEnd: String) {
    let text = ["To: u@example.org", "Subject: unsubscribe \(Self.token)", "", "x"].joined(separator: lineEnd)
    #expect(UnsubscribeMail(ParsedMessage(Array(text.utf8))).candidates == [Self.token])
  }
}
