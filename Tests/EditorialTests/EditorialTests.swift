import Diagnostics
import Foundation
import Testing

@testable import Editorial

struct LinkURLTests {
  @Test(arguments: [
    ("https://Example.org/a b", nil), ("https://example.org/ü", "https://example.org/%C3%BC"),
    ("HTTPS://Example.org./x?y=z#f", "https://Example.org./x?y=z#f"),
    ("mailto:ada@example.org", "mailto:ada@example.org"),
    ("tel:+44123", "tel:+44123"), ("https://example.org/50%", "https://example.org/50%25"),
    ("http://example.org:8080/%7Ea", "http://example.org:8080/%7Ea"),
    ("https://bücher.example/", "https://bücher.example/"),
  ])
  func `an address is kept or encoded`(written: String, text: String?) {
    #expect((try? LinkURL(written))?.text == text)
  }

  @Test(arguments: [
    ("javascript:alert(1)", "\"javascript\" is not one of http, https, mailto and tel"),
    ("data:text/html,x", "\"data\" is not one of http, https, mailto and tel"),
    ("/about", "it does not begin with https:, http:, mailto: or tel:"),
    ("", "it is empty or holds a blank, a backslash or a control character"),
    ("https://a.example/\r\nBcc: x", "it is empty or holds a blank, a backslash or a control character"),
    ("https:\\\\a.example", "it is empty or holds a blank, a backslash or a control character"),
    ("https://a.example/\u{202E}", "it is empty or holds a blank, a backslash or a control character"),
    ("https://", "it has no host"), ("https:a.example", "it has no host"),
    ("https://a.example:x/", "it has no host"),
    ("https://netflix.com@evil.example/", "it has a user name before the host"),
    ("mailto:", "nothing follows the scheme"),
    ("https://a.example/{{recipient.id}}", "a merge field cannot stand in it"),
    ("https://a.example/" + String(repeating: "x", count: 2_000), "it is longer than 2000 octets"),
  ])
  func `an address that could mislead is refused`(written: String, explanation: String) {
    #expect(throws: InvalidLinkURL.self) { try LinkURL(written) }
    do throws(InvalidLinkURL) { _ = try LinkURL(written) } catch { #expect(error.explanation == explanation) }
  }

  @Test(arguments: [
    "javascript:x", "//evil.example/x.png", "", "a\u{0}b", "mailto:a@b.example", "data:x", "C:\\x.png",
  ])
  func `an image has an address on the web or a path`(written: String) {
    #expect(Picture.Source(written) == nil)
    #expect(Picture.Source("images/a b.png")?.isRemote == false)
    #expect(Picture.Source("https://example.org/a.png")?.isRemote == true)
  }
}

struct ColorTests {
  @Test(arguments: [
    ("#ffffff", "#000000", 21.0), ("#fff", "#e50914", 4.79), ("#777777", "#ffffff", 4.48),
    ("#123456", "#123456", 1.0),
  ])
  func `contrast is what WCAG says`(a: String, b: String, contrast: Double) throws {
    let (a, b) = (try #require(Color(a)), try #require(Color(b)))
    #expect(abs(a.contrast(with: b) - contrast) < 0.005)
    #expect(a.contrast(with: b) == b.contrast(with: a))
  }

  @Test(arguments: ["red", "#12345", "#gggggg", "123456", "#+1+1+1", ""])
  func `what is no colour is none`(text: String) {
    #expect(Color(text) == nil)
  }
}

struct ProviderCatalogTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "config/providers.yaml")

  private func catalog() throws -> ProviderCatalog {
    try ProviderCatalog(yaml: String(contentsOf: Self.file, encoding: .utf8), file: "config/providers.yaml")
  }

  @Test func `the project's providers are read`() throws {
    #expect(
      try catalog().ids == [
        "netflix", "youtube", "prime-video", "disney-plus", "apple-tv", "apple-podcasts", "spotify",
        "vimeo", "dailymotion", "twitch", "ted", "soundcloud", "bandcamp", "deezer", "kickstarter",
        "change-org", "eventbrite", "generic",
      ])
  }

  @Test(arguments: [
    ("https://www.netflix.com/title/1", "netflix"), ("https://NETFLIX.com./x", "netflix"),
    ("https://youtu.be/x", "youtube"),
    ("https://netflix.com.evil.example/", nil), ("https://notnetflix.com/", nil),
    ("https://evil.example/netflix.com", nil),
    ("https://podcasts.apple.com/x", "apple-podcasts"), ("https://apple.com/", nil),
    ("mailto:a@netflix.com", nil),
    ("https://netflix.com:8443/", "netflix"),
  ])
  func `a host belongs to a provider by whole labels`(url: String, id: String?) throws {
    #expect(try catalog().provider(for: LinkURL(url))?.id == id)
  }

  @Test func `a text names providers in whole words`() throws {
    let text = "Disney+ and Apple TV+, not Netflixes or netflix; Amazon Prime Video, Spotify."
    #expect(
      try catalog().mentions(in: text).map(\.provider.id) == [
        "disney-plus", "apple-tv", "prime-video", "spotify",
      ])
  }

  @Test(arguments: [
    (
      "a:\n  name: A\n  hosts: [a.example]\n  action: watch\n  light: {background: \"#777777\", text: \"#ffffff\"}\n  dark: {background: \"#000\", text: \"#fff\"}\n",
      ["#ffffff on #777777 has a contrast of 4.4:1; at least 4.5:1 is needed"]
    ),
    (
      "A:\n  name: A\n  hosts: [A.example]\n  action: wach\n  light: {background: blue, text: \"#ffffff\"}\n  dark:\n    background: #000\n    text: \"#fff\"\n",
      [
        "the provider \"A\" must be named in lower case, as 'apple-podcasts'", "\"A.example\" is not a host",
        "'action' cannot be \"wach\"", "\"blue\" is not a colour", "'background' is missing",
      ]
    ),
    ("a: x\n", ["'a' must be a mapping, not \"x\""]),
    (
      "a:\n  hostes: [a.example]\n",
      [
        "'name' is missing", "'hosts' is missing", "'action' is missing", "'light' is missing",
        "'dark' is missing",
        "unknown key 'hostes'",
      ]
    ),
  ])
  func `a wrong provider is said in these words`(yaml: String, words: [String]) {
    let error = #expect(throws: UnusableContent.self) { try ProviderCatalog(yaml: yaml, file: "p.yaml") }
    #expect(error?.kind == .configuration)
    #expect((error?.findings.map(\.message) ?? []) == words)
  }

  @Test func `a host has one owner`() {
    let colors = "light: {background: \"#000\", text: \"#fff\"}, dark: {background: \"#000\", text: \"#fff\"}"
    let yaml = ["a", "b"].map { "\($0): {name: N, hosts: [x.example], action: read, \(colors)}\n" }.joined()
    let error = #expect(throws: UnusableContent.self) { try ProviderCatalog(yaml: yaml, file: "p.yaml") }
    #expect(error?.findings.map(\.message) == ["the host 'x.example' belongs to 'a' already"])
  }
}

struct SlugTests {
  @Test(arguments: [
    ("The White Helmets: forty minutes", "the-white-helmets-forty-minutes"), ("Größe & Maß", "groesse-mass"),
    ("Don’t stop", "dont-stop"), ("Ångström Łódź", "angstroem-lodz"), ("Москва", "moskva"),
    ("  --  ", "article-"),
    ("日本", "article-"), ("", "article-"), ("../../etc/passwd", "etc-passwd"), ("e\u{301}te\u{301}", "ete"),
    (String(repeating: "x", count: 99), String(repeating: "x", count: 60)),
    (String(repeating: "word ", count: 20), String(repeating: "word-", count: 11) + "word"),
  ])
  func `a title gives a name for a file`(title: String, slug: String) {
    let text = Slug(title).text
    #expect(slug == "article-" ? text.hasPrefix(slug) : text == slug)
    #expect((1...60).contains(text.utf8.count))
    #expect(text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
    #expect(Slug(title) == Slug(title))
  }
}

struct TextTests {
  @Test(arguments: [
    ("a\u{0}b\u{7}c\u{85}d\u{9B}e", "abcde"), ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"), ("a\tb\nc", "a\tb\nc"),
    ("a\u{202E}b\u{2066}c", "abc"), ("שלום\u{200F}", "שלום\u{200F}"), ("e\u{301}", "e\u{301}"),
    ("\u{FEFF}a", "a"),
  ])
  func `text loses what has no business in it`(text: String, cleaned: String) {
    #expect(Array(text.cleaned.unicodeScalars) == Array(cleaned.unicodeScalars))
  }

  @Test func `a line has no line end`() {
    #expect(" a\r\nb\tc ".cleanedLine == "a b c")
    #expect(Article(title: "A\nBcc: x").title == "A Bcc: x")
  }

  @Test(arguments: [
    ("recipient.name", "{{recipient.name}}"), ("recipient.name|friend", "{{recipient.name|friend}}"),
    (" recipient.name | dear friend ", "{{recipient.name|dear friend}}"),
    ("recipient.name|", "{{recipient.name|}}"),
    ("a.b|c|d", "{{a.b|c|d}}"), ("name", nil), ("", nil), ("a..b", nil), ("a.b{", nil), ("1.a", nil),
    ("a.b c", nil),
    ("a.b\n", nil),
  ])
  func `a merge field has a name with a dot`(inner: String, text: String?) {
    #expect(MergeField(inner: inner)?.text == text)
  }
}

struct CallToActionTests {
  @Test func `the button is the primary one, or the first`() {
    let (a, b) = (CallToAction(.read, title: "a"), CallToAction(.read, title: "b", isPrimary: true))
    #expect(Article(title: "T", callsToAction: [a, b]).primaryCallToAction == b)
    #expect(Article(title: "T", callsToAction: [a]).primaryCallToAction == a)
  }

  @Test func `an issue has a folder with its number`() {
    let issue = Editorial.Issue(
      number: 12, slug: Slug("White Helmets"), subject: "a\r\nb", preheader: "", template: "story",
      articles: [])
    #expect(issue.folderName == "012-white-helmets")
    #expect(issue.subject == "a b")
  }
}
