import Diagnostics
import Editorial
import Foundation
import Testing

@testable import ArticleSources

private func page(_ html: String, at address: String = "https://lantern.example/news/one") throws -> (
  article: Article, findings: [Finding]
) {
  try page(Array(html.utf8), at: address)
}

private func page(
  _ bytes: [UInt8], at address: String = "https://lantern.example/news/one", charset: String? = nil
) throws -> (article: Article, findings: [Finding]) {
  let document = SourceDocument(bytes: bytes, file: "page", address: try LinkURL(address), charset: charset)
  let read = try WebPage.article(from: document, lexicon: lexicon)
  return (read.article, read.findings)
}

private let text = """
  <p>The ferry leaves at six in the evening, as it did when the islands had a school of their own, and nobody says a word.</p>
  <p>Its captain keeps the old timetable in her pocket, because, she says, paper needs no battery, and it never has.</p>
  <p>On Friday the band of the fire brigade will play on the upper deck, and whoever misses the boat can stay.</p>
  """

private func whole(head: String = "", before: String = "", after: String = "") -> String {
  "<html><head>\(head)</head><body>\(before)<article>\(text)\(after)</article></body></html>"
}

@Suite struct WebPageFieldTests {
  static let fields: [(head: String, before: String, field: String, value: String, origin: String)] = [
    (
      #"<script type="application/ld+json">{"@type":"NewsArticle","headline":"A &amp; B"}</script><meta property="og:title" content="C">"#,
      "", "title", "A & B", "json-ld headline"
    ),
    (
      #"<script type="application/ld+json">[{"@graph":[{"@type":["Thing","BlogPosting"],"headline":"A"}]}]</script>"#,
      "", "title", "A", "json-ld headline"
    ),
    (
      #"<script type="application/ld+json">{"@type":"WebPage","name":"no",}</script><meta property="og:title" content="C | Lantern"><meta property="og:site_name" content="Lantern">"#,
      "", "title", "C", "og:title"
    ),
    (#"<meta name="twitter:title" content="D">"#, "", "title", "D", "twitter:title"),
    (
      "<title>The long night of the boat | The Lantern</title>", "", "title", "The long night of the boat",
      "title"
    ),
    ("<title>Boats - and what they know</title>", "", "title", "Boats - and what they know", "title"),
    (
      #"<meta property="og:title" content="The night boat">"#, "<h1>The night boat, “again”</h1>", "title",
      "The night boat", "og:title"
    ),
    (
      #"<meta property="og:title" content="It is the night boat">"#, "<h1>It is “the” night boat</h1>",
      "title", "It is “the” night boat", "h1"
    ),
    (
      ##"<script type="application/ld+json">{"@type":"Article","headline":"A","author":{"@id":"#a"}}</script><script type="application/ld+json">{"@id":"#a","@type":"Person","name":"Ada Example"}</script>"##,
      "", "byline", "Ada Example", "json-ld author"
    ),
    (
      #"<script type="application/ld+json">{"@type":"Article","headline":"A","author":["Ada Example","Bo Sample"]}</script>"#,
      "", "byline", "Ada Example, Bo Sample", "json-ld author"
    ),
    (
      #"<meta property="article:author" content="https://facebook.com/x"><meta name="author" content="By Ada Example and Bo Sample">"#,
      "", "byline", "Ada Example, Bo Sample", "meta author"
    ),
    ("", "<a rel='author' href='/ada'>Ada Example</a>", "byline", "Ada Example", "rel author"),
    (
      "", "<div class='c-byline'>By <b>Ada Example</b>, Staff Writer</div>", "byline", "Ada Example", "byline"
    ),
    (
      #"<meta property="article:published_time" content="2024-05-17T10:00:00+02:00">"#, "", "published",
      "2024-05-17T10:00:00+02:00", "article:published_time"
    ),
    (#"<meta name="dc.date" content="2024-05-17">"#, "", "published", "2024-05-17", "meta date"),
    ("", "<time datetime='2024-05-17T10:00Z'>yesterday</time>", "published", "2024-05-17T10:00:00Z", "time"),
    ("", "<span class='post-date'>May 17, 2024</span>", "published", "2024-05-17", "date in the page"),
    (
      #"<meta property="og:image" content="/a.jpg">"#, "", "image", "https://lantern.example/a.jpg",
      "og:image"
    ),
    (
      #"<meta name="twitter:image" content="https://i.example/b.jpg">"#, "", "image",
      "https://i.example/b.jpg", "twitter:image"
    ),
    (
      #"<script type="application/ld+json">{"@type":"Article","headline":"A","image":[{"url":"/s.jpg","width":100},{"url":"/l.jpg","width":"1200"}]}</script>"#,
      "", "image", "https://lantern.example/l.jpg", "json-ld image"
    ),
    (#"<meta property="og:locale" content="de_AT">"#, "", "language", "de-AT", "og:locale"),
    ("", "", "language", "en", "words"),
    (
      #"<link rel="canonical" href="/canonical">"#, "", "url", "https://lantern.example/canonical",
      "link canonical"
    ),
    (#"<meta property="article:section" content="Isles">"#, "", "section", "Isles", "article:section"),
    (
      #"<meta property="article:tag" content="fog"><meta property="article:tag" content="isles">"#, "",
      "tags", "fog, isles", "article:tag"
    ),
    (
      #"<meta name="description" content="What it is about.">"#, "", "dek", "What it is about.",
      "meta description"
    ),
  ]

  @Test(arguments: fields)
  func `a field comes from the first place that has it, and says which`(
    head: String, before: String, field: String, value: String, origin: String
  ) throws {
    let title = field == "title" ? "" : "<title>The title of the page</title>"
    let article = try page(whole(head: title + head, before: before)).article
    let found: String? =
      switch field {
      case "title": article.title
      case "byline": article.byline.map(\.name).joined(separator: ", ")
      case "published": article.published
      case "image": article.image?.src.text
      case "language": article.language
      case "url": article.url?.text
      case "section": article.section
      case "tags": article.tags.joined(separator: ", ")
      default: article.dek
      }
    #expect(found == value)
    #expect(article.origins.first { $0.field == field }?.origin == origin)
  }
}

@Suite struct WebPageBodyTests {
  private func words(_ article: Article) -> String {
    BlockMarkdown().lines(of: article.body).joined(separator: "\n")
  }

  static let around: [(name: String, before: String, after: String)] = [
    (
      "navigation",
      "<nav><a href='/a'>A long link to a section</a></nav><div class='breadcrumb'><a href='/'>Home</a></div>",
      ""
    ),
    ("share bars", "", "<div class='share-tools'><a href='#'>Share</a> <a href='#'>Post</a></div>"),
    (
      "newsletter boxes", "",
      "<div class='newsletter-box'><p>Sign up for our newsletter, and get the best of the week.</p></div>"
    ),
    (
      "forms", "",
      "<div><p>Your address, please, so that we can write to you.</p><form><input type=email></form></div>"
    ),
    (
      "comments", "",
      "<section id='comments'><p>I was there, and I remember it quite differently, if I may say so.</p></section>"
    ),
    ("advertisements", "", "<div class='ad-slot'>Advertisement</div>"),
    (
      "cookie notices",
      "<div role='dialog'><p>We use cookies, as everybody does, and we are sorry.</p></div>", ""
    ),
    (
      "hidden text", "",
      "<p style='display:none'>Nobody sees this, and nobody should.</p><p hidden>Nor this one.</p>"
    ),
    (
      "authors' boxes", "",
      "<div class='author-bio'><p>Ada Example writes about boats, and lives with two hens.</p></div>"
    ),
    ("asides", "", "<aside><p>Ten things you did not know about herring, and one you did.</p></aside>"),
    (
      "what ends a page", "",
      "<p>© 2024 The Lantern. All rights reserved.</p><p>Sign up for the letter here</p>"
    ),
    ("date and reading time", "<p>17 May 2024</p><p>5 min read</p>", ""),
  ]

  @Test(arguments: around)
  func `what is not the article is left out`(name: String, before: String, after: String) throws {
    let html =
      "<html lang=en><head><title>T</title></head><body><article>\(before)\(text)\(after)</article></body></html>"
    let body = words(try page(html).article)
    #expect(body == words(try page(whole(head: "<title>T</title>")).article))
  }

  @Test func `related boxes and lines become related links`() throws {
    let after = """
      <p><b>Read more:</b> <a href="/trains">A night on the trains</a></p>
      <div class="related-posts"><h3>Related</h3><ul><li><a href="/a">The keeper of the lighthouse</a></li></ul></div>
      <h3>Further reading</h3><ul><li><a href="/b">Why the harbour froze</a></li></ul>
      """
    let article = try page(whole(head: "<title>T</title>", after: after)).article
    #expect(
      Set(article.related.compactMap(\.url?.text)) == [
        "https://lantern.example/trains", "https://lantern.example/a", "https://lantern.example/b",
      ])
    #expect(article.body.count == 3)
  }

  @Test func `the first player is the call to action, further ones stay as cards`() throws {
    let after =
      "<iframe src='https://www.youtube.com/embed/a' title='One'></iframe><p>And another, which is as good as the first.</p><iframe src='https://player.vimeo.com/video/2'></iframe>"
    let article = try page(whole(head: "<title>T</title>", after: after)).article
    #expect(article.callsToAction.map(\.provider) == ["youtube"])
    #expect(article.callsToAction.first?.isPrimary == true)
    #expect(article.body.last == .embed(Embed(url: try LinkURL("https://vimeo.com/2"), provider: "vimeo")))
  }

  @Test func `the leading image does not stand in the text as well, and gets its caption`() throws {
    let head =
      #"<title>T</title><meta property="og:image" content="https://lantern.example/boat-1200x630.jpg">"#
    let figure =
      "<figure><img src='/boat-300x200.jpg' alt='A boat'><figcaption>It leaves. Photo: Bo Sample</figcaption></figure>"
    let html = "<html><head>\(head)</head><body><article>\(figure)\(text)</article></body></html>"
    let article = try page(html).article
    #expect(article.image?.alt == "A boat")
    #expect(article.image?.caption == "It leaves.")
    #expect(article.image?.credit == "Photo: Bo Sample")
    #expect(!article.body.contains { $0.isPicture })
  }

  @Test func `lists, tables, code and quotations keep their order`() throws {
    let after =
      "<h2>Then</h2><ul><li>One thing that is long enough to be a line</li><li>Another thing that is as long</li></ul><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table><pre><code class='language-c'>int a;</code></pre><blockquote><p>We waited.</p></blockquote><p>And that was that, as far as anybody could tell.</p>"
    let body = words(try page(whole(head: "<title>T</title>", after: after)).article)
    let order = [
      "## Then", "- One thing", "| A | B |", "```c\nint a;\n```", "> We waited.", "And that was that",
    ].map { body.firstRange(of: $0)?.lowerBound }
    #expect(order.allSatisfy { $0 != nil })
    #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
  }

  @Test func `the footer of a quotation says who is quoted, the footer of a page is left out`() throws {
    let read = try page(
      whole(
        head: "<title>The soup of the ferry</title>",
        after:
          "<blockquote><p>We sell soup until it is gone.</p><footer>— Ines Vale, cook</footer></blockquote>"
          + "<p>So she did, and so did her sister, who lives across the water and has no kitchen.</p><footer>All rights reserved</footer>"
      ))
    #expect(
      read.article.body.contains(
        .quote([.paragraph([.text("We sell soup until it is gone.")])], source: [.text("Ines Vale, cook")])))
    #expect(!read.article.body.map(\.plainText).joined().contains("rights"))
  }

  @Test func `a page without text says so`() {
    for html in [
      "<html><head><title>T</title></head><body><div id=app></div></body></html>", "<html></html>",
    ] {
      #expect(throws: UnusableContent.self) { try page(html) }
    }
  }

  @Test(
    arguments: [
      (
        "windows-1251",
        Array("<html><head><meta charset=windows-1251><title>".utf8) + [0xCC, 0xE8, 0xF0]
          + Array("</title></head><body>\(text)".utf8), nil
      ),
      (
        "header",
        Array("<html><head><title>".utf8) + [0xCC, 0xE8, 0xF0] + Array("</title></head><body>\(text)".utf8),
        "windows-1251"
      ),
      (
        "utf-8 by its octets",
        Array("<html><head><meta charset=iso-8859-1><title>Мир</title></head><body>\(text)".utf8), nil
      ),
      (
        "utf-16",
        [0xFF, 0xFE]
          + "<html><head><title>Мир</title></head><body>\(text)".utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
          }, nil
      ),
    ] as [(String, [UInt8], String?)])
  func `the charset is that of mark, header, meta or octets`(name: String, bytes: [UInt8], charset: String?)
    throws
  {
    #expect(try page(bytes, charset: charset).article.title == "Мир")
  }

  @Test func `a page cut off anywhere does no harm`() {
    let html = Array(
      whole(
        head:
          #"<title>T</title><script type="application/ld+json">{"@type":"Article","headline":"A"}</script>"#,
        after: "<table><tr><td>1"
      ).utf8)
    for count in stride(from: 0, through: html.count, by: 17) { _ = try? page(Array(html[..<count])) }
  }

  @Test func `hostile pages are read in time`() {
    let pieces = [
      "<b>", "<div class='comments'>", "<!--", "<![CDATA[", "&#x", "<a href='",
      "<iframe src='https://youtube.com/embed/", "<div itemprop=articleBody>x", "[a b=c]",
    ]
    let clock = ContinuousClock()
    for piece in pieces {
      let html = "<html><head><title>T</title></head><body>" + text + String(repeating: piece, count: 20_000)
      let taken = clock.measure { _ = try? page(html) }
      #expect(taken < .seconds(20), "\(piece) took \(taken)")
    }
  }
}
