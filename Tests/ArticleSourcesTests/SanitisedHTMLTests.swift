import Diagnostics
import Editorial
import Testing

@testable import ArticleSources

/// HTML of other people as Markdown, and what was said about it.
private func sanitised(_ html: String, base: String? = "https://example.org/news/one.html") throws -> (
  text: String, findings: [String]
) {
  let html = SanitisedHTML(
    html, at: Place(file: "feed"), base: try base.map { try LinkURL($0) }, lexicon: lexicon)
  let text = BlockMarkdown().lines(of: html.blocks).joined(separator: "\n")
  return (text, html.findings.map { "\($0.severity.rawValue) \($0.id)" })
}

@Suite struct SanitisedHTMLTests {
  static let kept: [(html: String, markdown: String)] = [
    ("a<br>b", "a\\\nb"),
    ("one<br><br>two", "one\n\ntwo"),
    ("<div>one<p>two</p>three</div>", "one\n\ntwo\n\nthree"),
    ("<h1>A</h1><h3>B <img src=b.png></h3>", "## A\n\n### B\n\n![](https://example.org/news/b.png)"),
    ("<p>a <b>b <i>c</i></b><span> d</span></p>", "a **b *c*** d"),
    (
      "<p>H<sub>2</sub>O, m<sup>2</sup>, <u>u</u> <s>s</s> <code>x &lt; y</code></p>",
      "H₂O, m², u ~~s~~ `x < y`"
    ),
    ("<a href='../two?x=1 2#f'>b</a>", "[b](https://example.org/two?x=1%202#f)"),
    ("<a href='//e.example/'>b</a> <a href='#here'>c</a>", "[b](https://e.example/) c"),
    ("<a href='https://e.example'><h2>T</h2></a>", "## T"),
    (
      "<a href='mailto:a@example.org'>b</a> <a href='tel:+1'>c</a>", "[b](mailto:a\\@example.org) [c](tel:+1)"
    ),
    ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", "- a\n\n- b\n\n  3. c"),
    (
      "<blockquote><p>a</p><p>b</p><cite>— Ada Example</cite></blockquote>", "> a\n>\n> b\n>\n> — Ada Example"
    ),
    (
      "<figure><blockquote>a</blockquote><figcaption>Ada Example</figcaption></figure>",
      "> a\n>\n> — Ada Example"
    ),
    ("<blockquote>a <cite>Moby</cite> b</blockquote>", "> a *Moby* b"),
    ("<pre><code class='language-swift'>let a\n  b\n</code></pre>", "```swift\nlet a\n  b\n```"),
    (
      "<table><tr><th>A<th>B<tr><td>1<td><b>2</b><tr><td colspan=2>3</table>",
      "| A | B |\n| --- | --- |\n| 1 | **2** |\n| 3 |  |"
    ),
    ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", "a\n\nb\n\nc\n\nd"),
    ("<table><tr><td><p>a</p></td></tr></table>", "a"),
    ("<dl><dt>A<dd>b</dl>", "**A**\n\nb"),
    ("<p>soft&shy;hyphen zero&#8203;width</p>", "softhyphen zerowidth"),
    ("<p>a<hr>b", "a\n\n***\n\nb"),
    ("<q>a</q>", "“a”"),
    ("{{recipient.name}} {{#x}}", "\\{{recipient.name}} \\{{#x}}"),
    ("<p>a</p><img class=emoji alt=😀 src=x.png>", "a\n\n😀"),
  ]

  @Test(arguments: kept)
  func `what an article can hold is kept`(html: String, markdown: String) throws {
    #expect(try sanitised(html).text == markdown)
  }

  static let pictures: [(html: String, markdown: String)] = [
    ("<img src='a b.jpg' alt='A'>", "![A](https://example.org/news/a%20b.jpg)"),
    ("<img src='data:image/gif;base64,R0' data-src='/a.jpg'>", "![](https://example.org/a.jpg)"),
    (
      "<img src='/lazy.gif' srcset='/s.jpg 300w, /m.jpg 1200w, /l.jpg 4000w'>",
      "![](https://example.org/m.jpg)"
    ),
    (
      "<img srcset='/f_auto,w_300/s.jpg 1x, /f_auto,w_600/m.jpg 2x'>",
      "![](https://example.org/f_auto,w_600/m.jpg)"
    ),
    ("<img data-super-lazy='/x.webp?v=1'>", "![](https://example.org/x.webp?v=1)"),
    (
      "<img src='/placeholder.png'><noscript><img src='/a.jpg' alt=A></noscript>",
      "![A](https://example.org/a.jpg)"
    ),
    ("<img data-src='/a.jpg'><noscript><img src='/a.jpg'></noscript>", "![](https://example.org/a.jpg)"),
    (
      "<picture><source srcset='/w.webp 900w'><img src='data:,'></picture>", "![](https://example.org/w.webp)"
    ),
    (
      "<figure><img src='/a.jpg'><figcaption>A boat. <span class='credit'>Bo Sample</span></figcaption></figure>",
      "![](https://example.org/a.jpg \"A boat. Bo Sample\")"
    ),
    ("<p>before <img src='/a.jpg'> after</p>", "before\n\n![](https://example.org/a.jpg)\n\nafter"),
    (
      "<img src='/a.jpg' width=1 height=1><img src='https://pixel.example/p'><img src='file:///etc/passwd'>",
      ""
    ),
  ]

  @Test(arguments: pictures)
  func `an image is where lazy loading hides it`(html: String, markdown: String) throws {
    #expect(try sanitised(html).text.replacing("https://pixel.example/p", with: "") == markdown)
  }

  static let embeds: [(frame: String, address: String, provider: String?, action: Action)] = [
    ("//www.youtube-nocookie.com/embed/aB1?rel=0", "https://www.youtube.com/watch?v=aB1", "youtube", .watch),
    (
      "https://www.youtube.com/embed/videoseries?list=L1", "https://www.youtube.com/playlist?list=L1",
      "youtube", .watch
    ),
    ("https://player.vimeo.com/video/12?h=1", "https://vimeo.com/12", "vimeo", .watch),
    (
      "https://geo.dailymotion.com/player.html?video=x9", "https://www.dailymotion.com/video/x9",
      "dailymotion", .watch
    ),
    (
      "https://open.spotify.com/embed/episode/7x?utm=1", "https://open.spotify.com/episode/7x", "spotify",
      .listen
    ),
    (
      "https://open.spotify.com/embed-podcast/show/7x", "https://open.spotify.com/show/7x", "spotify", .listen
    ),
    (
      "https://embed.podcasts.apple.com/us/podcast/a/id1?i=2&theme=x",
      "https://podcasts.apple.com/us/podcast/a/id1?i=2",
      "apple-podcasts", .listen
    ),
    (
      "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=x",
      "https://soundcloud.com/a/b",
      "soundcloud", .listen
    ),
    ("https://share.transistor.fm/e/1a", "https://share.transistor.fm/s/1a", nil, .listen),
  ]

  @Test(arguments: embeds)
  func `a player of a known host is a card with a link to where it plays`(
    frame: String, address: String, provider: String?, action: Action
  ) throws {
    let html = SanitisedHTML(
      "<iframe src='\(frame)' title='A film'></iframe>", at: Place(file: "x"), lexicon: lexicon)
    let expected: Block =
      provider == nil
      ? .callToAction(
        CallToAction(action, title: "A film", url: try LinkURL(address), label: "Listen to A film"))
      : .embed(Embed(url: try LinkURL(address), provider: provider, title: "A film"))
    #expect(html.blocks == [expected])
    #expect(html.findings.isEmpty)
  }

  static let refused: [(html: String, text: String, findings: [String])] = [
    ("a<script>alert(1)</script>b<style>x{}</style>", "ab", ["note html-left-out"]),
    ("<p onclick='x()' style='color:red'>a</p>", "a", []),
    ("<a href='javascript:alert(1)'>a</a>", "a", ["warning link-url"]),
    ("<a href=' java\nscript:alert(1)'>a</a>", "a", ["warning link-url"]),
    ("<a href='https://bank.example@evil.example/'>a</a>", "a", ["warning link-url"]),
    ("<iframe src='https://ads.example/'>x</iframe>", "", ["warning embed-left-out"]),
    ("<iframe src='https://youtube.com.evil.example/embed/x'></iframe>", "", ["warning embed-left-out"]),
    ("<iframe src='javascript:x'></iframe>", "", ["warning embed-left-out"]),
    ("<form action=x>a<input name=b></form>", "a", ["note html-left-out"]),
    ("<div style='display: none'>hidden</div>a<p hidden>b", "a", []),
    ("<svg><script>x</script></svg><object data='x.swf'>instead</object>", "", ["warning embed-left-out"]),
    ("<img src=x onerror=alert(1)>", "![](https://example.org/news/x)", []),
    ("<img src='https://t.example/a.gif' width=1 height=1>a", "a", ["note tracking-image"]),
    ("\u{202E}a\u{0}b&#0;", "ab", []),
    ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "\\<script>alert(1)\\</script>", []),
  ]

  @Test(arguments: refused)
  func `what could harm a reader is left out`(html: String, text: String, findings: [String]) throws {
    let result = try sanitised(html)
    #expect(result.text.replacing("\u{FFFD}", with: "").replacing(" b", with: "b") == text)
    #expect(result.findings == findings)
  }

  @Test(arguments: [
    "<blockquote>", "<ul><li>", "<div>", "<b>", "<table><tr><td>", "<figure>", "<a href=/x>", "<em><p>",
  ])
  func `nesting without end keeps its words`(tag: String) throws {
    let html = "start" + String(repeating: tag, count: 600) + "end"
    let text = try sanitised(html).text
    #expect(text.contains("start") && text.contains("end"))
  }

  @Test func `what was written is read back as the same blocks`() throws {
    for (html, _) in Self.kept + Self.pictures {
      let blocks = SanitisedHTML(
        html, at: Place(file: "x"), base: try LinkURL("https://example.org/"), lexicon: lexicon
      ).blocks
      let text = ArticleMarkdown.text(for: Article(title: "T", body: blocks))
      let again = try #require(read(Array(text.utf8), "a.md").article)
      #expect(ArticleMarkdown.text(for: again) == text)
    }
  }

  @Test(arguments: [
    ("a", "https://e.example/d/a"), ("./a", "https://e.example/d/a"),
    ("../a/./b/../c", "https://e.example/a/c"),
    ("/a", "https://e.example/a"), ("?q", "https://e.example/d/p?q"), ("", "https://e.example/d/p?x=1"),
    ("//f.example/a", "https://f.example/a"), ("..", "https://e.example/"), ("a/..", "https://e.example/d/"),
    ("../../../a", "https://e.example/a"), ("\\a", "https://e.example/a"),
    (" a b ", "https://e.example/d/a%20b"),
    ("a:b/c", nil), ("http://f.example", "http://f.example"), ("d/é", "https://e.example/d/d/%C3%A9"),
  ])
  func `a reference is read as a browser reads it`(reference: String, address: String?) throws {
    let page = try LinkURL("https://e.example/d/p?x=1#top")
    #expect((try? LinkURL(reference, on: page))?.text == address)
  }
}
