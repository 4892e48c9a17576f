import InternetMessage
import Testing

@Suite struct MailboxTests {
  static let read: [(text: String, name: String?, address: String)] = [
    ("ann@example.com", nil, "ann@example.com"),
    ("<ann@example.com>", nil, "ann@example.com"),
    ("  <ann@example.com>  ", nil, "ann@example.com"),
    ("Ann Lee <ann@example.com>", "Ann Lee", "ann@example.com"),
    ("\"Lee, Ann\" <ann@example.com>", "Lee, Ann", "ann@example.com"),
    (#""Ann \"A\" Lee" <ann@example.com>"#, "Ann \"A\" Lee", "ann@example.com"),
    ("Lee, Ann <ann@example.com>", "Lee, Ann", "ann@example.com"),
    ("Zoë <ann@faß.de>", "Zoë", "ann@xn--fa-hia.de"),
    ("Ann <\"a<b\"@example.com>", "Ann", "\"a<b\"@example.com"),
    ("a 5\" disk <ann@example.com>", "a 5\" disk", "ann@example.com"),
    ("Ann <\u{301}@example.com>", "Ann", "\u{301}@example.com"),
    ("a<b <ann@example.com>", "a<b", "ann@example.com"),
    ("Ann\r\nBcc: x <ann@example.com>", "Ann Bcc: x", "ann@example.com"),
  ]

  @Test(arguments: read) func `a mailbox is read as people write it`(
    text: String, name: String?, address: String
  ) throws {
    let mailbox = try Mailbox(text)
    #expect(mailbox.displayName == name)
    #expect(mailbox.address.addrSpec == address)
  }

  @Test func `what is wrong with the address is said`() {
    let error = #expect(throws: InvalidEmailAddress.self) { try Mailbox("Ann <ann>") }
    #expect(error?.reason == "has no @")
  }

  @Test func `a name made of blanks is no name`() throws {
    #expect(
      try Mailbox(displayName: " \r\n\u{202E} ", address: EmailAddress("a@example.com")).displayName == nil)
  }
}
