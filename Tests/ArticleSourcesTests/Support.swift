import Diagnostics
import Editorial
import Foundation
import Testing

@testable import ArticleSources

let testFolder = URL(filePath: #filePath).deletingLastPathComponent()

let providers: ProviderCatalog = {
  let url = testFolder.deletingLastPathComponent().deletingLastPathComponent().appending(
    path: "config/providers.yaml")
  do {
    return try ProviderCatalog(yaml: String(contentsOf: url, encoding: .utf8), file: "config/providers.yaml")
  } catch {
    preconditionFailure("config/providers.yaml is read: \(error)")
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
    let imported = try importedArticle(from: bytes, file: file, providers: providers)
    return (imported.article, imported.findings)
  } catch {
    return (nil, error.findings)
  }
}
