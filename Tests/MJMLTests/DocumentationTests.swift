import Foundation
import Testing

@testable import MJML

/// `docs/mjml.md` is made from the declarations of the components and from the
/// snapshots; `RECORD=1` writes it.
@Suite struct DocumentationTests {
  private static let file = RepositoryFolder.root.appending(path: "docs/mjml.md")

  @Test func `the page about the language is up to date`() throws {
    let page = try Self.page()
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try #require(ProcessInfo.processInfo.environment["CI"] == nil, "documentation is not recorded in CI")
      try Data(page.utf8).write(to: Self.file)
    }
    let written = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(written == page, "run RECORD=1 swift test --filter DocumentationTests")
  }

  private static func page() throws -> String {
    var page = """
      # MJML

      Templates are written in MJML and become HTML as MJML 5.4.0 makes it. This page is made from the
      declarations in `Sources/MJML/Components` and the templates in `Tests/MJMLTests/Snapshots`.

      Every tag of the body takes `css-class`, which names classes for `mj-style`, and `mj-class`, which names
      classes of `mj-attributes`.

      | Tag | What it is | Stands in |
      |---|---|---|

      """
    for component in sorted() {
      let tag = component.tag.string
      page += "| [`\(tag)`](#\(tag)) | \(component.summary) | \(parents(of: tag).joined(separator: ", ")) |\n"
    }
    for component in sorted() { page += try section(about: component) }
    return page
  }

  private static func sorted() -> [any Component.Type] {
    componentCatalog.sorted { $0.tag.string < $1.tag.string }
  }

  private static func parents(of tag: String) -> [String] {
    let parents = componentCatalog.filter { parent in
      if case .components(let tags) = parent.content { tags.contains { $0.string == tag } } else { false }
    }
    return parents.map { "`\($0.tag)`" }.sorted()
  }

  private static func section(about component: any Component.Type) throws -> String {
    let tag = component.tag.string
    var section = "\n## \(tag)\n\n\(component.summary)\n"
    switch component.content {
    case .nothing: section += "\nNothing stands in it.\n"
    case .raw: section += "\nWhat stands in it is not MJML; it is taken as it is.\n"
    case .anyComponent: section += "\nAny tag stands in it.\n"
    case .components(let tags):
      section += "\nIn it stand: " + tags.map { "`\($0)`" }.joined(separator: ", ") + ".\n"
    }
    if !component.attributes.isEmpty {
      section += "\n| Attribute | Takes | Default |\n|---|---|---|\n"
      for attribute in component.attributes.sorted(by: { $0.name.text.string < $1.name.text.string }) {
        let value = attribute.defaultValue.map { $0.string.isEmpty ? "empty" : "`\($0)`" } ?? ""
        section += "| `\(attribute.name.text)` | \(attribute.type) | \(value) |\n"
      }
    }
    return section + (try example(of: tag))
  }

  /// The first element of that name in the snapshots, and what the first cell or
  /// section around it becomes.
  private static func example(of tag: String) throws -> String {
    let own = (SnapshotTests.names ?? []).filter { $0.contains(tag) } + (SnapshotTests.names ?? [])
    for name in own {
      let file = RepositoryFolder.snapshots.appending(path: name + ".mjml")
      let source = try String(contentsOf: file, encoding: .utf8)
      guard let start = source.firstRange(of: "<\(tag) ") ?? source.firstRange(of: "<\(tag)>") else {
        continue
      }
      let lines = source[start.lowerBound...].split(separator: "\n", omittingEmptySubsequences: false)
      let isSelfClosing = source[start.lowerBound...].prefix { $0 != ">" }.hasSuffix("/")
      let end = lines.firstIndex { $0.contains(isSelfClosing ? "/>" : "</\(tag)>") } ?? 0
      let indent = source[..<start.lowerBound].reversed().prefix { $0 == " " }.count
      let text = lines[...min(end, 30)].map { line in
        String(line.dropFirst(line.prefix(indent).allSatisfy { $0 == " " } ? indent : 0))
      }.joined(separator: "\n")
      return """

        ```xml
        \(text)
        ```

        From [`\(name).mjml`](../Tests/MJMLTests/Snapshots/\(name).mjml), which becomes
        [`\(name).html`](../Tests/MJMLTests/Snapshots/\(name).html).

        """
    }
    return ""
  }
}
