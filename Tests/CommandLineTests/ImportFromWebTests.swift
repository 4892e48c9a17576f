import Foundation
import LoopbackServer
import Testing

/// A small site on loopback: a page, feeds, images.
private func site() throws -> LoopbackServer {
  try LoopbackServer { head in
    let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
    switch path {
    case "/page": return LoopbackServer.answer(Array(page.utf8), "Content-Type: text/html; charset=utf-8")
    case "/moved": return LoopbackServer.answer([], "Location: /page", status: "301 Moved")
    case "/latin":
      let text =
        "<html><head><title>Die Fähre kommt</title></head><body><article><p>"
        + String(repeating: "Die Fähre fährt um sechs, wie früher, über den Sund. ", count: 8)
      return LoopbackServer.answer(
        Array(text.unicodeScalars.map { UInt8($0.value) }), "Content-Type: text/html; charset=iso-8859-1")
    case "/feed": return LoopbackServer.answer(Array(feed(1...3).utf8), "Content-Type: application/rss+xml")
    case "/feed-later": return LoopbackServer.answer(Array(feed(2...5).utf8), "Content-Type: text/xml")
    case "/boat.png": return LoopbackServer.answer(boat, "Content-Type: image/png")
    case "/fake.jpg": return LoopbackServer.answer(Array("<html>".utf8), "Content-Type: image/jpeg")
    default: return LoopbackServer.answer(Array("no".utf8), status: "404 Not Found")
    }
  }
}

private let page = """
  <!doctype html><html lang="en"><head><title>The Night Ferry | Harbour</title>
  <link rel="alternate" type="application/rss+xml" href="/feed">
  <meta property="og:image" content="/boat.png"><meta property="og:image:alt" content="A white boat">
  <meta name="author" content="Ada Example"><meta property="article:published_time" content="2024-05-17T10:00:00Z">
  </head><body><nav><a href="/">Home</a></nav><article><h1>The Night Ferry</h1>
  <p>The ferry leaves at six in the evening, as it did when the islands had a school of their own.</p>
  <p>Its captain keeps the old timetable in her pocket, because, she says, paper needs no battery.</p>
  <img src="/fake.jpg" alt="A pocket"></article></body></html>
  """

private func feed(_ numbers: ClosedRange<Int>) -> String {
  let items = numbers.reversed().map { number in
    """
    <item><title>Note \(number) from the harbour</title><link>https://harbour.example/\(number)</link><guid>n\(number)</guid>
    <pubDate>Fri, \(10 + number) May 2024 10:00:00 GMT</pubDate><author>a@example.org (Author \(number % 2))</author>
    <category>\(number == 2 ? "Fish" : "Boats")</category>
    <description>&lt;p&gt;The harbour was quiet on day \(number), and the gulls were not.&lt;/p&gt;</description></item>
    """
  }
  return "<rss version='2.0'><channel><title>Harbour</title>\(items.joined())</channel></rss>"
}

/// A black PNG of 1200 by 630 pixels.
private let boat: [UInt8] = {
  let text = """
    iVBORw0KGgoAAAANSUhEUgAABLAAAAJ2AQAAAABnO0bxAAAAc0lEQVR42u3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAXg1zqQAB6RqMPAAAA
    ABJRU5ErkJggg==
    """
  return Array(Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
}()

@Suite struct ImportFromWebTests {
  let project: SampleProject
  let server: LoopbackServer

  init() throws {
    project = try SampleProject()
    server = try site()
  }

  @Test func `a page becomes an article with the origin of each field`() throws {
    let run = try project.run("import", server.url("/moved"), "--allow-private", "--explain")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text.replacing(":\(server.port)", with: "") == """
        ---
        title: The Night Ferry
        url: http://127.0.0.1/page
        byline:
          - Ada Example
        published: "2024-05-17T10:00:00Z"
        language: en
        image:
          src: http://127.0.0.1/boat.png
          alt: A white boat
        origins:
          title: h1
          url: address
          byline: meta author
          published: article:published_time
          language: html lang
          image: og:image
        ---

        The ferry leaves at six in the evening, as it did when the islands had a school of their own.

        Its captain keeps the old timetable in her pocket, because, she says, paper needs no battery.

        ![A pocket](http://127.0.0.1/fake.jpg)

        """)
    try project.write("articles/ferry.md", run.text)
    #expect(try project.run("compose", "articles/ferry.md").status == 0)
  }

  @Test func `the charset of the server's header counts`() throws {
    let run = try project.run("import", server.url("/latin"), "--allow-private")
    #expect(run.text.contains("Die Fähre fährt um sechs, wie früher, über den Sund."), "\(run.errors)")
    #expect(run.text.contains("language: de"))
  }

  @Test func `this network is asked only when that is allowed`() throws {
    let run = try project.run("import", server.url("/page"))
    #expect(run.status == 1)
    #expect(
      run.errors.replacing(":\(server.port)", with: "") == """
        error: can't fetch http://127.0.0.1/page
          its host is 127.0.0.1, which is not on the public Internet
          try: --allow-private fetches from this machine and its network too
          nothing was written (exit 1)

        """)
    #expect(server.requests.isEmpty)
  }

  @Test func `what is not there is said with the server's number`() throws {
    let run = try project.run("import", server.url("/nothing"), "--allow-private")
    #expect(run.status == 66)
    #expect(run.errors.contains("the server answered 404"))
  }

  @Test func `a feed of several entries needs a folder, a limit or JSON`() throws {
    let all = try project.run("import", server.url("/feed"), "--allow-private")
    #expect(all.status == 64)
    #expect(all.errors.contains("there are 3 articles, and standard output takes one"))
    let one = try project.run("import", server.url("/feed"), "--allow-private", "--limit", "1")
    #expect(one.text.contains("title: Note 3 from the harbour"))
    let json = try project.run("import", server.url("/feed"), "--allow-private", "--json", "--match", "fish")
    struct Report: Decodable {
      struct Article: Decodable {
        var title: String
        var published: String
      }
      var kind: String
      var articles: [Article]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(json.output))
    #expect(report.kind == "feed")
    #expect(report.articles.map(\.title) == ["Note 2 from the harbour"])
    let since = try project.run("import", server.url("/feed"), "--allow-private", "--since", "2024-05-13")
    #expect(since.text.contains("title: Note 3"))
  }

  @Test func `each entry of a feed is taken once`() throws {
    let first = try project.run("import", server.url("/feed"), "--allow-private", "--new", "-o", "articles")
    #expect(
      first.text
        == "wrote articles/note-3-from-the-harbour.md\nwrote articles/note-2-from-the-harbour.md\nwrote articles/note-1-from-the-harbour.md\n"
    )
    let second = try project.run("import", server.url("/feed"), "--allow-private", "--new", "-o", "articles")
    #expect(second.status == 0)
    #expect(second.text.isEmpty)
    #expect(second.errors == "nothing new: all 3 were taken before\n")
    let again = try project.run("import", server.url("/feed"), "--allow-private", "-o", "articles")
    #expect(again.status == 73)
  }

  @Test func `images are kept in a folder of the article when they are images`() throws {
    let run = try project.run(
      "import", server.url("/page"), "--allow-private", "-o", "articles", "--download-images")
    #expect(run.status == 0, "\(run.errors)")
    #expect(project.exists("articles/the-night-ferry/boat.png"))
    #expect(!project.exists("articles/the-night-ferry/fake.jpg"))
    #expect(run.errors.contains("it is not PNG, JPEG, GIF or WebP"))
    let text = try project.read("articles/the-night-ferry.md")
    #expect(
      text.contains("src: the-night-ferry/boat.png\n  alt: A white boat\n  width: 1200\n  height: 630\n"),
      "\(text)")
    #expect(text.contains("/fake.jpg)"))
  }

  @Test func `the images of an article with a file of its own lie beside that`() throws {
    let run = try project.run(
      "import", server.url("/page"), "--allow-private", "-o", "articles/Ferry.md", "--download-images")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "wrote articles/Ferry.md\n")
    #expect(project.exists("articles/ferry/boat.png"))
    #expect(try project.read("articles/Ferry.md").contains("src: ferry/boat.png\n"))
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.appending(path: "articles").path)
    #expect(!folders.contains("the-night-ferry"))
  }

  @Test func `a feed run makes a digest of what is new, by the rule, and stops before it sends`() throws {
    let added = try project.run("feed", "add", server.url("/page"), "--name", "harbour", "--allow-private")
    #expect(added.status == 0, "\(added.errors)")
    #expect(added.text == "added harbour: \(server.url("/feed")) (Harbour), 3 entries\n")
    try project.write(
      "config/feeds.yaml",
      "feeds:\n  harbour: {url: \"\(server.url("/feed"))\"}\ndigest: {count: 3, per-author: 2, subject: News of the week}\n"
    )
    let dry = try project.run("feed", "run", "--allow-private", "--dry-run")
    #expect(
      dry.text
        == "harbour  Note 3 from the harbour\nharbour  Note 2 from the harbour\nharbour  Note 1 from the harbour\nnothing was written (--dry-run)\n",
      "\(dry.errors)")
    let run = try project.run("feed", "run", "--allow-private")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("News of the week"))
    #expect(run.text.contains("Next  broadsheet preview, then broadsheet send --list NAME"))
    #expect(project.exists("articles/note-3-from-the-harbour.md"))
    let issues = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.appending(path: "issues").path)
    #expect(issues.count == 1)
    let second = try project.run("feed", "run", "--allow-private")
    #expect(second.text == "nothing for a digest in 1 feed\n")
    try project.write(
      "config/feeds.yaml",
      "feeds:\n  other: {url: \"\(server.url("/feed-later"))\", match: whales}\ndigest: {count: 3}\n")
    let none = try project.run("feed", "run", "--allow-private")
    #expect(
      none.text == "nothing for a digest in 1 feed: 4 left out as older than wanted or without a match\n",
      "\(none.errors)")
    try project.write(
      "config/feeds.yaml", "feeds:\n  harbour: {url: \"\(server.url("/feed"))\"}\ndigest: {count: 3}\n")
    let list = try project.run("feed", "list")
    #expect(list.text == "harbour  3 taken  \(server.url("/feed"))\n")
  }

  @Test func `a line of cron makes a newsletter of what is new, once`() throws {
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.write(
      "config/feeds.yaml",
      "feeds:\n  harbour: {url: \"\(server.url("/feed"))\"}\ndigest: {count: 3, per-author: 2, subject: News of the week}\n"
    )
    let line = ["feed", "run", "--send", "--list", "club", "--confirm", "1..10", "--allow-private"]
    let run = try project.run(line)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("accepted by the server   4"), "\(run.text)")
    let mail = try sandbox.mail()
    #expect(mail.count == 4)
    for message in mail {
      #expect(message.header.contains("Subject: News of the week"))
      #expect(
        message.text.contains("Note 3 from the harbour") && message.text.contains("Note 1 from the harbour"))
    }
    let again = try project.run(line)
    #expect(again.status == 0)
    #expect(again.text == "nothing for a digest in 1 feed\n")
    #expect(sandbox.count == 4)
  }

  @Test func `a feed that cannot be read stops none of the others`() throws {
    try project.write(
      "config/feeds.yaml",
      "feeds:\n  gone: {url: \"\(server.url("/nothing"))\"}\n  harbour: {url: \"\(server.url("/feed"))\"}\n"
        + "digest: {at-least: 1, count: 1, template: story}\n")
    let run = try project.run("feed", "run", "--allow-private", "-n")
    #expect(run.status == 0)
    #expect(run.errors.contains("the feed \"gone\" could not be read"))
    #expect(run.text.contains("harbour  Note 3 from the harbour"))
  }

  @Test func `a wrong key of the feeds' file is named with its place`() throws {
    try project.write("config/feeds.yaml", "feeds:\n  a: {url: ftp://x, mach: b}\n")
    let run = try project.run("feed", "list")
    #expect(run.status == 78)
    #expect(run.errors.contains("config/feeds.yaml:2:"))
    #expect(run.errors.contains("did you mean 'match'?"))
  }

  @Test func `a folder of posts becomes articles, drafts passed over`() throws {
    try project.write(
      "site/2024-05-17-boats.md", "---\ntitle: Boats\nauthor: Ada Example\n---\nText of boats.\n")
    try project.write(
      "site/toml.md",
      "+++\ntitle = \"Fish\"\ndate = 2024-05-18\n[params]\nauthor = \"Bo Sample\"\n+++\nText of {{< unknown >}} fish.\n"
    )
    try project.write("site/draft.md", "---\ntitle: Draft\ndraft: true\n---\nx\n")
    let run = try project.run("import", "site", "-o", "articles")
    #expect(run.text == "wrote articles/fish.md\nwrote articles/boats.md\n", "\(run.errors)")
    #expect(run.errors.contains("the shortcode \"unknown\" is left out"))
    #expect(run.errors.contains("a draft is passed over"))
    #expect(try project.read("articles/boats.md").contains("published: 2024-05-17"))
  }
}
