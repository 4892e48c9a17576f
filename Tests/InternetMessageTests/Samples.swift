import Foundation
import InternetMessage

/// Numbers that are the same on each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

enum Samples {
  /// Texts that have broken mailers: scripts, clusters, look-alikes of syntax, lengths.
  static let hostile: [String] = [
    "",
    "Plain words",
    "Grüße aus Zürich",
    "Ärger mit dem =?UTF-8?Q?Betreff?= im Text",
    "=?UTF-8?Q?not_encoded?=",
    "=?", "?=", "= ? _ =5F", "a_b c=d", "_", "=",
    "النشرة الإخبارية الأسبوعية: أخبار الثقافة والسياسة من المدينة",
    "今週のニュースレター：文化と政治についての長い記事をお届けします。読者の皆様へ",
    "한국어 뉴스레터 제목입니다",
    "हिन्दी में समाचार पत्र",
    "👩‍👩‍👧‍👦👨🏽‍🚀🏳️‍🌈 family and flag 👩‍👩‍👧‍👦👨🏽‍🚀🏳️‍🌈👩‍👩‍👧‍👦👨🏽‍🚀🏳️‍🌈",
    "e\u{301}a\u{308} combining marks o\u{302}\u{323}",
    "Z" + String(repeating: "\u{300}\u{316}\u{334}", count: 40) + "algo",
    "two  blanks   and    more",
    "many" + String(repeating: " ", count: 100) + "blanks",
    "many" + String(repeating: " ", count: 2000) + "blanks",
    String(repeating: "a", count: 200),
    String(repeating: "a", count: 998),
    String(repeating: "a", count: 5000),
    String(repeating: "word ", count: 40) + "end",
    String(repeating: "ü", count: 200),
    String(repeating: "wörter ", count: 40) + "end",
    String(repeating: "文", count: 200),
    "a" + String(repeating: " b", count: 300) + " ü",
    "\"quoted\" and \\backslash\\",
    "O'Hara, Ann (the editor) <ann@example.com>; x: y [z] @ .",
    "a,b;c:d<e>f@g.h",
    "100 % – “curly” … – 25 €",
    "\u{FEFF}bom and \u{200B}zero width",
    "\u{1F1E9}\u{1F1EA} flags \u{1F1EB}\u{1F1F7}",
    "\u{10FFFF}\u{E000}",
    "non\u{A0}breaking",
    "https://example.com/a/very/long/path/" + String(repeating: "segment/", count: 20) + " ü",
    "עברית עם \u{200F}סימן",
    "trailing dot.", ".leading dot", "From here", "--boundary",
    "ümlaut first then plain words that go on and on until the line must be folded somewhere",
    "plain words that go on and on until the line must be folded somewhere and an ümlaut",
  ]

  /// Texts with characters that must never reach a header.
  static let injections: [String] = [
    "Hello\r\nBcc: eve@example.net", "Hello\nBcc: eve@example.net", "Hello\rBcc: eve@example.net",
    "Hello\r\n\r\n<script>", "\r\nBcc: eve@example.net", "Hello\r\n", "a\u{0}b", "a\u{B}b\u{C}c", "a\tb",
    "a\u{85}b", "a\u{2028}b\u{2029}c", "a\u{7F}b", "\u{202E}gpj.exe", "\u{2066}x\u{2069}", "ü\r\nBcc: x@y.zz",
    "\r", "\n", "\u{0}", "a\r\n b", "a\r\n\tb", "\u{9B}31m",
  ]

  /// A text of random scalars, about so many, from all planes and all kinds of controls.
  static func text(count: Int, using generator: inout SeededGenerator) -> String {
    let special: [UInt32] = [
      0x0D, 0x0A, 0x20, 0x20, 0x3D, 0x3F, 0x5F, 0x2E, 0x46, 0x22, 0x5C, 0x301, 0x200D, 0x1F469,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<count {
      let value: UInt32 =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: special[Int.random(in: 0..<special.count, using: &generator)]
        case 1: UInt32.random(in: 0x80...0x7FF, using: &generator)
        case 2: UInt32.random(in: 0x800...0xFFFF, using: &generator)
        case 3: UInt32.random(in: 0x10000...0x10FFFF, using: &generator)
        default: UInt32.random(in: 0x20...0x7E, using: &generator)
        }
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    return String(text)
  }
}

/// A header field laid out in its lines, without CRLF.
func lines(_ field: HeaderField) -> [String] {
  let text = String(decoding: field.bytes, as: UTF8.self)
  return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    .map { String(Substring($0.last == 0x0D ? $0.dropLast() : $0)) }
}

/// What breaks the rules for a header field on the wire; empty when all is well.
func wireFaults(_ field: HeaderField, limit: Int = 998) -> [String] {
  var faults: [String] = []
  let bytes = field.bytes
  for (index, octet) in bytes.enumerated() {
    if octet == 0x0A, index == 0 || bytes[index - 1] != 0x0D { faults.append("bare LF") }
    if octet == 0x0D, index + 1 >= bytes.count || bytes[index + 1] != 0x0A { faults.append("bare CR") }
    if octet < 0x20, octet != 0x0D, octet != 0x0A { faults.append("control \(octet)") }
    if octet > 0x7E { faults.append("octet \(octet)") }
  }
  for (index, line) in lines(field).enumerated() {
    if line.utf8.count > limit { faults.append("line of \(line.utf8.count)") }
    if line.utf8.allSatisfy({ $0 == 0x20 }) { faults.append("blank line") }
    if line.utf8.last == 0x20 { faults.append("trailing blank") }
    if index > 0, line.utf8.first != 0x20 { faults.append("line is no continuation: \(line)") }
    if line.contains("=?UTF-8"), line.utf8.count > 76 { faults.append("encoded line of \(line.utf8.count)") }
    for word in line.split(separator: " ") where word.hasPrefix("=?UTF-8") && word.utf8.count > 75 {
      faults.append("encoded word of \(word.utf8.count)")
    }
  }
  return faults
}
