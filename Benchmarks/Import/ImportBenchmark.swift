import ArticleSources
import Editorial
import Foundation

/// Imports pages in one process: prints the CPU time of each round, and then what was found on each page as JSON.
@main enum ImportBenchmark {
  private struct Found: Encodable {
    var title: String
    var byline: [String]
    var date: String
    var language: String
    var image: String
    var body: String
  }

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let config = arguments.first, arguments.count > 2 else {
      print("usage: import-bench CONFIG OUTPUT PAGE...")
      exit(64)
    }
    let output = URL(filePath: arguments[2], directoryHint: .isDirectory)
    let files = arguments.dropFirst(2)
    let lexicon = try lexicon(URL(filePath: config, directoryHint: .isDirectory))
    let pages = try files.map { Array(try Data(contentsOf: URL(filePath: $0))) }
    var best = Double.infinity
    for _ in 0..<5 {
      let start = clock()
      for (file, page) in zip(files, pages) { _ = try article(page, file, lexicon) }
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    print("broadsheet", best * 1000, pages.count)
    for (file, page) in zip(files, pages) {
      let article = try article(page, file, lexicon)
      let found = Found(
        title: article.title, byline: article.byline.map(\.name),
        date: String(article.published?.prefix(10) ?? ""),
        language: String(article.language?.prefix(2) ?? ""), image: article.image?.src.text ?? "",
        body: article.body.map(\.plainText).joined(separator: "\n"))
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent + ".json"
      try JSONEncoder().encode(found).write(to: output.appending(path: name))
    }
  }

  private static func article(_ page: [UInt8], _ file: String, _ lexicon: Lexicon) throws -> Article {
    let document = SourceDocument(
      bytes: page, file: file, address: try LinkURL("https://lantern.example/page"))
    return try WebPage.article(from: document, lexicon: lexicon).article
  }

  private static func lexicon(_ config: URL) throws -> Lexicon {
    let folder = config.appending(path: "languages", directoryHint: .isDirectory)
    let languages = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      try Language(
        tag: String(name.dropLast(".yaml".count)),
        yaml: String(contentsOf: folder.appending(path: name), encoding: .utf8), file: name)
    }
    let providers = try String(contentsOf: config.appending(path: "providers.yaml"), encoding: .utf8)
    return Lexicon(
      providers: try ProviderCatalog(yaml: providers, file: "providers.yaml"), languages: languages,
      standard: "en")
  }
}
