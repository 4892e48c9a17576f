import Foundation
import InternetMessage
import Testing

@Suite struct EmailAddressTests {
  struct Accepted: Sendable, CustomTestStringConvertible {
    var text: String
    var addrSpec: String
    var testDescription: String { text }
    init(_ text: String, _ addrSpec: String? = nil) {
      self.text = text
      self.addrSpec = addrSpec ?? text
    }
  }

  static let accepted: [Accepted] = [
    .init("ann@example.com"),
    .init("Ann.Lee+news@Example.COM", "Ann.Lee+news@example.com"),
    .init("o'hara_1=x@example.com"),
    .init("!#$%&'*+-/=?^_`{|}~@example.com"),
    .init("\"ann\"@example.com", "ann@example.com"),
    .init("\"ann lee\"@example.com"),
    .init("\"a@b\"@example.com"),
    .init(#""a\"b"@example.com"#),
    .init(#""a\\b"@example.com"#),
    .init("\".a\"@example.com"),
    .init("ann@faß.de", "ann@xn--fa-hia.de"),
    .init("ann@Bücher.example", "ann@xn--bcher-kva.example"),
    .init("ann@例え.テスト", "ann@xn--r8jz45g.xn--zckzah"),
    .init("ann@مثال.إختبار", "ann@xn--mgbh0fb.xn--kgbechtv"),
    .init("ann@xn--fa-hia.de"),
    .init("ann@example。com", "ann@example.com"),
    .init("ann@r3---sn-x.example.com"),
    .init("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"),
    .init("ann@1und1.de"),
  ]

  @Test(arguments: accepted) func `a valid address is written as the wire wants it`(_ sample: Accepted) throws
  {
    #expect(try EmailAddress(sample.text).addrSpec == sample.addrSpec)
    #expect(try EmailAddress(EmailAddress(sample.text).addrSpec) == EmailAddress(sample.text))
  }

  static let refused: [(text: String, reason: String)] = [
    ("", "is empty"),
    ("ann", "has no @"),
    ("ann lee", "has no @ and has a blank"),
    ("@example.com", "has nothing before the @"),
    ("\"\"@example.com", "has nothing before the @"),
    ("ann@", "has nothing after the @"),
    ("ann@@example.com", "has two @"),
    ("a@b@example.com", "has two @"),
    ("a@b@c@example.com", "has 3 @"),
    ("ann lee@example.com", "has a blank"),
    (" ann@example.com", "has a blank"),
    ("ann@example.com ", "has a blank"),
    ("ann@exa mple.com", "has a blank"),
    ("ann\u{A0}lee@example.com", "has a blank"),
    (".ann@example.com", "starts with a dot"),
    ("ann.@example.com", "has a dot right before the @"),
    ("a..b@example.com", "has two dots in a row"),
    ("a,b@example.com", "has ',' before the @, which must stand in quotes"),
    ("<ann@example.com>", "has '<' before the @, which must stand in quotes"),
    ("\"ann@example.com", "has a quote that is not closed"),
    ("\"ann\\\"@example.com", "has a quote that is not closed"),
    ("\"", "has a quote that is not closed"),
    ("\"ann\"", "has no @"),
    ("\"ann\"x@example.com", "has text between the closing quote and the @"),
    ("\"ann\"@a@example.com", "has two @"),
    ("ann@example", "has no dot after the @"),
    ("ann@localhost", "has no dot after the @"),
    ("ann@example.com.", "has a domain that ends with a dot"),
    ("ann@.example.com", "has a domain that starts with a dot"),
    ("ann@example..com", "has a domain that has two dots in a row"),
    ("ann@-example.com", "has a domain that has a part that starts or ends with a hyphen"),
    ("ann@example-.com", "has a domain that has a part that starts or ends with a hyphen"),
    ("ann@exa_mple.com", "has a domain that has '_', which no domain has"),
    ("ann@exa>mple.com", "has a domain that has '>', which no domain has"),
    ("ann@[192.0.2.1]", "has a domain that is an IP address instead of a domain"),
    (
      "ann@192.0.2.1",
      "has a domain that is an IP address instead of a domain, or its last label is a number"
    ),
    ("ann@xn--zzzzzz999999999zz\u{FC}.com", "has a domain that is not a valid international domain"),
    ("ann@a﹫b.com", "has a domain that has '@', which no domain has"),
    ("ann@example.com\r\nBcc: eve@example.net", "has a line break"),
    ("ann\n@example.com", "has a line break"),
    ("\"a\r\nb\"@example.com", "has a line break"),
    ("ann\u{2028}@example.com", "has a line break"),
    ("ann\u{85}@example.com", "has a line break"),
    ("ann\u{0}@example.com", "has a control character"),
    ("ann@exam\u{0}ple.com", "has a control character"),
    ("ann\t@example.com", "has a control character"),
    ("ann\u{7F}@example.com", "has a control character"),
    ("ann\u{202E}@example.com", "has an invisible character (U+202E)"),
    ("ann@exam\u{200B}ple.com", "has an invisible character (U+200B)"),
    ("\u{FEFF}ann@example.com", "has an invisible character (U+FEFF)"),
  ]

  @Test(arguments: refused) func `an address that cannot be sent to is refused in plain words`(
    text: String, reason: String
  ) {
    let error = #expect(throws: InvalidEmailAddress.self) { try EmailAddress(text) }
    #expect(error?.reason == reason)
    #expect(error?.text == text)
  }

  @Test(arguments: [63, 64, 65, 192, 640]) func `a local part has at most 64 octets`(count: Int) {
    let text = String(repeating: "a", count: count) + "@example.com"
    #expect(((try? EmailAddress(text)) != nil) == (count <= 64))
  }

  @Test(arguments: [62, 63, 64, 65]) func `quotes count as octets of the local part`(count: Int) {
    let text = "\"" + String(repeating: " ", count: count - 1) + "x\"@example.com"
    #expect(((try? EmailAddress(text)) != nil) == (count + 2 <= 64))
  }

  @Test(arguments: [62, 63, 64, 189, 630]) func `a label has at most 63 octets`(count: Int) {
    let text = "ann@" + String(repeating: "b", count: count) + ".com"
    #expect(((try? EmailAddress(text)) != nil) == (count <= 63))
  }

  @Test(arguments: [253, 254, 255, 762, 2540]) func `an address has at most 254 octets`(count: Int) {
    let label = String(repeating: "b", count: 49) + "."
    var text = "a@" + String(repeating: label, count: (count - 6) / 50)
    text += String(repeating: "c", count: count - text.count - 4) + ".com"
    #expect(text.count == count)
    #expect(((try? EmailAddress(text)) != nil) == (count <= 254))
  }

  @Test func `only a local part outside ASCII needs SMTPUTF8`() throws {
    #expect(try EmailAddress("用户@example.com").needsSMTPUTF8)
    #expect(try !EmailAddress("ann@例え.テスト").needsSMTPUTF8)
  }

  @Test func `the domain is shown as the reader knows it`() throws {
    #expect(try EmailAddress("ann@xn--fa-hia.de").unicodeDomain == "faß.de")
    #expect(try EmailAddress("ann@faß.de").description == "ann@faß.de")
    #expect(try EmailAddress("ann@example.com").unicodeDomain == "example.com")
  }

  @Test func `names of one host are equal and local parts keep their case`() throws {
    #expect(try EmailAddress("ann@FAß.de") == EmailAddress("ann@xn--fa-hia.de"))
    #expect(try EmailAddress("Ann@example.com") != EmailAddress("ann@example.com"))
  }

  @Test func `an address is stored as a text and checked when it is read`() throws {
    let address = try EmailAddress("Ann@Faß.de")
    let json = try JSONEncoder().encode([address])
    #expect(String(decoding: json, as: UTF8.self) == #"["Ann@xn--fa-hia.de"]"#)
    #expect(try JSONDecoder().decode([EmailAddress].self, from: json) == [address])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([EmailAddress].self, from: Data(#"["ann@b\r\n.com"]"#.utf8))
    }
  }

  @Test func `random texts are refused or come back`() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "a", "@", ".", "\"", "\\", " ", "ü", "-", "example", ".com", "\u{0}", "\r\n", "<", "xn--", "文",
      "\u{301}",
    ]
    var accepted = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...7, using: &generator)
      let text =
        (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined() + "@example.com"
      guard let address = try? EmailAddress(text) else { continue }
      accepted += 1
      #expect(try EmailAddress(address.addrSpec) == address)
      #expect(address.addrSpec.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      #expect(try Mailbox("Ann <\(address.addrSpec)>").address == address)
      let field = HeaderField.mailboxes(.to, [Mailbox(displayName: "Ann", address: address)])
      #expect(ParsedMessage(field.bytes).header[.to]?.mailboxes.map(\.address) == [address])
    }
    #expect(accepted > 100)
  }
}
