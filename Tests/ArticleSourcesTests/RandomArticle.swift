import Editorial

/// Articles made of everything that Markdown and YAML could misunderstand; the same seed, the same article.
struct RandomArticle {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  private static let scraps = [
    "---", "#", "*", "**", "_", "{{", "}}", "\\", "\\{{", "<b>", "</div>", "<!--", "-->", "&amp;", "&", "`",
    "```",
    "~~", "[x](y)", "![", "](", "|", "a|b", "1.", "12) ", "- ", "+ ", "> ", "=", ": ", " #", "@",
    "me@example.org",
    "www.example.org", "https://example.org/a_b", "--", "-- ", "— ", "🦊", "👩‍🚒", "שלום", "مرحبا", "\u{200F}",
    "é", "“q”",
    "'", "\"", "no", "null", "012", "2024-01-01", "~", "%", "\t", "\n", "  ", "\u{A0}", "word", "two words",
    "Snake_case",
    "{", "}", "!", "x!", "\r\n", "\u{202E}", "\u{0}", "\u{2028}", "\u{85}", "\u{91}0\u{92}", ":", "?",
    "- [ ]", "$1", "^", "end.",
  ]

  mutating func number(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  private mutating func text() -> String {
    (0...number(5)).map { _ in Self.scraps[number(Self.scraps.count)] }.joined(
      separator: number(2) == 0 ? "" : " ")
  }

  private mutating func maybe(_ text: String) -> String? { number(2) == 0 ? nil : text }

  private mutating func url() -> LinkURL? {
    let urls = [
      "https://example.org/", "https://example.org/a(b)c?d=e&f=g", "mailto:ada@example.org", "tel:+4412345",
      "http://example.org:8080/%7Eada#x_y_z", "https://example.org/ü?q=<>|",
      "https://example.org/?c={{recipient.city|New York & <more>}}&d=e#f", "{{links.preferences}}",
    ]
    return try? LinkURL(authored: urls[number(urls.count)])
  }

  private mutating func picture() -> Picture? {
    let paths = ["hero.jpg", "images/a b.png", "https://example.org/i.png?a=1&b=2", "ü(1).gif"]
    let source = Picture.Source(paths[number(paths.count)])
    return source.map { Picture(src: $0, alt: text(), caption: maybe(text())) }
  }

  private mutating func inline(_ depth: Int) -> Inline {
    switch number(depth > 2 ? 4 : 12) {
    case 0, 1: return .text(text())
    case 2: return .code(text())
    case 3: return .lineBreak
    case 4: return .emphasis(inlines(depth + 1))
    case 5: return .strong(inlines(depth + 1))
    case 6: return .strikethrough(inlines(depth + 1))
    case 7: return url().map { .link(inlines(depth + 1), url: $0, title: maybe(text())) } ?? .lineBreak
    case 8: return picture().map { .image($0) } ?? .lineBreak
    case 9:
      return MergeField(name: "recipient.first_name", fallback: maybe(text())).map { .mergeField($0) }
        ?? .lineBreak
    default: return .text(text())
    }
  }

  private mutating func inlines(_ depth: Int = 0) -> [Inline] {
    (0...number(4)).map { _ in inline(depth) }
  }

  private mutating func block(_ depth: Int) -> Block {
    switch number(depth > 2 ? 4 : 11) {
    case 0, 1: return .paragraph(inlines())
    case 2: return .heading(level: 1 + number(6), inlines())
    case 3: return .code(text(), language: maybe("swift"))
    case 4: return .quote(blocks(depth + 1), source: number(2) == 0 ? nil : inlines())
    case 5:
      let items = (0...number(3)).map { _ in blocks(depth + 1) }
      return .list(ListBlock(isOrdered: number(2) == 0, start: number(20), items: items))
    case 6: return .rule
    case 7:
      let rows = (0...number(2)).map { _ in [inlines(), inlines()] }
      return .table(header: [inlines(), inlines()], rows: rows)
    case 8: return .callToAction(CallToAction(.watch, url: url(), label: text()))
    case 9:
      let url = try? LinkURL("https://youtu.be/example_\(number(9))")
      return url.map { .embed(Embed(url: $0, provider: "youtube", title: maybe(text()))) } ?? .rule
    default: return picture().map { .image($0) } ?? .rule
    }
  }

  private mutating func blocks(_ depth: Int = 0) -> [Block] {
    (0...number(3)).map { _ in block(depth) }
  }

  mutating func article() -> Article {
    Article(
      title: "T" + text(), url: url(), section: maybe(text()),
      byline: [Article.Author("A" + text(), role: maybe(text()), url: url())], published: maybe("2017-02-24"),
      dek: maybe(text()), image: picture(),
      callsToAction: [
        CallToAction(.listen, title: maybe(text()), url: url(), isPrimary: true),
        CallToAction(
          .watch, title: "A" + text(), provider: "netflix", evidence: "E" + text(), isProposed: true),
      ],
      related: [Article.RelatedLink("R" + text(), url: url(), label: maybe(text()))],
      tags: ["T" + text(), "t"],
      body: blocks())
  }
}
