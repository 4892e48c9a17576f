import Composition
import Diagnostics
import Editorial
import Foundation
import Testing

/// What every issue made from the project's templates has, whatever it looks like.
@Suite struct TemplateStructureTests {
  @Test(arguments: TemplateSampleTests.samples)
  func `language, direction and title are said on the document and on the first block`(sample: String) throws
  {
    let html = try TemplateSampleTests.parts(sample).html
    let isArabic = sample.hasSuffix("rtl")
    let attributes = isArabic ? "lang=\"ar\" dir=\"rtl\"" : "lang=\"en\" dir=\"ltr\""
    #expect(html.contains(/<html lang="[a-z]+" dir="[a-z]+"/))
    #expect(html.ranges(of: attributes).count == 2)
    #expect(html.contains(/<title>[^<]+<\/title>/))
    #expect(html.contains("role=\"article\""))
  }

  @Test(arguments: TemplateSampleTests.samples)
  func `there is one heading of the first level, and no level is left out`(sample: String) throws {
    let html = try TemplateSampleTests.parts(sample).html
    let levels = html.matches(of: /<h([1-6])/).compactMap { Int($0.output.1) }
    #expect(levels.filter { $0 == 1 }.count == 1)
    #expect(levels.first == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1, "\(levels)") }
  }

  @Test(arguments: TemplateSampleTests.samples)
  func `images have words and a width, layout tables say that they are no data`(sample: String) throws {
    let html = try TemplateSampleTests.parts(sample).html
    for image in html.matches(of: /<img [^>]*>/) {
      #expect(image.output.contains("alt=\"") && image.output.contains("width=\""), "\(image.output)")
    }
    for table in html.matches(of: /<table[^>]*>/) where !table.output.contains("class=\"grid\"") {
      #expect(table.output.contains("role=\"presentation\""), "\(table.output)")
    }
  }

  @Test(arguments: TemplateSampleTests.samples)
  func `no letter is smaller than 14 pixels`(sample: String) throws {
    let html = try TemplateSampleTests.parts(sample).html
    let sizes = Set(html.matches(of: /font-size:\s*([0-9.]+)px/).compactMap { Double($0.output.1) })
    // 0 closes gaps between cells, 1 is the hidden preheader.
    #expect(sizes.subtracting([0, 1]).allSatisfy { $0 >= 14 }, "\(sizes.sorted())")
  }

  @Test(arguments: TemplateSampleTests.samples)
  func `the preheader comes first, is hidden everywhere, and nothing follows it into the inbox`(
    sample: String
  ) throws {
    let html = try TemplateSampleTests.parts(sample).html
    let body = html[try #require(html.firstRange(of: "<body")).upperBound...].replacing("\n", with: " ")
    let match = try #require(
      body.firstMatch(
        of: /<div style="display:none;mso-hide:all;[^"]*">([^<&]*)((?:&#847;&zwnj;&nbsp; )*)<\/div>/))
    #expect((40...130).contains(match.output.1.count))
    #expect(match.output.1.count + match.output.2.count / 19 * 3 >= 200)
    let before = body[..<match.range.lowerBound].drop { $0 != ">" }.dropFirst()
    let words = VisibleText(html: String(before)).text.filter { !$0.isWhitespace }
    #expect(words.isEmpty)
  }

  @Test func `a preheader of its own is not in the text`() throws {
    let text = try TemplateSampleTests.parts("story/sample").text
    #expect(!text.contains("wrote down what the wind plays"))
  }

  @Test(arguments: TemplateSampleTests.samples)
  func `dark screens are served by rules for those that ask and for Outlook's apps`(sample: String) throws {
    let html = try TemplateSampleTests.parts(sample).html
    #expect(html.contains("<meta name=\"color-scheme\" content=\"light dark\">"))
    #expect(html.contains("<meta name=\"supported-color-schemes\" content=\"light dark\">"))
    #expect(html.ranges(of: "@media (prefers-color-scheme: dark)").count == 1)
    #expect(html.contains("[data-ogsc]") && html.contains("[data-ogsb]"))
    #expect(html.contains(":root { color-scheme: light dark"))
  }

  @Test(arguments: TemplateSampleTests.samples)
  func `an issue stays far below what Gmail clips, and its styles below what it reads`(sample: String) throws
  {
    let html = try TemplateSampleTests.parts(sample).html
    #expect(html.utf8.count < 102_400 / 2)
    let styles = html.matches(of: /<style[^>]*>([^<]*)<\/style>/).map { $0.output.1.utf8.count }.reduce(0, +)
    #expect(styles < 16_384)
  }

  @Test(arguments: [("story/sample", 1), ("digest/sample", 5)])
  func `an article is one section`(sample: String, articles: Int) throws {
    let html = try TemplateSampleTests.parts(sample).html
    #expect(html.ranges(of: "<div class=\"sheet").count == articles + 1, "the articles and the masthead")
  }

  @Test func `the whole button is the link, in classic Outlook too`() throws {
    let html = try TemplateSampleTests.parts("story/sample").html
    let buttons = html.matches(of: /<a class="button-spotify"[^>]*>(.*?)<\/a>/.dotMatchesNewlines())
    #expect(buttons.count == 2)
    for button in buttons {
      #expect(button.output.0.contains("padding:14px 28px") && button.output.0.contains("line-height:24px"))
      #expect(
        button.output.1.contains(
          /<!--\[if mso\]><i\s+style="mso-font-width:[0-9]+%;\s*mso-text-raise:[0-9]+pt"\s+hidden\s*>&emsp;<\/i>/
        ))
    }
    #expect(!html.contains("v:roundrect"))
  }
}

/// Where the call to action of an article stands.
@Suite struct CallToActionPlaceTests {
  private func article(_ paragraphs: [[Inline]], evidence: String? = nil) throws -> Article {
    Article(
      title: "Wind", dek: "A bridge hums, and somebody has written down what it hums, and when.",
      callsToAction: [
        CallToAction(
          .listen, title: "Wind in F", provider: "spotify",
          url: try LinkURL("https://open.spotify.com/album/1"),
          isPrimary: true, evidence: evidence)
      ], body: paragraphs.map { .paragraph($0) })
  }

  /// The paragraphs and buttons of the HTML in their order: `1 2 button 3 button`.
  private func order(_ article: Article) throws -> String {
    let html = try Sample.compose(article).html
    return html.matches(of: /No\. ([0-9]) |class="(button)-spotify" href/).map { match in
      String(match.output.1 ?? match.output.2 ?? "")
    }.joined(separator: " ")
  }

  @Test func `it follows the paragraph that names its object and its service, and closes the article`() throws
  {
    let article = try article([
      [.text("No. 1 is a beginning.")], [.text("No. 2 says: Wind in F is on Spotify.")],
      [.text("No. 3 ends it.")],
    ])
    #expect(try order(article) == "1 2 button 3 button")
  }

  @Test func `it follows the paragraph that links to the same address`() throws {
    let link = Inline.link([.text("it")], url: try LinkURL("https://open.spotify.com/album/1"), title: nil)
    let article = try article([[.text("No. 1 plays "), link], [.text("No. 2 ends it.")]])
    #expect(try order(article) == "1 button 2 button")
  }

  @Test func `it follows the sentence that it was proposed from`() throws {
    let article = try article(
      [[.text("No. 1 asks: hear it tonight.")], [.text("No. 2 ends it.")]], evidence: "hear it tonight.")
    #expect(try order(article) == "1 button 2 button")
  }

  @Test func `where nothing asks for it, and where the end does, it stands once, at the end`() throws {
    #expect(try order(article([[.text("No. 1 is silent.")], [.text("No. 2 too.")]])) == "1 2 button")
    #expect(
      try order(article([[.text("No. 1 is first.")], [.text("No. 2 says: Wind in F, on Spotify.")]]))
        == "1 2 button")
  }

  @Test func `the other calls to action are links`() throws {
    var article = try article([[.text("No. 1 is all.")]])
    article.callsToAction.append(
      CallToAction(.donate, title: "a rail", url: try LinkURL("https://example.org/rail")))
    let issue = try Sample.compose(article)
    #expect(try order(article) == "1 button")
    #expect(issue.html.contains(/<a href="https:\/\/example.org\/rail" style="[^"]*">Donate to a rail/))
    #expect(issue.text.contains("→ Donate to \"a rail\":\n  https://example.org/rail\n"))
  }

  @Test func `levels of headings that were left out are closed up`() throws {
    var article = try article([])
    article.body = [1, 4, 6, 2].map { .heading(level: $0, [.text("Level \($0)")]) }
    let html = try Sample.compose(article).html
    let headings = html.matches(of: /<h([2-6])[^>]*>(Level [0-9])/).map { "\($0.output.1) \($0.output.2)" }
    #expect(headings == ["2 Level 1", "3 Level 4", "4 Level 6", "2 Level 2"])
  }

  @Test(arguments: [(39, 1), (40, 0), (130, 0), (131, 1)])
  func `a preheader of a length that inboxes do not show is named`(length: Int, findings: Int) throws {
    let issue = Issue(
      number: 1, slug: Slug("x"), subject: "", preheader: String(repeating: "x", count: length),
      template: "story", articles: [try article([[.text("No. 1.")]])])
    let found = try Sample.composer().compose(issue).findings.filter { $0.id == "preheader-length" }
    #expect(found.count == findings)
  }
}
