import Diagnostics
import Foundation

extension Character {
  /// The advance width in Helvetica, in thousandths of an em.
  ///
  /// Latin letters with accents are as wide as without; other scripts count
  /// 500, what takes two columns of a terminal (CJK, emoji) 1000, and what has
  /// no width in a terminal none. `i` has 222, `e` 556, `m` 833, `W` 944.
  var thousandthsOfEm: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first == "\u{A0}" { return 278 }
    if first.isFiller, first != " " { return 0 }
    if let width = first.helveticaWidth { return width }
    if columns == 2 { return 1000 }
    if columns == 0 { return 0 }
    let base = String(self).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? first
    return base.helveticaWidth ?? 500
  }
}

extension Unicode.Scalar {
  fileprivate var helveticaWidth: Int? {
    switch self {
    case " "..."~": asciiWidths[Int(value) - 32]
    case "’", "‘", "ł": 222
    case "·": 278
    case "“", "”": 333
    case "•": 350
    case "°": 400
    case "–", "€", "£", "Ł", "«", "»": 556
    case "ß", "ø": 611
    case "©", "®": 737
    case "Ø": 778
    case "æ": 889
    case "—", "…", "Æ", "™": 1000
    default: nil
    }
  }
}

/// From Adobe's font metrics of Helvetica, in the order of ASCII from the blank on.
private let asciiWidths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
  556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
  667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
  556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]
