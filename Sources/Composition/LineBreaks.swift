import Diagnostics

/// Cuts a word without blanks where a line may end all the same: beside ideographs, kana and emoji.
///
/// Chinese and Japanese have no blanks between words, and a line may end almost
/// everywhere (UAX #14, classes ID and CJ), but not before closing punctuation or a
/// small kana, not after an opening bracket, and never inside an address.
enum LineBreaks {
  /// The pieces of a word; a line may end after each.
  static func pieces(of word: Substring) -> [Substring] {
    guard word.unicodeScalars.contains(where: { !$0.isASCII }) else { return [word] }
    let address = addressRange(in: word)
    var pieces: [Substring] = []
    var start = word.startIndex
    var index = start
    while index < word.endIndex {
      let next = word.index(after: index)
      guard next < word.endIndex else { break }
      let isInAddress = address.map { $0.lowerBound <= index && next < $0.upperBound } ?? false
      if !isInAddress, mayEnd(after: word[index], before: word[next]) {
        pieces.append(word[start..<next])
        start = next
      }
      index = next
    }
    pieces.append(word[start...])
    return pieces
  }

  private static func mayEnd(after character: Character, before next: Character) -> Bool {
    (character.isIdeographic || next.isIdeographic) && !opening.contains(character)
      && !closing.contains(next)
  }

  /// An address goes on while its characters are ASCII, or to the end where its host is not.
  private static func addressRange(in word: Substring) -> Range<String.Index>? {
    guard let scheme = word.firstRange(of: "://") else { return nil }
    let start =
      word[..<scheme.lowerBound].lastIndex { !$0.isASCII }.map(word.index(after:)) ?? word.startIndex
    let rest = word[scheme.upperBound...]
    let end = rest.first.map(\.isASCII) == true ? rest.firstIndex { !$0.isASCII } : nil
    return start..<(end ?? word.endIndex)
  }

  /// What may not end a line.
  private static let opening: Set<Character> = [
    "「", "『", "（", "【", "〔", "〈", "《", "［", "｛", "“", "‘", "(", "[", "{", "«", "¿", "¡",
  ]
  /// What may not begin a line.
  private static let closing: Set<Character> = [
    "、", "。", "，", "．", "・", "：", "；", "？", "！", "」", "』", "）", "】", "〕", "〉", "》", "］", "｝", "”", "’", "ー",
    "々", "…", "‥", "ぁ", "ぃ", "ぅ", "ぇ", "ぉ", "っ", "ゃ", "ゅ", "ょ", "ゎ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ッ", "ャ", "ュ",
    "ョ",
    "ヮ", ")", "]", "}", ",", ".", ":", ";", "!", "?", "»", "%", "％",
  ]
}

extension Character {
  /// Whether it is as wide as two letters and no part of an alphabet that has blanks: Hangul has them.
  fileprivate var isIdeographic: Bool {
    guard columns == 2, let first = unicodeScalars.first?.value else { return false }
    return !(0x1100...0x115F).contains(first) && !(0xA960...0xA97C).contains(first)
      && !(0xAC00...0xD7A3).contains(first)
  }
}
