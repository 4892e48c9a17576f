import Editorial
import Testing

struct LinkTaggingTests {
  @Test(arguments: [
    ("https://example.org", "https://example.org?utm_source=letter&utm_campaign=012-bread"),
    ("https://example.org/a?b=c#d", "https://example.org/a?b=c&utm_source=letter&utm_campaign=012-bread#d"),
    ("https://www.example.org/?", "https://www.example.org/?utm_source=letter&utm_campaign=012-bread"),
    ("https://example.org/?utm_source=mine", "https://example.org/?utm_source=mine&utm_campaign=012-bread"),
    ("https://example.org/?utm_campaign=&utm_source", "https://example.org/?utm_campaign=&utm_source"),
    ("https://example.com/", "https://example.com/"), ("https://notexample.org/", "https://notexample.org/"),
    ("mailto:a@example.org", "mailto:a@example.org"), ("tel:+49", "tel:+49"),
  ])
  func `a link to our own host gets the parameters that it has not`(written: String, tagged: String) throws {
    let tagging = try #require(
      LinkTagging("utm_source=letter&utm_campaign={issue}", hosts: ["Example.org"]))
    #expect(try tagging.tagged(LinkURL(written), issue: "012-bread").text == tagged)
  }

  @Test func `every host can be meant, and a link that would grow too long stays as it is`() throws {
    let tagging = try #require(LinkTagging("s=letter", hosts: nil))
    #expect(
      try tagging.tagged(LinkURL("https://a.example/"), issue: "x").text == "https://a.example/?s=letter")
    for length in [1_990, 1_991, 1_992] {
      let url = try LinkURL("https://a.example/" + String(repeating: "x", count: length - 18))
      let tagged = tagging.tagged(url, issue: "x").text
      #expect(tagged == (length <= 1_991 ? url.text + "?s=letter" : url.text), "\(length)")
    }
  }

  @Test(arguments: ["", "a", "=b", "a=b&&c=d", "a=b&a=c", "a=b c", "a=ä", "a=<b>", "a=b#c", "a=b?"])
  func `what is no list of parameters is none`(query: String) {
    #expect(LinkTagging(query, hosts: nil) == nil)
  }

  @Test func `every link of an article is reached`() throws {
    let old = try LinkURL("https://a.example/")
    let new = try LinkURL("https://b.example/")
    func article(_ url: LinkURL) -> Article {
      let link = Inline.link([.strong([.text("l")])], url: url, title: nil)
      let call = CallToAction(.read, url: url)
      return Article(
        title: "T", url: url, byline: [.init("A", url: url)], callsToAction: [call],
        related: [.init("R", url: url)],
        body: [
          .paragraph([.emphasis([link])]), .heading(level: 2, [.strikethrough([link])]),
          .quote([.paragraph([link])], source: [link]), .list(ListBlock(items: [[.paragraph([link])]])),
          .table(header: [[link]], rows: [[[link]]]), .callToAction(call),
        ])
    }
    #expect(article(old).mapLinks { _ in new } == article(new))
  }

  @Test(arguments: [("2026-11-27", 0), ("2026-11-28", 0), ("2026-11-29", 1)])
  func `a call to action ends after its last day, in the text too`(day: String, left: Int) throws {
    let (here, there) = (try LinkURL("https://a.example/"), try LinkURL("https://b.example/"))
    let ending = CallToAction(.sign, url: here, expires: "2026-11-28")
    let lasting = CallToAction(.read, url: there)
    let article = Article(
      title: "T", callsToAction: [ending, lasting],
      body: [.callToAction(CallToAction(.sign, url: here, label: "Sign")), .callToAction(lasting), .rule])
    let (rest, expired) = article.withoutExpired(on: day)
    #expect(expired == Array([ending].prefix(left)))
    #expect(rest.callsToAction == (left == 0 ? [ending, lasting] : [lasting]))
    #expect(rest.body.count == 3 - left)
  }
}
