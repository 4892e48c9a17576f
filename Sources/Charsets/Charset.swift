#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Turns octets of a named charset into text; never fails.
///
/// UTF-8, ASCII, ISO-8859-1 and Windows-1252 are read here, all others by
/// `iconv`, under the names that web pages use for them. ISO-8859-1 is read as Windows-1252, which differs only where
/// ISO-8859-1 has controls (WHATWG Encoding §4.2). Octets that mean nothing
/// become U+FFFD.
public enum Charset {
  /// The text of the octets; without a charset, or with one that is not known, UTF-8 where valid, else Windows-1252.
  public static func text(_ octets: some Collection<UInt8>, declared name: String?) -> String {
    let octets = Array(octets)
    if isUTF8(name) { return String(decoding: octets, as: UTF8.self) }
    switch name?.lowercased() {
    case nil, "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "": return guessed(octets)
    case "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252", "x-ansi": return windows1252(octets)
    case .some(let name):
      return converted(octets, from: webNames[name] ?? name) ?? guessed(octets)
    }
  }

  /// Whether a name is one of UTF-8.
  public static func isUTF8(_ name: String?) -> Bool { ["utf-8", "utf8"].contains(name?.lowercased()) }

  private static func guessed(_ octets: [UInt8]) -> String {
    String(validating: octets, as: UTF8.self) ?? windows1252(octets)
  }

  private static func windows1252(_ octets: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for octet in octets {
      text.append(0x80...0x9F ~= octet ? windowsScalars[Int(octet) - 0x80] : Unicode.Scalar(octet))
    }
    return String(text)
  }

  /// What Windows-1252 has at 0x80–0x9F.
  private static let windowsScalars: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "\u{2DC}", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]

  /// Charsets that pages name, and what is meant (WHATWG Encoding §4.2).
  private static let webNames: [String: String] = [
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "chinese": "gb18030", "gb_2312-80": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "x-euc-jp": "euc-jp", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949", "windows-949": "cp949", "big5": "big5-hkscs", "x-x-big5": "big5-hkscs",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "x-mac-roman": "macintosh",
    "x-cp1251": "cp1251", "x-cp1250": "cp1250", "koi8": "koi8-r",
  ]

  /// Letters, digits and the signs that names of charsets have; a slash would name options.
  private static func isNameOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_.:()+".utf8.contains(octet)
    }
  }

  /// Text by way of `iconv`; nil when it does not know the charset.
  private static func converted(_ octets: [UInt8], from name: String) -> String? {
    guard name.utf8.count <= 40, name.utf8.allSatisfy(isNameOctet),
      let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1
    else { return nil }
    defer { iconv_close(converter) }
    var input = octets.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 4096)
    var out: [UInt8] = []
    input.withUnsafeMutableBufferPointer { input in
      var next = input.baseAddress
      var left = input.count
      while left > 0 {
        let before = left
        let code = output.withUnsafeMutableBufferPointer { output in
          var end = output.baseAddress
          var room = output.count
          let status = iconv(converter, &next, &left, &end, &room)
          let code = errno
          out.append(contentsOf: output[..<(output.count - room)].map { UInt8(bitPattern: $0) })
          return status == -1 ? code : 0
        }
        guard left == before || code != 0 && code != E2BIG else { continue }
        out.append(contentsOf: "\u{FFFD}".utf8)
        next = next.map { $0 + 1 }
        left -= 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
