import Diagnostics
import Editorial
import Foundation
import Testing

@testable import ArticleSources

struct ArticleSourceCatalogTests {
  private static let root = testFolder.deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every source file is in the catalogue`() throws {
    let folder = Self.root.appending(path: "Sources/ArticleSources/Sources")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
    #expect(Set(files) == Set(articleSourceCatalog.map { "\($0).swift" }))
    #expect(Set(articleSourceCatalog.map { $0.name }).count == articleSourceCatalog.count)
  }

  @Test func `every source of several articles is in its catalogue`() throws {
    let folder = Self.root.appending(path: "Sources/ArticleSources/Collections")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
    #expect(Set(files) == Set(articleCollectionCatalog.map { "\($0).swift" }))
    #expect(Set(articleCollectionCatalog.map { $0.name }).count == articleCollectionCatalog.count)
  }

  @Test(arguments: ["article.json", "curly.txt", "feed.md", "latin1.txt", "straight.txt", "windows.txt"])
  func `a file of each kind gives this article`(name: String) throws {
    let (article, findings) = read(try fixture(name), name)
    let written = ArticleMarkdown.text(for: try #require(article))
    let said = findings.map { $0.text + "\n" }.joined()
    try expectSnapshot(said + "\n" + written, name.replacing(".", with: "-") + ".golden")
    let (again, _) = read(written)
    #expect(ArticleMarkdown.text(for: try #require(again)) == written)
  }

  @Test(arguments: ["white-helmets.md", "night-bus.md", "radio-lighthouse.md"])
  func `the sample articles are read without a finding and are written as they are`(name: String) throws {
    let bytes = try Array(Data(contentsOf: Self.root.appending(path: "articles/\(name)")))
    let (article, findings) = read(bytes, "articles/\(name)")
    #expect(findings == [])
    #expect(ArticleMarkdown.text(for: try #require(article)) == String(decoding: bytes, as: UTF8.self))
  }

  @Test(arguments: [
    ("---\ntitle: T\n---\n", "-", "markdown"), ("{\"title\": 1}", "-", "json"), ("Text.", "-", "press-copy"),
    ("{{recipient.name}}", "a.md", "markdown"), ("x", "a.json", "json"),
    ("\u{FEFF}---\r\ntitle: T", "a", "markdown"),
    ("-----\nx", "-", "press-copy"), ("\u{FEFF} {", "-", "json"),
  ])
  func `the form is told from name and beginning`(text: String, file: String, name: String) {
    let source = articleSourceCatalog.first { $0.recognises(Array(text.utf8), file: file) }
    #expect(source?.name == name)
  }
}

struct DecodedTextTests {
  @Test(arguments: [
    ([], "a.txt: error: the file is empty [empty-file]"),
    (Array(" \r\n\t\n".utf8), "a.txt: error: the file is empty [empty-file]"),
    ([0x89, 0x50, 0x4E, 0x47, 0, 0], "a.txt: error: this is not a text file [binary-file]"),
    (Array("a\u{0}b".utf8), "a.txt: error: this is not a text file [binary-file]"),
  ])
  func `what is no text is refused`(bytes: [UInt8], words: String) {
    for file in ["a.txt", "a.md", "a.json"] {
      #expect(read(bytes, file).findings.map { $0.text.replacing(file, with: "a.txt") } == [words])
    }
  }

  @Test func `a file that is too long is refused`() {
    let bytes = [UInt8](repeating: 0x61, count: DecodedText.sizeLimit + 1)
    let messages = DecodedText(bytes, file: "a").findings.map(\.text)
    #expect(messages == ["a: error: the file is longer than 16 MiB [article-size]"])
  }

  @Test func `other encodings are read and said`() {
    let latin = DecodedText([0x46, 0xE4, 0x20, 0x93, 0x94], file: "a")
    #expect(latin.text == "Fä “”")
    #expect(
      latin.findings.map(\.text) == [
        "a: warning: the file is not UTF-8; it was read as Windows-1252 [encoding]\nhelp: save it as UTF-8"
      ])
    let wide = DecodedText([0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0x8A, 0xDD], file: "a")
    #expect(wide.text?.first == "A")
    #expect(wide.findings.map(\.text) == ["a: note: the file is not UTF-8; it was read as UTF-16 [encoding]"])
    #expect(DecodedText([0xEF, 0xBB, 0xBF, 0x41, 0x0D, 0x0A, 0x42], file: "a").text == "A\nB")
  }

  @Test func `HTML under body in JSON is sanitised`() throws {
    let json = #"""
      {"title": "T", "url": "https://example.org/a/", "body": "<p onclick=\"x()\">Go <a href=\"b\">on</a>.</p><script>alert(1)</script>"}
      """#
    let body = read(Array(json.utf8), "a.json").article?.body
    let link = Inline.link([.text("on")], url: try LinkURL("https://example.org/a/b"), title: nil)
    #expect(body == [.paragraph([.text("Go "), link, .text(".")])])
  }
}
