import Composition
import Editorial

extension ComposedIssue {
  /// The issue with marks around the places for readers' values: `«Ada»`.
  ///
  /// Only where people read: not in tags, addresses and style sheets, which
  /// marks would break.
  func marked() throws -> ComposedIssue {
    var tokens = tokens
    let words = self.tokens.fields.filter { $0.name.hasPrefix("recipient.") }
      .map { Array(tokens.token(for: $0).utf8) }
    let variants = try self.variants.map { variant in
      try IssueVariant(
        subject: Self.marked(text: variant.subject, words),
        preheader: Self.marked(text: variant.preheader, words), html: Self.marked(html: variant.html, words),
        text: Self.marked(text: variant.text, words), tokens: self.tokens)
    }
    return ComposedIssue(
      number: number, slug: slug, title: title, language: language, conditions: conditions,
      variants: variants, tokens: self.tokens, textFormat: textFormat, isAutomatic: isAutomatic)
  }

  private static func marked(text: String, _ words: [[UInt8]]) -> String {
    marked(Array(text.utf8), words) { _, isInAddress in !isInAddress }
  }

  private static func marked(html: String, _ words: [[UInt8]]) -> String {
    marked(Array(html.utf8), words) { isInTag, _ in !isInTag }
  }

  /// Copies the octets and puts marks around words where the place allows it.
  private static func marked(
    _ octets: [UInt8], _ words: [[UInt8]], where allows: (_ isInTag: Bool, _ isInAddress: Bool) -> Bool
  ) -> String {
    let first = words.first?.first
    var marked: [UInt8] = []
    marked.reserveCapacity(octets.count + 64)
    var isInTag = false
    var wordStart = 0
    var index = 0
    while index < octets.count {
      let octet = octets[index]
      if octet == UInt8(ascii: "<") { isInTag = true }
      if octet == UInt8(ascii: ">") { isInTag = false }
      if octet <= 0x20 { wordStart = index + 1 }
      if octet == first, let word = words.first(where: { octets[index...].starts(with: $0) }) {
        let isInAddress = octets[wordStart..<index].contains(UInt8(ascii: "/"))
        let isMarked = allows(isInTag, isInAddress)
        marked += (isMarked ? Array("«".utf8) : []) + word + (isMarked ? Array("»".utf8) : [])
        index += word.count
      } else {
        marked.append(octet)
        index += 1
      }
    }
    return String(decoding: marked, as: UTF8.self)
  }
}
