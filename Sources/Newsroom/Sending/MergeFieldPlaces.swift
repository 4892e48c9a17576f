import Composition
import Diagnostics
import Editorial
import Foundation
import Templating

/// Where the merge fields of an issue are written: in its articles, or in its template.
///
/// The files may have changed since, or be gone; then there is no place.
struct MergeFieldPlaces {
  private let files: [(name: String, url: URL)]

  init(of folder: IssueFolder, in project: Project) {
    guard let sources = try? folder.sources() else {
      files = []
      return
    }
    let templateFolder = project.templates.appending(path: sources.template, directoryHint: .isDirectory)
    let parts = (try? FileManager.default.contentsOfDirectory(atPath: templateFolder.path)) ?? []
    files =
      sources.articles.map { ($0, URL(filePath: $0, relativeTo: project.folder)) }
      + parts.sorted().filter { !$0.hasSuffix(".yaml") }.map { part in
        let url = templateFolder.appending(path: part)
        return (project.shown(url), url)
      }
  }

  /// The first place at which a field is written like that, with its line.
  func place(of field: MergeField) -> SourceLine? {
    for file in files {
      guard let source = try? Files.readText(file.url, limit: 10_000_000) else { continue }
      let text = MustacheText(source: source, file: file.name, escaping: .none)
      if let tag = text.tags.first(where: {
        $0.isMergeField && MergeField(name: $0.name, fallback: $0.fallback) == field
      }) {
        return SourceLine(place: tag.place, line: text.line(tag.place.line))
      }
    }
    return nil
  }
}
