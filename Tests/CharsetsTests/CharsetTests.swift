import Testing

@testable import Charsets

@Suite struct CharsetTests {
  static let known: [(String?, [UInt8], String)] = [
    (nil, Array("Füße".utf8), "Füße"),
    (nil, [0x46, 0xFC, 0xDF, 0x65], "Füße"),
    ("utf-8", [0x61, 0xFF, 0x62], "a\u{FFFD}b"),
    ("ISO-8859-1", [0x93, 0x61, 0x94], "“a”"),
    ("windows-1251", [0xCC, 0xE8, 0xF0], "Мир"),
    ("koi8-r", [0xED, 0xC9, 0xD2], "Мир"),
    ("gb2312", [0xD6, 0xD0, 0xCE, 0xC4], "中文"),
    ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本"),
    ("euc-kr", [0xC7, 0xD1, 0xB1, 0xDB], "한글"),
    ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
    ("iso-8859-9", [0xFE, 0xF0], "şğ"),
    ("no-such-charset", Array("plain".utf8), "plain"),
    ("utf-8//IGNORE", Array("plain".utf8), "plain"),
  ]

  @Test(arguments: known)
  func `octets are read as the charset that a page names`(name: String?, octets: [UInt8], text: String) {
    #expect(Charset.text(octets, declared: name) == text)
  }

  @Test func `octets that mean nothing become a mark, and the rest is read`() {
    #expect(Charset.text([0x93, 0xFA, 0xFF, 0x41], declared: "shift_jis").hasSuffix("A"))
  }
}
