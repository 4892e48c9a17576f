import Diagnostics
import Editorial
import Testing

@testable import ArticleSources

private func feed(
  _ text: String, address: String = "https://harbour.example/feed", charset: String? = nil
) throws -> ArticleCollection {
  try feed(Array(text.utf8), address: address, charset: charset)
}

private func feed(
  _ bytes: [UInt8], address: String = "https://harbour.example/feed", charset: String? = nil
) throws -> ArticleCollection {
  let document = SourceDocument(
    bytes: bytes, file: "feed", address: try LinkURL(address), charset: charset)
  return try #require(try importedCollection(from: document, lexicon: lexicon))
}

private func article(_ text: String) throws -> Article { try #require(try feed(text).entries.first).article }

private func body(_ article: Article) -> String {
  BlockMarkdown().lines(of: article.body).joined(separator: "\n")
}

private func rss(_ item: String, channel: String = "") -> String {
  """
  <?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
   xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Harbour</title>
  <link>https://harbour.example/</link>\(channel)<item>\(item)</item></channel></rss>
  """
}

@Suite struct FeedFormTests {
  static let forms: [(name: String, text: String)] = [
    (
      "RSS 0.91",
      """
      <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
      <rss version="0.91"><channel><title>Harbour</title><language>en</language><link>https://harbour.example/</link>
      <item><title>Bread</title><link>https://harbour.example/bread</link><description>Bread rises.</description></item></channel></rss>
      """
    ),
    (
      "RSS 0.90 and 1.0",
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>Harbour</title><dc:language>en</dc:language></channel>
      <item rdf:about="https://harbour.example/bread"><title>Bread</title><link>https://harbour.example/bread</link>
      <description>Bread rises.</description></item></rdf:RDF>
      """
    ),
    (
      "RSS 2.0",
      """
      <rss version="2.0"><channel><title>Harbour</title><language>en</language><item><title>Bread</title>
      <guid>https://harbour.example/bread</guid><description><![CDATA[<p>Bread rises.</p>]]></description></item></channel></rss>
      """
    ),
    (
      "RSS without version, upper case",
      """
      <RSS><CHANNEL><TITLE>Harbour</TITLE><LANGUAGE>en</LANGUAGE><ITEM><TITLE>Bread</TITLE><LINK>https://harbour.example/bread</LINK>
      <DESCRIPTION>Bread rises.</DESCRIPTION></ITEM></CHANNEL></RSS>
      """
    ),
    (
      "Atom 0.3",
      """
      <feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>Harbour</title><entry><title>Bread</title>
      <link rel="alternate" type="text/html" href="https://harbour.example/bread"/><content type="text/html" mode="escaped">&lt;p&gt;Bread rises.&lt;/p&gt;</content></entry></feed>
      """
    ),
    (
      "Atom 1.0",
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Harbour</title><entry><id>tag:1</id><title type="html">&lt;b&gt;Bread&lt;/b&gt;</title>
      <link rel="self" href="https://harbour.example/self"/><link href="/bread"/><content type="html">&lt;p&gt;Bread rises.&lt;/p&gt;</content></entry></feed>
      """
    ),
    (
      "Atom 1.0 with XHTML and a prefix",
      """
      <a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en"><a:title>Harbour</a:title><a:entry><a:title>Bread</a:title><a:link href="https://harbour.example/bread"/>
      <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Bread rises.</p></div></a:content></a:entry></a:feed>
      """
    ),
    (
      "JSON Feed 1.1",
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "language": "en", "items": [{"id": "1", "title": "Bread",
       "url": "https://harbour.example/bread", "content_html": "<p>Bread rises.</p>"}]}
      """
    ),
    (
      "JSON Feed 1.0 with plain text",
      """
      {"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "title": "Harbour", "items": [{"id": 1, "title": "Bread", "language": "en",
       "external_url": "https://harbour.example/bread", "content_text": "Bread rises."}]}
      """
    ),
  ]

  @Test(arguments: forms)
  func `a feed of each form gives the same article`(name: String, text: String) throws {
    let collection = try feed(text)
    #expect(collection.title == "Harbour")
    let article = try #require(collection.entries.first?.article)
    #expect(article.title == "Bread")
    #expect(article.url?.text == "https://harbour.example/bread")
    #expect(article.language == "en")
    #expect(article.body == [.paragraph([.text("Bread rises.")])])
  }

  @Test(arguments: [
    "{\"title\": \"no feed\"}", "<html><body><p>x</p></body></html>", "---\ntitle: A\n---\nx", "plain",
    "<svg/>", "",
  ])
  func `what is no feed is none`(text: String) throws {
    let document = SourceDocument(bytes: Array(text.utf8), file: "x")
    #expect(try importedCollection(from: document, lexicon: lexicon) == nil)
  }
}

@Suite struct FeedEntryTests {
  static let bodies: [(item: String, markdown: String)] = [
    (
      "<title>T</title><content:encoded><![CDATA[<p>A <em>b</em></p><script>x</script>]]></content:encoded><description>Other words.</description>",
      "A *b*"
    ),
    ("<title>T</title><description>&lt;p&gt;A &amp;amp; b&lt;/p&gt;</description>", "A \\& b"),
    ("<title>T</title><description>&amp;lt;p&amp;gt;Twice&amp;lt;/p&amp;gt;</description>", "Twice"),
    ("<title>T</title><description>AT&T &nbsp;caf&eacute; &#8217;</description>", "AT\\&T café ’"),
    ("<title>T</title><description>One.\n\nTwo,\nstill two.</description>", "One.\n\nTwo, still two."),
    (
      "<title>T</title><link>https://harbour.example/a/b</link><description>&lt;a href='../c'&gt;c&lt;/a&gt;</description>",
      "[c](https://harbour.example/c)"
    ),
    (
      "<title>T</title><description><p xmlns='http://www.w3.org/1999/xhtml'>In <b>XML</b></p></description>",
      "In **XML**"
    ),
    (
      "<title>T</title><description>Text. &lt;p&gt;The post T appeared first on Harbour.&lt;/p&gt;</description>",
      "Text."
    ),
    (
      "<title>T</title><description>&lt;img src='https://t.example/p.gif' width='1' height='1'&gt;Text.</description>",
      "Text."
    ),
  ]

  @Test(arguments: bodies)
  func `the text of an entry is read as it was meant`(item: String, markdown: String) throws {
    #expect(body(try article(rss(item))).replacing("\u{A0}", with: "") == markdown)
  }

  @Test func `a summary that is not the beginning of the text is the dek`() throws {
    let item =
      "<title>T</title><description>What it is about.</description><content:encoded>&lt;p&gt;The text itself.&lt;/p&gt;</content:encoded>"
    #expect(try article(rss(item)).dek == "What it is about.")
    let cut =
      "<title>T</title><description>The text itself […]</description><content:encoded>&lt;p&gt;The text itself.&lt;/p&gt;</content:encoded>"
    #expect(try article(rss(cut)).dek == nil)
  }

  static let people: [(item: String, names: [String])] = [
    ("<dc:creator>Ada Example</dc:creator>", ["Ada Example"]),
    ("<dc:creator>Ada Example</dc:creator><dc:creator>Bo Sample</dc:creator>", ["Ada Example", "Bo Sample"]),
    ("<author>ada@example.org (Ada Example)</author>", ["Ada Example"]),
    ("<author>Ada Example &lt;ada@example.org&gt;</author>", ["Ada Example"]),
    ("<author><name>Ada Example</name></author>", ["Ada Example"]),
    ("<itunes:author>Ada Example &amp; Bo Sample</itunes:author>", ["Ada Example", "Bo Sample"]),
    ("<author>noreply@example.org</author>", []),
  ]

  @Test(arguments: people)
  func `authors are people, not addresses`(item: String, names: [String]) throws {
    #expect(
      try article(rss("<title>T</title><description>x</description>" + item)).byline.map(\.name) == names)
  }

  static let dates: [(item: String, date: String?)] = [
    ("<pubDate>Fri, 17 May 2024 10:00:00 +0200</pubDate>", "2024-05-17T10:00:00+02:00"),
    ("<pubDate>Fri, 17 May 24 10:00 EDT</pubDate>", "2024-05-17T10:00:00-04:00"),
    ("<dc:date>2024-05-17T10:00Z</dc:date>", "2024-05-17T10:00:00Z"),
    ("<pubDate>17 Mai 2024</pubDate>", "2024-05-17"), ("<pubDate>soon</pubDate>", nil),
    ("<pubDate>not a date</pubDate><dc:date>2024-05-17</dc:date>", "2024-05-17"),
    ("<pubDate>Fri, 17 May 2024 24:00:00 GMT</pubDate>", "2024-05-17"),
  ]

  @Test(arguments: dates)
  func `a date may be broken, and another one right`(item: String, date: String?) throws {
    #expect(try article(rss("<title>T</title><description>x</description>" + item)).published == date)
  }

  static let images: [(item: String, address: String?)] = [
    (
      "<media:content url='https://i.example/s.jpg' medium='image' width='300'/><media:content url='https://i.example/l.jpg' medium='image' width='1200'/>",
      "https://i.example/l.jpg"
    ),
    (
      "<media:group><media:content url='https://i.example/g.jpg' type='image/jpeg'/></media:group>",
      "https://i.example/g.jpg"
    ),
    ("<media:thumbnail url='/t.png'/>", "https://harbour.example/t.png"),
    ("<enclosure url='https://i.example/e.webp' type='image/webp' length='1'/>", "https://i.example/e.webp"),
    ("<itunes:image href='https://i.example/i.png'/>", "https://i.example/i.png"),
    ("<media:content url='https://i.example/film.mp4' type='video/mp4'/>", nil),
  ]

  @Test(arguments: images)
  func `the largest image of an entry leads it`(item: String, address: String?) throws {
    #expect(
      try article(rss("<title>T</title><description>x</description>" + item)).image?.src.text == address)
  }

  static let episodes: [(item: String, action: Action?, provider: String?, url: String?)] = [
    (
      "<enclosure url='https://cdn.example/1.mp3' type='audio/mpeg' length='1'/>", .listen, nil,
      "https://cdn.example/1.mp3"
    ),
    (
      "<enclosure url='https://cdn.example/1' type='video/mp4' length='1'/>", .watch, nil,
      "https://cdn.example/1"
    ),
    (
      "<enclosure url='https://cdn.example/1.mp3' type='audio/mpeg' length='1'/><content:encoded>&lt;a href='https://podcasts.apple.com/x/id1'&gt;Apple&lt;/a&gt;</content:encoded>",
      .listen, "apple-podcasts", "https://podcasts.apple.com/x/id1"
    ),
    (
      "<link>https://www.youtube.com/watch?v=1</link>", .watch, "youtube", "https://www.youtube.com/watch?v=1"
    ),
    ("<enclosure url='https://cdn.example/1.pdf' type='application/pdf' length='1'/>", nil, nil, nil),
  ]

  @Test(arguments: episodes)
  func `an episode asks to be heard, where readers can hear it`(
    item: String, action: Action?, provider: String?, url: String?
  ) throws {
    let call = try article(rss("<title>Fog</title><description>x</description>" + item)).callsToAction.first
    #expect(call?.action == action)
    #expect(call?.provider == provider)
    #expect(call?.url?.text == url)
    #expect(call == nil || call?.title == "Fog" && call?.isPrimary == true)
  }

  @Test func `an entry without a title is called by its first words`() throws {
    let item =
      "<description>A note of more than a few words that goes on and on until nobody would want to read it as a title.</description>"
    #expect(
      try article(rss(item)).title
        == "A note of more than a few words that goes on and on until nobody would want to…")
  }

  @Test func `entries are told apart by what identifies them`() throws {
    let items =
      "<title>A</title><guid>1</guid></item><item><title>A</title><link>https://e.example/</link></item><item><title>B</title><pubDate>17 May 2024</pubDate>"
    #expect(try feed(rss(items)).entries.map(\.id) == ["1", "https://e.example/", "B|2024-05-17"])
  }

  @Test func `relative references start from xml base`() throws {
    let text = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/a/"><entry xml:base="b/"><title>T</title><link href="c"/>
      <content type="html">&lt;img src="d.png" alt="D"&gt;text</content></entry></feed>
      """
    let read = try article(text)
    #expect(read.url?.text == "https://other.example/a/b/c")
    #expect(read.image?.src.text == "https://other.example/a/b/d.png")
  }

  @Test(arguments: [("windows-1251", nil), (nil, "windows-1251")] as [(String?, String?)])
  func `the charset of the declaration or of the server counts`(declared: String?, header: String?) throws {
    let text =
      Array(
        "<?xml version='1.0'\(declared.map { " encoding='\($0)'" } ?? "")?><rss><channel><item><title>".utf8)
      + [0xCC, 0xE8, 0xF0] + Array("</title><description>x</description></item></channel></rss>".utf8)
    #expect(try feed(text, charset: header).entries.first?.article.title == "Мир")
  }

  @Test func `a bomb of entities stays small`() throws {
    var text = "<!DOCTYPE rss [<!ENTITY a \"ha\">"
    for (a, b) in zip("bcdefghij", "abcdefghi") {
      text += "<!ENTITY \(a) \"\(String(repeating: "&\(b);", count: 10))\">"
    }
    text += "]><rss><channel><item><title>T &j;</title><description>x</description></item></channel></rss>"
    #expect(try article(text).title == "T &j;")
  }

  @Test func `a feed cut off anywhere does no harm`() throws {
    let text = Array(
      rss(
        "<title>A &amp; b</title><description><![CDATA[<p>c</p>]]></description><media:content url='https://i.example/a.jpg' medium='image'/>"
      ).utf8)
    for count in stride(from: 0, through: text.count, by: 3) {
      let document = SourceDocument(bytes: Array(text[..<count]), file: "x")
      _ = try? importedCollection(from: document, lexicon: lexicon)
    }
  }
}

@Suite struct ExportTests {
  @Test func `WordPress posts have paragraphs, authors, categories and featured images`() throws {
    let text = """
      <?xml version="1.0"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
       xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour</title>
      <wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name><![CDATA[Ada Example]]></wp:author_display_name></wp:author>
      <item><title>Boat</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://harbour.example/boat.jpg</wp:attachment_url>
      <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A boat</wp:meta_value></wp:postmeta></item>
      <item><title>The boat</title><link>https://harbour.example/the-boat/</link><dc:creator>ada</dc:creator><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
      <wp:post_date_gmt>2024-05-17 10:00:00</wp:post_date_gmt><category domain="category" nicename="isles">Isles</category><category domain="post_tag" nicename="fog">Fog</category>
      <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>
      <content:encoded><![CDATA[First line
      of two.

      [caption id="a" width="300"]<img src="/pocket.jpg" alt="A pocket" /> What she keeps[/caption]

      Second [unknown a="b"]paragraph[/unknown].

      https://www.youtube.com/watch?v=abc

      <!-- wp:paragraph --><p>Third.</p><!-- /wp:paragraph -->]]></content:encoded></item>
      <item><title>Draft</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item></channel></rss>
      """
    let collection = try feed(text)
    #expect(collection.kind == "wordpress")
    let entry = try #require(collection.entries.first)
    #expect(collection.entries.count == 1)
    #expect(entry.article.byline.map(\.name) == ["Ada Example"])
    #expect(entry.article.section == "Isles")
    #expect(entry.article.tags == ["Isles", "Fog"])
    #expect(entry.article.published == "2024-05-17T10:00:00Z")
    #expect(entry.article.image?.src.text == "https://harbour.example/boat.jpg")
    #expect(entry.article.image?.alt == "A boat")
    #expect(entry.article.callsToAction.first?.url?.text == "https://www.youtube.com/watch?v=abc")
    #expect(
      body(entry.article) == """
        First line\\
        of two.

        ![A pocket](https://harbour.example/pocket.jpg "What she keeps")

        Second paragraph.

        Third.
        """)
    #expect(entry.findings.contains { $0.id == "shortcode" })
    #expect(collection.findings.contains { $0.id == "draft" })
  }

  @Test func `Ghost posts have their authors, tags and the address of the site`() throws {
    let text = """
      {"db": [{"meta": {"version": "5.0"}, "data": {"posts": [{"id": "1", "uuid": "u1", "title": "The boat", "slug": "boat", "html": "<p>See <a href=\\"__GHOST_URL__/fog/\\">fog</a>.</p>",
       "status": "published", "type": "post", "published_at": "2024-05-17T10:00:00.000Z", "feature_image": "__GHOST_URL__/boat.jpg", "custom_excerpt": "About a boat"},
       {"id": "2", "title": "Draft", "status": "draft", "html": "<p>x</p>"}, {"id": "3", "title": "Only lexical", "status": "published", "lexical": "{}"}],
       "users": [{"id": "9", "name": "Ada Example"}], "posts_authors": [{"post_id": "1", "author_id": "9"}], "tags": [{"id": "7", "name": "Isles"}], "posts_tags": [{"post_id": "1", "tag_id": "7"}],
       "settings": [{"key": "url", "value": "https://harbour.example"}]}}]}
      """
    let collection = try feed(text)
    #expect(collection.kind == "ghost")
    #expect(collection.entries.map(\.id) == ["u1"])
    let article = try #require(collection.entries.first?.article)
    #expect(article.byline.map(\.name) == ["Ada Example"])
    #expect(article.url?.text == "https://harbour.example/boat/")
    #expect(article.image?.src.text == "https://harbour.example/boat.jpg")
    #expect(article.dek == "About a boat")
    #expect(body(article) == "See [fog](https://harbour.example/fog/).")
    #expect(collection.findings.map(\.id) == ["ghost-body", "draft"])
  }

  @Test func `mails of Buttondown are posts with a subject`() throws {
    let collection = try feed(
      #"{"count": 1, "results": [{"id": "e1", "subject": "The boat", "body": "It *left*.", "publish_date": "2024-05-17T10:00:00Z", "status": "sent", "absolute_url": "https://buttondown.example/boat"}]}"#
    )
    let article = try #require(collection.entries.first?.article)
    #expect(article.title == "The boat")
    #expect(article.published == "2024-05-17T10:00:00Z")
    #expect(body(article) == "It *left*.")
  }

  @Test func `an archive of Substack is its table and its files`() throws {
    let files = [
      FolderFile(
        path: "export/posts.csv",
        bytes: Array(
          "post_id,post_date,is_published,title,subtitle,podcast_url\n1.boat,2024-05-17T10:00:00Z,true,\"The \"\"boat\"\"\",About it,\n2.x,2024-05-18T10:00:00Z,false,Draft,,\n"
            .utf8)),
      FolderFile(
        path: "export/posts/1.boat.html",
        bytes: Array("<p>It left.</p><div class=\"subscription-widget-wrap\"><p>Subscribe now</p></div>".utf8)
      ),
    ]
    let collection = SiteFolder.collection(from: files, lexicon: lexicon)
    #expect(collection.kind == "substack")
    let article = try #require(collection.entries.first?.article)
    #expect(article.title == "The \"boat\"")
    #expect(article.dek == "About it")
    #expect(body(article) == "It left.")
  }
}

@Suite struct SiteFolderTests {
  private func post(_ text: String, path: String = "content/post.md") throws -> ArticleCollection {
    SiteFolder.collection(from: [FolderFile(path: path, bytes: Array(text.utf8))], lexicon: lexicon)
  }

  static let matters: [(name: String, text: String)] = [
    (
      "YAML",
      "---\ntitle: The boat\ndate: 2024-05-17\nauthor: Ada Example\ntags: [fog, isles]\ndescription: About it\nlayout: post\n---\nIt *left*.\n"
    ),
    (
      "TOML",
      "+++\ntitle = \"The boat\" # note\ndate = 2024-05-17T10:00:00Z\ntags = [\"fog\",\n  'isles']\ndescription = \"\"\"\nAbout it\"\"\"\n[params]\nauthor = 'Ada Example'\n+++\nIt *left*.\n"
    ),
    (
      "JSON",
      "{\n\"title\": \"The boat\", \"date\": \"2024-05-17\", \"authors\": [{\"name\": \"Ada Example\"}],\n\"tags\": [\"fog\", \"isles\"], \"summary\": \"About it\"\n}\nIt *left*.\n"
    ),
    (
      "JSON in fences",
      "---json\n{\"title\": \"The boat\", \"date\": \"2024-05-17\", \"author\": \"Ada Example\", \"tags\": \"fog, isles\", \"excerpt\": \"About it\"}\n---\nIt *left*.\n"
    ),
  ]

  @Test(arguments: matters)
  func `front matter of each kind is read`(name: String, text: String) throws {
    let article = try #require(try post(text).entries.first?.article)
    #expect(article.title == "The boat")
    #expect(article.published?.prefix(10) == "2024-05-17")
    #expect(article.byline.map(\.name) == ["Ada Example"])
    #expect(article.tags == ["fog", "isles"])
    #expect(article.dek == "About it")
    #expect(body(article) == "It *left*.")
  }

  static let texts: [(written: String, markdown: String, findings: [String])] = [
    ("{{< figure src=\"/a.jpg\" alt=\"A\" caption=\"B\" >}}\n\nText.", "Text.", []),
    ("Text {{< ref \"x.md\" >}} on.", "Text  on.", ["shortcode"]),
    ("{% include note.html %}\nText.", "Text.", ["shortcode"]),
    ("import Chart from '../Chart.astro'\n\nText.", "Text.", ["shortcode"]),
    (
      "<div class=\"x\"><p>In <b>HTML</b></p><script>x</script></div>\n\nText.", "In **HTML**\n\nText.",
      ["html-left-out"]
    ),
    ("```\n{{ kept }}\n```", "```\n{{ kept }}\n```", []),
  ]

  @Test(arguments: texts)
  func `shortcodes and HTML in posts are read or reported`(
    written: String, markdown: String, findings: [String]
  ) throws {
    let collection = try post(
      "---\ntitle: T\nauthor: Ada Example\ndate: 2024-05-17\nimage: {src: x.jpg, alt: X}\n---\n" + written)
    let entry = try #require(collection.entries.first)
    #expect(
      body(entry.article).replacing("\\{{", with: "{{").replacing("![A](/a.jpg \"B\")\n\n", with: "")
        == markdown)
    #expect(entry.findings.map(\.id) == findings)
  }

  @Test(arguments: [
    ("{% include note.html %}", "the include {% include note.html %} is left out"),
    (
      "{% include_relative parts/note.md a=1 %}",
      "the include {% include_relative parts/note.md %} is left out"
    ),
    ("{% render 'note' %}", "the include {% render note %} is left out"),
    ("{% assign a = 1 %}", "the tag {% assign %} is left out"),
    ("{{ page.title }}", "the tag {{ page.title }} is left out"),
    ("{{< gallery >}}\n{{% gallery %}}", "the shortcode \"gallery\" is left out, 2 times"),
    ("import Chart from '../Chart.astro'", "the line \"import …\" is left out"),
  ])
  func `what is left out of a post is called what it is`(written: String, words: String) throws {
    let findings = try post(
      "---\ntitle: T\nauthor: Ada Example\ndate: 2024-05-17\n---\n" + written + "\n\nText.\n"
    ).entries.flatMap(\.findings).filter { $0.id == "shortcode" }
    #expect(findings.map(\.message) == [words])
  }

  @Test func `an image in the text of a post without alternative text is said once`() throws {
    let findings = try post(
      "---\ntitle: T\nauthor: Ada Example\ndate: 2024-05-17\n---\nA ![](a.png) lamp.\n\n![](b.png)\n"
        + "\n<p>And <img src=\"https://example.org/c.png\"> one.</p>\n"
    ).entries.flatMap(\.findings).filter { $0.id == "image-alt" }
    #expect(findings.map(\.message) == ["3 images have no alternative text"])
  }

  @Test func `the path says what the front matter does not`() throws {
    let jekyll = try #require(
      try post("---\nlayout: post\n---\nText.", path: "_posts/2024-05-17-the-night-boat.md").entries.first?
        .article)
    #expect(jekyll.title == "The night boat")
    #expect(jekyll.published == "2024-05-17")
    let hugo = try #require(
      try post("---\n{}\n---\nText.", path: "content/posts/night-boat/index.de.md").entries.first?.article)
    #expect(hugo.title == "Night boat")
    #expect(hugo.language == "de")
  }

  @Test func `drafts, lists and files without front matter are passed over`() throws {
    let files = [
      ("a.md", "---\ntitle: A\ndraft: true\n---\nx"), ("b.md", "---\ntitle: B\npublished: false\n---\nx"),
      ("_index.md", "---\ntitle: C\n---\n"), ("d.md", "no matter"),
      ("e.md", "---\ntitle: E\n---\nx"), ("f.md", "+++\ntitle = \n+++\nx"),
    ].map { FolderFile(path: $0.0, bytes: Array($0.1.utf8)) }
    let collection = SiteFolder.collection(from: files, lexicon: lexicon)
    #expect(collection.entries.map(\.article.title) == ["E"])
    #expect(collection.findings.map(\.id).sorted() == ["draft", "front-matter", "toml-syntax"])
  }

  @Test(
    arguments: [
      ("a = 1\nb.c = \"x\"\n[d]\ne = true\n[[f]]\ng = 'h'\n[[f]]\ng = 'i'", nil),
      ("a = [1, 2,]\nb = {c = 1, d = [2]}", nil), ("a = \"\"\"x\\\n  y\"\"\"", nil),
      ("a = ", 1), ("a", 1), ("x = 1\n[y\nz = 1", 2), ("a = \"open\nb = 1", 1), ("a = 1 2", 1),
    ] as [(String, Int?)])
  func `TOML is read, and its mistakes have a line`(text: String, line: Int?) {
    #expect(TOMLFrontMatter(text).badLine == line)
  }

  @Test func `the values of TOML are where its tables say`() {
    let root = TOMLFrontMatter("a = 1\nb.c = \"x\\u00e9\"\n[d]\ne = true\n[[f]]\ng = 'h'\n[[f]]\ng = 'i'\n")
      .root
    #expect(root["a"].int == 1)
    #expect(root["b"]["c"].string == "xé")
    #expect(root["d"]["e"] == .flag(true))
    #expect(root["f"].items.compactMap { $0["g"].string } == ["h", "i"])
  }
}
