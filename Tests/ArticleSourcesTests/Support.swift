import Diagnostics
import Editorial
import Foundation
import Testing

@testable import ArticleSources

let testFolder = URL(filePath: #filePath).deletingLastPathComponent()

let lexicon: Lexicon = {
  let config = testFolder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "config")
  func text(_ path: String) throws -> String {
    try String(contentsOf: config.appending(path: path), encoding: .utf8)
  }
  do {
    return Lexicon(
      providers: try ProviderCatalog(yaml: text("providers.yaml"), file: "config/providers.yaml"),
      languages: try ["en", "de", "fr", "es", "ar"].map {
        try Language(tag: $0, yaml: text("languages/\($0).yaml"), file: "\($0).yaml")
      }, standard: "en")
  } catch {
    preconditionFailure("config is read: \(error)")
  }
}()

func fixture(_ name: String) throws -> [UInt8] {
  try Array(Data(contentsOf: testFolder.appending(path: "Fixtures/\(name)")))
}

/// Compares a text with a file under `Snapshots`; `RECORD=1` writes the file.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws
{
  let url = testFolder.appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try Data(text.utf8).write(to: url)
  }
  let stored = try String(decoding: Data(contentsOf: url), as: UTF8.self)
  #expect(text == stored, sourceLocation: sourceLocation)
}

/// The article and its findings, or the findings alone when one of them is an error.
func read(_ text: String, _ file: String = "a.md") -> (article: Article?, findings: [Finding]) {
  read(Array(text.utf8), file)
}

func read(_ bytes: [UInt8], _ file: String) -> (article: Article?, findings: [Finding]) {
  do throws(UnusableContent) {
    let imported = try importedArticle(from: bytes, file: file, lexicon: lexicon)
    return (imported.article, imported.findings)
  } catch {
    return (nil, error.findings)
  }
}
