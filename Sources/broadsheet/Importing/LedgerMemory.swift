import Foundation
import Ledger
import Newsroom

/// The ledger as what remembers entries of feeds; its file is made when there is something to remember.
struct LedgerMemory: ImportMemory {
  private let path: String

  init(_ project: Project) { path = project.ledgerFile.path }

  func knownEntries(of source: String) throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try SQLiteLedger(path: path).importedEntries(of: source)
  }

  func remember(entries: [String], of source: String) throws {
    guard !entries.isEmpty else { return }
    try SQLiteLedger(path: path).rememberImported(entries, of: source, at: Date())
  }
}
