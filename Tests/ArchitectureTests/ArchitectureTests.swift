import Foundation
import Testing

/// `ARCHITECTURE.md` is true: every import of every target is in its table.
@Suite struct ArchitectureTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Modules that every target may use without saying so.
  static let everywhere: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Darwin", "Musl", "Dispatch", "Synchronization",
  ]

  /// What the table says: target → imports; nil stands for "everything".
  static func table() throws -> [String: Set<String>] {
    let text = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    var table: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5 else { continue }
      for name in Self.names(in: cells[1]) { table[name] = Set(Self.names(in: cells[3])) }
    }
    return table
  }

  static func names(in cell: String) -> [String] {
    cell.matches(of: /`([A-Za-z0-9-]+)`/).map { String($0.1) }
  }

  static func imports(of target: String) throws -> Set<String> {
    let folder = root.appending(path: "Sources/\(target)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var imports: Set<String> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(separator: "\n") {
        if let match = line.wholeMatch(of: /(?:public |internal )?import (\w+)/) {
          imports.insert(String(match.1))
        }
      }
    }
    return imports.subtracting(everywhere)
  }

  static func targets() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test func `the table names every target`() throws {
    let table = try Self.table()
    #expect(try Set(Self.targets()).subtracting(table.keys) == [])
    #expect(Set(table.keys).subtracting(try Self.targets()) == [])
  }

  @Test func `the table names every import, and no other`() throws {
    for (target, allowed) in try Self.table()
    where !["broadsheet", "embed-starter"].contains(target) && !target.hasPrefix("CC")
      && !["CArchive", "CIDN2", "COpenSSL", "CPictures", "CXML2"].contains(target)
    {
      let imports = try Self.imports(of: target)
      #expect(imports == allowed, "\(target)")
    }
  }

  @Test func `nothing in the core looks at a clock, a socket or the environment`() throws {
    let core = [
      "Diagnostics", "Charsets", "Markup",
      "Records", "Editorial", "ArticleSources", "Templating", "InternetMessage", "Composition",
      "Delivery", "TerminalPreview",
    ]
    let forbidden = [
      "Date()", "Date.now", "SystemRandomNumberGenerator", "ProcessInfo", "FileManager", ".random(in",
      "UUID()",
    ]
    for target in core {
      let folder = Self.root.appending(path: "Sources/\(target)")
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
          .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }.joined(separator: "\n")
        for word in forbidden { #expect(!code.contains(word), "\(file.lastPathComponent) uses \(word)") }
      }
    }
  }

  @Test func `no source file grows beyond 400 lines`() throws {
    let files = FileManager.default.enumerator(
      at: Self.root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let lines = try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).count
      #expect(lines <= 400, "\(file.lastPathComponent)")
    }
  }
}
