import Composition
import Editorial
import Foundation
import Testing

/// Random articles in which no word occurs twice: each has to be read once in both parts.
@Suite struct WordCompletenessTests {
  @Test(arguments: ["story", "plain"], 0..<12)
  func `every visible word of an article is in the HTML and in the text, once`(
    template: String, seed: UInt64
  ) throws {
    var random = RandomArticle(seed: seed)
    let article = try random.article()
    let issue = try Sample.compose(article, template: Sample.template(named: template))
    expectOnce(random.visible, in: VisibleText(html: issue.html).text, "HTML")
    expectOnce(random.visible + random.alternative, in: issue.text, "text")
    for word in random.alternative { #expect(issue.html.ranges(of: word).count == 1, "alt: \(word)") }
  }

  @Test(arguments: 0..<10)
  func `of each article of a digest every word that stands for it is there, once`(seed: UInt64) throws {
    var random = RandomArticle(seed: seed)
    let articles = try (0..<Int(3 + seed)).map { _ in try random.summaryOnly() }
    let composer = try Sample.composer(Sample.template(named: "digest"))
    let issue = try composer.compose(
      Issue(
        number: 1, slug: Slug("d"), subject: "", preheader: "", template: "digest", articles: articles)
    ).issue
    expectOnce(random.visible, in: VisibleText(html: issue.html).text, "HTML")
    expectOnce(random.visible, in: issue.text, "text")
  }

  private func expectOnce(_ words: [String], in text: String, _ part: String) {
    let found = Dictionary(
      grouping: text.lowercased().split { !$0.isLetter }.map(String.init), by: { $0 })
    let wrong = words.filter { found[$0]?.count != 1 }
    #expect(
      wrong.isEmpty, "\(part): \(wrong.prefix(5).map { "\($0) is there \(found[$0]?.count ?? 0) times" })")
  }
}

/// What a reader of HTML sees: the text without tags, comments, style sheets and what is hidden.
struct VisibleText {
  let text: String

  init(html: String) {
    var html = html
    for hidden in [
      /<!--.*?-->/.dotMatchesNewlines(), /<head>.*?<\/head>/.dotMatchesNewlines(),
      /<div style="display:none[^>]*>[^<]*<\/div>/.dotMatchesNewlines(),
    ] {
      html.replace(hidden, with: " ")
    }
    html.replace(/<[^>]*>/, with: " ")
    text = html.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&nbsp;", with: " ").replacing("&amp;", with: "&")
  }
}

/// Makes articles of words that occur once.
struct RandomArticle {
  private var generator: SplitMix64
  private var count = 0
  private(set) var visible: [String] = []
  private(set) var alternative: [String] = []

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  /// `q` and four letters that count: no other word of an issue looks so.
  private mutating func word() -> String {
    count += 1
    var rest = count
    let letters = (0..<4).map { _ in
      defer { rest /= 20 }
      return Array("bcdfghjklmnprstvwxyz")[rest % 20]
    }
    return "qx" + String(letters)
  }

  private mutating func words(_ range: ClosedRange<Int>) -> String {
    let words = (0..<Int.random(in: range, using: &generator)).map { _ in word() }
    visible += words
    return words.joined(separator: " ")
  }

  private mutating func link() throws -> LinkURL { try LinkURL("https://example.org/\(below(1_000_000))") }

  private mutating func picture(hasWords: Bool) throws -> Picture {
    let source = try #require(Picture.Source("https://example.org/\(below(1_000_000)).png"))
    let alt = hasWords ? word() : ""
    if hasWords { alternative.append(alt) }
    return Picture(
      src: source, alt: alt, width: 100 + below(1_500), height: below(2) == 0 ? nil : 400,
      caption: hasWords && below(2) == 0 ? words(1...9) : nil,
      credit: hasWords && below(2) == 0 ? words(1...2) : nil)
  }

  private mutating func inlines(depth: Int = 0) throws -> [Inline] {
    try (0..<(1 + below(3))).flatMap { _ -> [Inline] in
      let part: Inline =
        switch below(depth > 1 ? 2 : 7) {
        case 0: .text(words(1...12))
        case 1: .code(words(1...3))
        case 2: .emphasis(try inlines(depth: depth + 1))
        case 3: .strong(try inlines(depth: depth + 1))
        case 4: .strikethrough([.text(words(1...2))])
        case 5: .link([.text(words(1...4))], url: try link(), title: nil)
        default: .lineBreak
        }
      return [part, .text(", ")]
    }
  }

  private mutating func block(depth: Int = 0) throws -> Block {
    switch below(depth > 1 ? 3 : 10) {
    case 0, 1: return .paragraph(try inlines())
    case 2: return .code(words(1...3) + "\n" + words(1...3), language: nil)
    case 3: return .heading(level: 1 + below(6), [.text(words(1...6))])
    case 4:
      return .quote(
        try (0..<(1 + below(2))).map { _ in try block(depth: depth + 2) },
        source: below(2) == 0 ? [.text(words(1...4))] : nil)
    case 5, 6:
      return .list(
        ListBlock(
          isOrdered: below(2) == 0, start: 1 + below(9),
          items: try (0..<(1 + below(4))).map { _ in
            try (0..<(1 + below(2))).map { _ in try block(depth: depth + 1) }
          }
        ))
    case 7: return .image(try picture(hasWords: depth == 0))
    case 8: return .rule
    default:
      let columns = 1 + below(3)
      func row(_ random: inout RandomArticle) -> [[Inline]] {
        (0..<columns).map { _ in [.text(random.words(1...3))] }
      }
      return .table(header: row(&self), rows: (0..<below(4)).map { _ in row(&self) })
    }
  }

  /// An article with everything that an article can have, but for what is shown twice on purpose.
  mutating func article() throws -> Article {
    var article = Article(title: words(2...12))
    if below(3) > 0 { article.section = words(1...3) }
    if below(3) > 0 { article.dek = words(4...30) }
    article.byline = (0..<below(4)).map { _ in Article.Author(words(1...2)) }
    if below(2) == 0 { article.image = try picture(hasWords: true) }
    article.related = try (0..<below(3)).map { _ in Article.RelatedLink(words(1...5), url: try link()) }
    article.callsToAction = try (0..<below(3)).map { _ in
      CallToAction(.watch, title: words(1...3), url: try link())
    }
    article.body = try (0..<(1 + below(12))).map { _ in try block() }
    return article
  }

  /// An article of which everything is shown in a digest.
  mutating func summaryOnly() throws -> Article {
    var article = Article(title: words(2...9), url: try link(), section: words(1...2), dek: words(3...30))
    if below(2) == 0 { article.image = try picture(hasWords: false) }
    if below(2) == 0 { article.callsToAction = [CallToAction(.read, title: words(1...3), url: try link())] }
    return article
  }
}

/// A small generator of random numbers that gives the same ones for the same seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
