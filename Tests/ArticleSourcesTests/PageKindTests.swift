import Editorial
import Foundation
import Testing

@testable import ArticleSources

/// What is right about a page of `Fixtures/Pages`; `Benchmarks/Import/write-pages.py --kept` writes them.
private struct RightPage: Decodable {
  var title: String
  var byline: [String]
  var date: String
  var language: String?
  var image: String
  var body: String
}

private let folder = testFolder.appending(path: "Fixtures/Pages", directoryHint: .isDirectory)

private func pageNames() -> [String] {
  let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  return files.filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }.sorted()
}

/// How often each word stands in a text; scripts without blanks are counted by character.
private func words(_ text: String) -> [String: Int] {
  var counts: [String: Int] = [:]
  for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
    let isWithoutBlanks = word.unicodeScalars.contains { $0.value >= 0x3000 }
    for part in isWithoutBlanks ? word.map(String.init) : [String(word)] { counts[part, default: 0] += 1 }
  }
  return counts
}

/// The harmonic mean of how much of the text was found, and how much of what was found is of the text.
private func f1(_ found: String, _ right: String) -> Double {
  let (a, b) = (words(found), words(right))
  let shared = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
  return 2 * Double(shared) / Double(max(1, a.values.reduce(0, +) + b.values.reduce(0, +)))
}

@Suite struct PageKindTests {
  @Test func `there are pages of many kinds, made of many articles`() throws {
    let articles = Set(pageNames().compactMap { $0.split(separator: "-").last })
    #expect(pageNames().count >= 30)
    #expect(articles.count >= 10)
  }

  @Test(arguments: pageNames())
  func `a page of each kind gives its article and nothing else`(name: String) throws {
    let right = try JSONDecoder().decode(
      RightPage.self, from: Data(contentsOf: folder.appending(path: name + ".json")))
    let bytes = try Array(Data(contentsOf: folder.appending(path: name + ".html")))
    let article = try WebPage.article(
      from: SourceDocument(
        bytes: bytes, file: name + ".html", address: LinkURL("https://lantern.example/page")),
      lexicon: lexicon
    ).article
    #expect(article.title == right.title)
    #expect(article.byline.map(\.name) == right.byline)
    #expect(article.published?.prefix(10) ?? "" == right.date)
    if let language = right.language { #expect(article.language?.prefix(2) ?? "" == language) }
    #expect(
      article.image?.src.text.hasSuffix(right.image) ?? false, "\(article.image?.src.text ?? "no image")")
    let found = article.body.map(\.plainText).joined(separator: "\n")
    #expect(f1(found, right.body) >= 0.9, "\(f1(found, right.body)) of:\n\(found)")
  }

  @Test func `the measure is one for the same words, and falls with what is missing or too much`() {
    #expect(f1("A boat, at last.", "a boat at last") == 1)
    #expect(abs(f1("a boat", "a boat at last") - 2.0 / 3) < 0.001)
    #expect(abs(f1("a boat at last and more of it yes", "a boat at last") - 8.0 / 13) < 0.001)
    #expect(f1("水車", "水路") == 0.5)
  }
}
