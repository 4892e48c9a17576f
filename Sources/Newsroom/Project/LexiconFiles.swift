import Diagnostics
import Editorial
import Foundation

/// Reads `config/providers.yaml` and `config/languages/`; without a project, the built-in ones.
struct LexiconFiles {
  private let project: Project?

  init(_ project: Project?) { self.project = project }

  /// The services and languages; `standard` is the publication's language.
  ///
  /// - Throws: `UnusableContent`; `FileProblem`.
  func lexicon(standard: String?) throws -> Lexicon {
    Lexicon(providers: try providers(), languages: try languages(), standard: standard ?? "en")
  }

  private func providers() throws -> ProviderCatalog {
    if let project {
      return try ProviderCatalog(
        yaml: try Files.readConfiguration(project.providersFile), file: project.shown(project.providersFile))
    }
    return try ProviderCatalog(yaml: StarterFile.text("config/providers.yaml"), file: "providers.yaml")
  }

  /// The project's own languages, and the built-in ones that it has no file for.
  private func languages() throws -> [Language] {
    var languages: [Language] = []
    if let project {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: project.languages.path)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") {
        let file = project.languages.appending(path: name)
        languages.append(
          try Language(
            tag: String(name.dropLast(".yaml".count)), yaml: try Files.readConfiguration(file),
            file: project.shown(file)))
      }
    }
    let own = Set(languages.map { $0.tag.lowercased() })
    for path in StarterFile.paths where path.hasPrefix("config/languages/") {
      let tag = String(path.dropFirst("config/languages/".count).dropLast(".yaml".count))
      guard !own.contains(tag.lowercased()) else { continue }
      languages.append(try Language(tag: tag, yaml: StarterFile.text(path), file: path))
    }
    return languages
  }
}
