import Editorial
import Testing

/// Addresses that are different for each reader.
struct LinkMergeFieldTests {
  @Test(arguments: [
    ("https://example.org/vote?ward={{recipient.ward}}", "https://example.org/vote?ward={{recipient.ward}}"),
    ("https://example.org/{{ recipient.city }}/a b", nil),
    ("https://example.org/{{ recipient.city }}/ü", "https://example.org/{{recipient.city}}/%C3%BC"),
    (
      "https://example.org/?c={{recipient.city|New York & more#1}}&d=e",
      "https://example.org/?c={{recipient.city|New%20York%20%26%20more%231}}&d=e"
    ),
    ("{{links.preferences}}", "{{links.preferences}}"),
    (
      "mailto:a@example.org?subject={{recipient.name|me}}",
      "mailto:a@example.org?subject={{recipient.name|me}}"
    ),
    ("https://{{recipient.host}}/", nil), ("https://example.org{{recipient.x}}", nil),
    ("{{recipient.scheme}}://example.org/", nil), ("mailto:{{recipient.email}}", nil),
    ("https://example.org/{{", nil), ("https://example.org/{{#recipient.member}}", nil),
    ("javascript:{{recipient.x}}", nil), ("https://a@{{recipient.x}}/", nil),
  ])
  func `a merge field stands behind the host or is the whole address`(written: String, text: String?) {
    let url = try? LinkURL(authored: written)
    #expect(url?.text == text)
    if let text { #expect((try? LinkURL(authored: text)) == url) }
  }

  @Test func `an address from elsewhere takes nothing along that is known of readers`() {
    #expect(throws: InvalidLinkURL.self) { try LinkURL("https://example.org/?m={{recipient.email}}") }
  }

  @Test func `a fallback is read again before it stands for a value`() throws {
    let url = try LinkURL(authored: "https://example.org/?c={{recipient.city|New York}}&n={{recipient.name}}")
    #expect(url.host == "example.org")
    #expect(
      url.opened { "[\($0.name)=\($0.fallback ?? "-")]" }.text
        == "https://example.org/?c=[recipient.city=New York]&n=[recipient.name=-]")
  }

  @Test func `parameters are added to an address with merge fields`() throws {
    let tagging = try #require(LinkTagging("s=letter", hosts: ["example.org"]))
    let url = try LinkURL(authored: "https://example.org/?c={{recipient.city|a&b#c}}#top")
    let tagged = tagging.tagged(url, issue: "1")
    #expect(tagged.text == "https://example.org/?c={{recipient.city|a%26b%23c}}&s=letter#top")
    #expect(
      try tagging.tagged(LinkURL(authored: "{{links.browser}}"), issue: "1").text == "{{links.browser}}")
  }

  @Test func `what comes from elsewhere opens no merge field in its lines`() throws {
    let picture = try #require(Picture.Source("a.png").map { Picture(src: $0, alt: "{{recipient.name}}") })
    let article = Article(
      title: "{{recipient.email}}", section: "{{{x}}}",
      callsToAction: [.init(.read, label: "{{links.browser}}")],
      body: [.list(ListBlock(items: [[.image(picture)]]))]
    ).withoutMergeFields
    #expect(!String(reflecting: article).contains("{{"))
    #expect(article.title == "{ {recipient.email}}")
  }
}
