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

  @Test(arguments: [
    "Auto-Submitted: auto-replied", "auto-submitted: Auto-Replied (vacation)",
    "Auto-Submitted: auto-notified; x=y",
    "Return-Path: <>", "Return-Path: < >",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    "Precedence: junk", "Precedence: auto_reply", "X-Autoreply: yes", "X-Failed-Recipients: a@example.org",
    "X-Auto-Response-Suppress: All\r\nAuto-Submitted: auto-generated",
  ])
  func `automatic answers are told from what people ask for`(field: String) {
    let header = "\(field)\r\nTo: unsubscribe+\(Self.token)@example.org\r\nSubject: Out of office"
    #expect(mail(header).automaticBy != nil)
  }

  @Test(arguments: [
    "Auto-Submitted: no", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: DR, OOF, AutoReply",
    "Precedence: bulk", "Return-Path: <mei@example.com>", "X-Autoreply: no", "Subject: Automatic reply",
    "Content-Type: multipart/alternative; boundary=b", "X-Mailer: iPhone Mail (22A3354)",
  ])
  func `a mail program that unsubscribes on a press of a button counts`(field: String) {
    #expect(mail("\(field)\r\nTo: unsubscribe+\(Self.token)@example.org").automaticBy == nil)
    #expect(mail("\(field)\r\nTo: unsubscribe+\(Self.token)@example.org").candidates == [Self.token])
  }

  @Test(arguments: ["\r", "\n", "\r\n"])
  func `whatever ends its lines`(lineEnd: String) {
    let text = ["To: u@example.org", "Subject: unsubscribe \(Self.token)", "", "x"].joined(separator: lineEnd)
    #expect(UnsubscribeMail(ParsedMessage(Array(text.utf8))).candidates == [Self.token])
  }
}
