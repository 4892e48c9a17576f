import Diagnostics

/// How much of a subject and a preheader a mail client shows.
///
/// Clients cut by pixels, and published numbers disagree: these are estimates.
/// A budget is a number of average characters, half an em wide.
struct InboxClient: Sendable {
  let name: String
  let subject: Int
  let preheader: Int

  /// When the table was put together, from what mail services and testers publish.
  static let tableDate = "2026-11"

  static let all = [
    InboxClient(name: "Gmail app", subject: 37, preheader: 40),
    InboxClient(name: "iPhone Mail", subject: 48, preheader: 99),
    InboxClient(name: "Outlook", subject: 60, preheader: 55),
    InboxClient(name: "Gmail web", subject: 70, preheader: 150),
  ]

  /// Cuts a text where a budget of average characters ends.
  static func cut(_ text: String, budget: Int) -> (shown: String, hidden: String) {
    var left = budget * 500
    var index = text.startIndex
    while index < text.endIndex {
      left -= text[index].thousandthsOfEm
      if left < 0 { break }
      index = text.index(after: index)
    }
    return (String(text[..<index]), String(text[index...]))
  }
}

extension Character {
  /// The advance width in Helvetica, in thousandths of an em; 1000 for what is wide, 500 for other scripts.
  fileprivate var thousandthsOfEm: Int {
    guard let ascii = asciiValue else { return columns == 2 ? 1000 : columns == 0 ? 0 : 500 }
    switch ascii {
    case UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "l"): return 222
    case UInt8(ascii: "|"), UInt8(ascii: "'"): return 191
    case 0x20, UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "I"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "f"),
      UInt8(ascii: "t"):
      return 278
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "-"), UInt8(ascii: "r"): return 333
    case UInt8(ascii: "c"), UInt8(ascii: "k"), UInt8(ascii: "s"), UInt8(ascii: "v"), UInt8(ascii: "x"),
      UInt8(ascii: "y"), UInt8(ascii: "z"), UInt8(ascii: "J"):
      return 500
    case UInt8(ascii: "m"), UInt8(ascii: "M"): return 833
    case UInt8(ascii: "w"), UInt8(ascii: "C"), UInt8(ascii: "D"), UInt8(ascii: "H"), UInt8(ascii: "N"),
      UInt8(ascii: "R"), UInt8(ascii: "U"):
      return 722
    case UInt8(ascii: "W"): return 944
    case UInt8(ascii: "@"): return 1015
    case UInt8(ascii: "G"), UInt8(ascii: "O"), UInt8(ascii: "Q"): return 778
    case UInt8(ascii: "F"), UInt8(ascii: "T"), UInt8(ascii: "Z"): return 611
    case 65...90: return 667
    default: return 556
    }
  }
}
