internal import Charsets

/// An encoded word that was found in a text (RFC 2047 §2).
struct FoundEncodedWord {
  var charset: String
  var octets: [UInt8]
  var end: Int

  /// Looks for an encoded word that begins at the position; reads no further than its end.
  init?(in text: [UInt8], at start: Int) {
    let question = UInt8(ascii: "?")
    guard start + 1 < text.endIndex, text[start] == UInt8(ascii: "="), text[start + 1] == question else {
      return nil
    }
    guard let charsetEnd = text[(start + 2)...].firstIndex(where: { !$0.isMIMETokenOctet }),
      charsetEnd > start + 2, charsetEnd + 2 < text.endIndex, text[charsetEnd] == question,
      text[charsetEnd + 2] == question,
      let textEnd = text[(charsetEnd + 3)...].firstIndex(of: question),
      textEnd + 1 < text.endIndex, text[textEnd + 1] == UInt8(ascii: "=")
    else { return nil }
    let content = Array(text[(charsetEnd + 3)..<textEnd])
    switch text[charsetEnd + 1] {
    case UInt8(ascii: "B"), UInt8(ascii: "b"): octets = Base64.decoded(content)
    case UInt8(ascii: "Q"), UInt8(ascii: "q"): octets = decodedQ(content)
    default: return nil
    }
    // The language behind an asterisk is of no use here (RFC 2231 §5).
    charset = String(
      decoding: text[(start + 2)..<charsetEnd].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self
    )
    .lowercased()
    end = textEnd + 2
  }
}

/// Decodes all encoded words in a text, in linear time.
///
/// Blanks between two encoded words vanish (RFC 2047 §6.2). The octets of
/// neighbours in one charset are joined before they become text, so that a
/// character cut in two arrives whole.
func decodedWords(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "?")) else { return text }
  let octets = Array(text.utf8)
  var out = ""
  var plainStart = 0
  var index = 0
  var charset: String?
  var pending: [UInt8] = []

  func flush() {
    if let charset { out += Charset.text(pending, declared: charset) }
    charset = nil
    pending.removeAll()
  }
  while index < octets.count {
    guard octets[index] == UInt8(ascii: "="), let word = FoundEncodedWord(in: octets, at: index) else {
      index += 1
      continue
    }
    let between = octets[plainStart..<index]
    if charset == nil || !between.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      flush()
      out += String(decoding: between, as: UTF8.self)
    }
    if charset != word.charset { flush() }
    charset = word.charset
    pending += word.octets
    index = word.end
    plainStart = index
  }
  flush()
  return out + String(decoding: octets[plainStart...], as: UTF8.self)
}

private func decodedQ(_ text: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  var index = 0
  while index < text.count {
    switch text[index] {
    case UInt8(ascii: "_"): out.append(0x20)
    case UInt8(ascii: "="):
      if index + 2 < text.count, let high = text[index + 1].hexValue, let low = text[index + 2].hexValue {
        out.append(high << 4 | low)
        index += 2
      } else {
        out.append(text[index])
      }
    default: out.append(text[index])
    }
    index += 1
  }
  return out
}

extension UInt8 {
  /// The value of a hexadecimal digit of either case.
  var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
