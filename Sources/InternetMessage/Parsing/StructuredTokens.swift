/// A word or sign of a structured field body (RFC 5322 §3.2).
enum StructuredToken: Hashable {
  case blank
  case atom(String)
  case quoted(String)
  case comment(String)
  case special(Character)

  /// The token for people: quotes taken off, comments left out.
  var shownText: String {
    switch self {
    case .blank: " "
    case .comment: ""
    case .atom(let text), .quoted(let text): text
    case .special(let sign): String(sign)
    }
  }
}

/// Cuts structured field bodies into tokens, in linear time and without recursion.
enum StructuredTokens {
  /// The signs that end an atom in addresses and dates.
  static let addressSpecials = "<>:;,@[]"
  /// The signs that end an atom in MIME fields (RFC 2045 §5.1).
  static let mimeSpecials = "<>:;,@[]/=?"

  static func scan(_ text: String, specials: String = addressSpecials) -> [StructuredToken] {
    let octets = Array(text.utf8)
    let specials = Set(specials.utf8)
    var tokens: [StructuredToken] = []
    var index = 0
    while index < octets.count {
      let octet = octets[index]
      switch octet {
      case 0x20, 0x09:
        if tokens.last != .blank { tokens.append(.blank) }
        index += 1
      case UInt8(ascii: "("):
        tokens.append(.comment(enclosed(octets, &index, by: UInt8(ascii: "("), UInt8(ascii: ")"))))
      case UInt8(ascii: "\""):
        tokens.append(.quoted(enclosed(octets, &index, by: octet, octet)))
      case _ where specials.contains(octet) && FoundEncodedWord(in: octets, at: index) == nil:
        tokens.append(.special(Character(Unicode.Scalar(octet))))
        index += 1
      default:
        let start = index
        // An encoded word is one atom, whatever signs it holds against the rules.
        index = FoundEncodedWord(in: octets, at: index)?.end ?? index + 1
        while index < octets.count, !isEnd(octets[index]), !specials.contains(octets[index]) { index += 1 }
        tokens.append(.atom(String(decoding: octets[start..<index], as: UTF8.self)))
      }
    }
    return tokens
  }

  private static func isEnd(_ octet: UInt8) -> Bool {
    octet == 0x20 || octet == 0x09 || octet == UInt8(ascii: "(") || octet == UInt8(ascii: "\"")
  }

  /// What stands between two signs; comments may be nested, and what is never closed ends with the body.
  private static func enclosed(_ octets: [UInt8], _ index: inout Int, by open: UInt8, _ close: UInt8)
    -> String
  {
    var content: [UInt8] = []
    var depth = 1
    index += 1
    while index < octets.count {
      let octet = octets[index]
      index += 1
      if octet == UInt8(ascii: "\\"), index < octets.count {
        content.append(octets[index])
        index += 1
        continue
      }
      if octet == close { depth -= 1 } else if octet == open { depth += 1 }
      if depth == 0 { break }
      content.append(octet)
    }
    return String(decoding: content, as: UTF8.self)
  }
}
