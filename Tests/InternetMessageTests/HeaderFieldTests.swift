import Foundation
import InternetMessage
import Testing

@Suite struct HeaderFieldTests {
  static let texts: [(text: String, wire: String)] = [
    ("Hello", "Subject: Hello\r\n"),
    ("  Hello  ", "Subject: Hello\r\n"),
    ("two  blanks", "Subject: two  blanks\r\n"),
    ("Zürich", "Subject: =?UTF-8?Q?Z=C3=BCrich?=\r\n"),
    (
      "News from Zürich and Genève today",
      "Subject: News from =?UTF-8?Q?Z=C3=BCrich_and_Gen=C3=A8ve?= today\r\n"
    ),
    ("文化", "Subject: =?UTF-8?B?5paH5YyW?=\r\n"),
    ("=?UTF-8?Q?x?=", "Subject: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=\r\n"),
    ("Hello\r\nBcc: eve@example.net", "Subject: Hello Bcc: eve@example.net\r\n"),
    (
      "The long way home: how a city learned to walk again after the floods came",
      "Subject: The long way home: how a city learned to walk again after the floods\r\n came\r\n"
    ),
    (
      "Ein Brief aus der Stadt an alle, die sich fragen, wie es weitergeht: Grüße und Küsse",
      "Subject: Ein Brief aus der Stadt an alle, die sich fragen, wie es\r\n"
        + " weitergeht: =?UTF-8?B?R3LDvMOfZSB1bmQgS8O8c3Nl?=\r\n"
    ),
  ]

  @Test(arguments: texts) func `plain text is folded at its blanks and encoded where it must be`(
    text: String, wire: String
  ) {
    #expect(String(decoding: HeaderField.text(.subject, text).bytes, as: UTF8.self) == wire)
  }

  @Test(arguments: Samples.hostile + Samples.injections) func `no text breaks a wire rule`(text: String)
    throws
  {
    #expect(wireFaults(.text(.subject, text)) == [])
    #expect(
      wireFaults(.text("X-A-Rather-Long-Name-For-A-Header-Field-That-Goes-On-And-On-And-On", text)) == [])
    let address = try EmailAddress("ann@example.com")
    #expect(wireFaults(.mailboxes(.from, [Mailbox(displayName: text, address: address)])) == [])
    #expect(wireFaults(.contentDisposition(ContentDisposition(.attachment, filename: text))) == [])
  }

  @Test(arguments: Samples.injections) func `no text begins a field of its own`(text: String) throws {
    let mailbox = Mailbox(displayName: text, address: try EmailAddress("ann@example.com"))
    for field in [HeaderField.text(.subject, text), .mailboxes(.to, [mailbox])] {
      for line in lines(field).dropFirst() { #expect(line.hasPrefix(" ")) }
    }
  }

  @Test(arguments: Array(1...24) + [75, 76, 77, 198]) func `text of any length keeps the limits`(count: Int) {
    for word in ["a", "ü", "文", "👩‍👩‍👧‍👦"] {
      let text = String(repeating: word, count: count)
      #expect(wireFaults(.text(.subject, text)) == [])
      let words = Array(repeating: String(repeating: word, count: count % 17 + 1), count: 12)
      #expect(wireFaults(.text(.subject, words.joined(separator: " ")), limit: 200) == [])
    }
  }

  @Test(arguments: 66...72) func `a line of ASCII has at most 78 octets`(count: Int) {
    let field = HeaderField.text(.subject, "b " + String(repeating: "a", count: count - 2))
    #expect(lines(field).count == ("Subject: ".count + count <= 78 ? 1 : 2))
  }

  @Test(arguments: [66, 67, 68, 201, 670]) func `a first word that does not fit behind the name is cut`(
    count: Int
  ) {
    let field = HeaderField.text(.subject, String(repeating: "a", count: count))
    #expect(field.body.hasPrefix("=?UTF-8?Q?") == (count > 67))
    #expect(lines(field).first?.hasPrefix("Subject: ") == true)
    #expect(wireFaults(field, limit: 76) == [])
  }

  @Test func `a word that no line can hold is cut as encoded words`() {
    let field = HeaderField.text(.subject, String(repeating: "a", count: 2994))
    #expect(wireFaults(field, limit: 76) == [])
  }

  @Test func `a character is not split between encoded words`() {
    let family = "👩‍👩‍👧‍👦"
    let field = HeaderField.text(.subject, String(repeating: family, count: 20))
    let words = field.body.split(separator: " ")
    #expect(words.count > 5)
    for word in words {
      let data = Data(base64Encoded: String(word.dropFirst("=?UTF-8?B?".count).dropLast(2))) ?? Data()
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.isEmpty && text.allSatisfy { String($0) == family })
    }
  }

  static let names: [(name: String?, wire: String)] = [
    (nil, "From: ann@example.com\r\n"),
    ("Ann Lee", "From: Ann Lee <ann@example.com>\r\n"),
    ("Lee, Ann", "From: \"Lee, Ann\" <ann@example.com>\r\n"),
    ("John Q. Public", "From: \"John Q. Public\" <ann@example.com>\r\n"),
    ("Ann  Lee", "From: \"Ann  Lee\" <ann@example.com>\r\n"),
    ("\"A\" \\ Lee", "From: \"\\\"A\\\" \\\\ Lee\" <ann@example.com>\r\n"),
    ("Zoë", "From: =?UTF-8?Q?Zo=C3=AB?= <ann@example.com>\r\n"),
    ("Lee, Zoë", "From: =?UTF-8?B?TGVlLCBab8Or?= <ann@example.com>\r\n"),
    ("=?x?=", "From: =?UTF-8?B?PT94Pz0=?= <ann@example.com>\r\n"),
    ("فريق التحرير", "From: =?UTF-8?B?2YHYsdmK2YIg2KfZhNiq2K3YsdmK2LE=?= <ann@example.com>\r\n"),
    (
      "The Quarterly Review of Everything That Happened, and What It Meant to Us",
      "From: =?UTF-8?Q?The_Quarterly_Review_of_Everything_That_Happened=2C_and_Wh?=\r\n"
        + " =?UTF-8?Q?at_It_Meant_to_Us?= <ann@example.com>\r\n"
    ),
  ]

  @Test(arguments: names) func `a display name is atoms, a quoted string or encoded words`(
    name: String?, wire: String
  ) throws {
    let mailbox = Mailbox(displayName: name, address: try EmailAddress("ann@example.com"))
    #expect(String(decoding: HeaderField.mailboxes(.from, [mailbox]).bytes, as: UTF8.self) == wire)
  }

  @Test func `long lists of mailboxes are folded between them`() throws {
    let mailboxes = try (1...8).map { try Mailbox("Reader Number \($0) <reader\($0)@example.com>") }
    let field = HeaderField.mailboxes(.replyTo, mailboxes)
    #expect(wireFaults(field, limit: 78) == [])
    #expect(lines(field).count == 5)
  }

  @Test func `the local part outside ASCII is the only thing that is not ASCII`() throws {
    let field = HeaderField.mailboxes(.to, [try Mailbox("用户 <用户@例子.广告>")])
    #expect(
      String(decoding: field.bytes, as: UTF8.self)
        == "To: =?UTF-8?B?55So5oi3?= <用户@xn--fsqu00a.xn--4rr70v>\r\n")
  }

  static let dates: [(seconds: Double, zone: Int, text: String)] = [
    (1_795_342_021, 0, "Sun, 22 Nov 2026 10:07:01 +0000"),
    (1_795_342_021.9, 0, "Sun, 22 Nov 2026 10:07:01 +0000"),
    (1_795_342_021, 3600, "Sun, 22 Nov 2026 11:07:01 +0100"),
    (1_795_342_021, -12_600, "Sun, 22 Nov 2026 06:37:01 -0330"),
    (1_795_342_021, 20_700, "Sun, 22 Nov 2026 15:52:01 +0545"),
    (1_795_342_021, -30, "Sun, 22 Nov 2026 10:07:01 +0000"),
    (1_795_342_021, -59, "Sun, 22 Nov 2026 10:07:01 +0000"),
    (1_795_342_021, 1_000_000, "Mon, 23 Nov 2026 10:06:01 +2359"),
    (0, 0, "Thu, 1 Jan 1970 00:00:00 +0000"),
    (-1, 0, "Wed, 31 Dec 1969 23:59:59 +0000"),
    (951_782_400, 0, "Tue, 29 Feb 2000 00:00:00 +0000"),
    (4_107_542_400, 0, "Mon, 1 Mar 2100 00:00:00 +0000"),
    (.nan, 0, "Thu, 1 Jan 1970 00:00:00 +0000"),
    (.infinity, 86_399, "Fri, 31 Dec 9999 23:59:00 +2359"),
  ]

  @Test(arguments: dates) func `a date is English, in its zone and never at -0000`(
    seconds: Double, zone: Int, text: String
  ) {
    #expect(HeaderField.date(.date, Date(timeIntervalSince1970: seconds), secondsFromGMT: zone).body == text)
  }

  @Test func `dates agree with the calendar over all days`() {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.dateFormat = "EEE, d MMM yyyy HH:mm:ss +0000"
    for step in stride(from: -20_000, through: 100_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(step) * 86_400 + Double(step % 86_400))
      #expect(HeaderField.date(.date, date).body == formatter.string(from: date))
    }
  }

  @Test func `identifiers are folded between them and never behind the name`() throws {
    let long = try MessageID(String(repeating: "a", count: 100) + "@example.com")
    #expect(lines(.messageIDs(.messageID, [long])).count == 1)
    let many = try (1...5).map { try MessageID("a.rather.long.identifier.\($0)@example.com") }
    #expect(lines(.messageIDs(.references, many)).count == 5)
    #expect(wireFaults(.messageIDs(.references, many + [long])) == [])
    #expect(HeaderField.messageIDs(.references, []).isEmpty)
  }

  @Test func `a long URI stands alone on its line`() throws {
    let url = "https://news.example.com/unsubscribe/" + String(repeating: "t0k3n", count: 40)
    let field = try HeaderField.uris(.listUnsubscribe, [url, "mailto:unsubscribe@example.com?subject=x"])
    #expect(
      lines(field) == [
        "List-Unsubscribe:", " <\(url)>,", " <mailto:unsubscribe@example.com?subject=x>",
      ])
    let short = try HeaderField.uris(.listUnsubscribe, ["https://example.com/u/1", "mailto:u@example.com"])
    #expect(lines(short) == ["List-Unsubscribe: <https://example.com/u/1>, <mailto:u@example.com>"])
  }

  @Test(arguments: [
    "", "https://example.com/a b", "https://example.com/>", "https://exämple.com", "x\r\nBcc: y",
  ])
  func `what is no URI is refused`(uri: String) {
    let error = #expect(throws: InvalidHeaderField.self) { try HeaderField.uris(.listUnsubscribe, [uri]) }
    #expect(
      error?.reason
        == "has a URI with a blank, a bracket, a quote or a letter outside ASCII: \(String(reflecting: uri))")
  }

  @Test(arguments: [899, 900, 901, 2700, 9000]) func `a URI has at most 900 octets`(count: Int) {
    let uri = "https://" + String(repeating: "a", count: count - 8)
    let field = try? HeaderField.uris(.listUnsubscribe, [uri])
    #expect((field != nil) == (count <= 900))
    if let field { #expect(wireFaults(field) == []) }
  }

  @Test func `a structured body is folded at blanks outside quotes`() throws {
    let text = #"v=1; name="a b c d e f g h i j k l m n o p q r s t u v w x y z \" 1"; bh=x;"#
    let field = try HeaderField.structured("X-Test", text)
    #expect(
      lines(field) == [
        #"X-Test: v=1; name="a b c d e f g h i j k l m n o p q r s t u v w x y z \" 1";"#, " bh=x;",
      ])
    #expect(throws: InvalidHeaderField.self) { try HeaderField.structured(.feedbackID, "ä") }
    #expect(try HeaderField.structured(.precedence, "bulk\r\nBcc: x").body == "bulk Bcc: x")
  }

  @Test func `a list identifier has a name only where it needs no encoding`() throws {
    let id = try DomainName("weekly.News.example.com")
    #expect(
      HeaderField.listID(name: "The Weekly", identifier: id).body == "The Weekly <weekly.news.example.com>")
    #expect(HeaderField.listID(name: "A, B.", identifier: id).body == "\"A, B.\" <weekly.news.example.com>")
    #expect(HeaderField.listID(name: "Zürich", identifier: id).body == "<weekly.news.example.com>")
  }

  @Test(arguments: ["", "A b", "A:", "Ä", "A\r\n", "A\u{0}", String(repeating: "a", count: 77)])
  func `a name that would break the header is refused`(name: String) {
    #expect(HeaderName(name) == nil)
  }

  @Test func `a field that may stand once replaces the one before it`() {
    var header = Header([.text(.subject, "one"), .text("X-A", "1"), .text("x-a", "2")])
    header.append(.text("SUBJECT", "two"))
    header.append(.text("X-Empty", " "))
    #expect(String(decoding: header.bytes, as: UTF8.self) == "SUBJECT: two\r\nX-A: 1\r\nx-a: 2\r\n")
  }
}
