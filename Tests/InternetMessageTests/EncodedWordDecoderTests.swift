import InternetMessage
import Testing

@Suite struct EncodedWordDecoderTests {
  /// RFC 2047 §8, as they are displayed.
  static let standard: [(wire: String, text: String)] = [
    ("(=?ISO-8859-1?Q?a?=)", "(a)"),
    ("(=?ISO-8859-1?Q?a?= b)", "(a b)"),
    ("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"),
    ("(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)"),
    ("(=?ISO-8859-1?Q?a?=\r\n     =?ISO-8859-1?Q?b?=)", "(ab)"),
    ("(=?ISO-8859-1?Q?a_b?=)", "(a b)"),
    ("(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"),
    ("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"),
    ("=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>", "Keld Jørn Simonsen <keld@dkuug.dk>"),
    ("=?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>", "André Pirard <PIRARD@vm1.ulg.ac.be>"),
    (
      "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
      "If you can read this you understand the example."
    ),
    ("=?ISO-8859-1?Q?Olle_J=E4rnefors?= <ojarnef@admin.kth.se>", "Olle Järnefors <ojarnef@admin.kth.se>"),
    ("=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?= <paf@nada.kth.se>", "Patrik Fältström <paf@nada.kth.se>"),
    (
      "Nathaniel Borenstein <nsb@thumper.bellcore.com>\r\n (=?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=)",
      "Nathaniel Borenstein <nsb@thumper.bellcore.com> (םולש ןב ילטפנ)"
    ),
  ]

  static let lenient: [(wire: String, text: String)] = [
    ("plain", "plain"),
    ("", ""),
    ("=?utf-8?q?Z=c3=bcrich?=", "Zürich"),
    ("=?UTF-8*de?Q?Z=C3=BCrich?=", "Zürich"),
    ("a=?UTF-8?Q?b?=c", "abc"),
    ("\"=?UTF-8?Q?b?=\"", "\"b\""),
    ("=?UTF-8?Q?Hello World?=", "Hello World"),
    ("=?UTF-8?B?w?= =?UTF-8?B?7w=?=", "\u{FFFD}"),
    ("=?UTF-8?Q?=C3?= =?UTF-8?Q?=BC?=", "ü"),
    ("=?UTF-8?B?Wg?=", "Z"),
    ("=?UTF-8?B?WsO8?==?UTF-8?B?cmljaA==?=", "Zürich"),
    ("=?UTF-8?Q?=?= x", "= x"),
    ("=?UTF-8?Q?=ZZ=4?=", "=ZZ=4"),
    ("=?UTF-8?X?abc?=", "=?UTF-8?X?abc?="),
    ("=?UTF-8?Q?abc", "=?UTF-8?Q?abc"),
    ("=??Q?abc?=", "=??Q?abc?="),
    ("=?UTF-8?Q??=", ""),
    ("=?windows-1252?Q?=80_=93x=94?=", "€ “x”"),
    ("=?iso-8859-1?Q?=93x=94?=", "“x”"),
    ("=?no-such-charset?Q?=C3=BC?=", "ü"),
    ("=?no/such//IGNORE?Q?a?=", "=?no/such//IGNORE?Q?a?="),
    ("=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
    ("=?utf-8?Q?a=00=1B[31m?=", "a [31m"),
    ("Z\u{FC}rich", "Zürich"),
    ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
    ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
    ("=?gb2312?B?1tDOxA==?=", "中文"),
    ("=?shift_jis?B?k/qWew==?=", "日本"),
    ("=?big5?B?pKSk5Q==?=", "中文"),
    ("=?euc-kr?B?x9GxuQ==?=", "한국"),
    ("=?iso-8859-15?Q?=A4?=", "€"),
    ("=?utf-8?Q?=FF=41?=", "\u{FFFD}A"),
    ("=?gb2312?Q?=FF=FF=41?=", "\u{FFFD}\u{FFFD}A"),
  ]

  @Test(arguments: standard + lenient) func `encoded words are read`(wire: String, text: String) throws {
    let field = try #require(ParsedMessage(Array("Subject: \(wire)\r\n\r\n".utf8)).header[.subject])
    #expect(field.decodedText == text)
  }

  @Test func `octets outside ASCII are read as UTF-8 or as Windows-1252`() {
    let utf8 = ParsedMessage(Array("Subject: Zürich\n\n".utf8))
    #expect(utf8.header[.subject]?.decodedText == "Zürich")
    let latin = ParsedMessage(Array("Subject: Z".utf8) + [0xFC] + Array("rich\n\n".utf8))
    #expect(latin.header[.subject]?.decodedText == "Zürich")
  }

  @Test(arguments: Samples.hostile + Samples.injections) func `what we encode is read as it was meant`(
    text: String
  ) throws {
    let address = try EmailAddress("ann@example.com")
    let header = Header([
      .text(.subject, text), .mailboxes(.from, [Mailbox(displayName: text, address: address)]),
    ])
    let parsed = ParsedMessage(header.bytes).header
    #expect(parsed[.subject]?.decodedText ?? "" == text.headerSafe)
    #expect(parsed[.from]?.mailboxes == [Mailbox(displayName: text, address: address)])
  }

  @Test func `random texts come back`() throws {
    var generator = SeededGenerator(seed: 3)
    let address = try EmailAddress("ann@example.com")
    for count in 1...200 {
      let text = Samples.text(count: count, using: &generator)
      let mailbox = Mailbox(displayName: text, address: address)
      let header = Header([.text(.subject, text), .mailboxes(.to, [mailbox, mailbox])])
      let parsed = ParsedMessage(header.bytes).header
      #expect(parsed[.subject]?.decodedText ?? "" == text.headerSafe)
      #expect(parsed[.to]?.mailboxes == [mailbox, mailbox])
    }
  }
}
