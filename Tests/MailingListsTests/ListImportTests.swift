import Foundation
import Testing

@testable import MailingLists

/// Rows in memory.
private final class MemoryTable: MergeTable {
  private var order: [String] = []
  private var rows: [String: [UInt8]] = [:]

  func insert(_ row: [UInt8], key: String) -> Bool {
    guard rows[key] == nil else { return false }
    rows[key] = row
    order.append(key)
    return true
  }
  func row(forKey key: String) -> [UInt8]? { rows[key] }
  func replace(key: String, with row: [UInt8]) { rows[key] = row }
  func forEachRow(_ body: ([UInt8]) throws -> Void) rethrows {
    for key in order { if let row = rows[key] { try body(row) } }
  }
}

@Suite struct ListImportTests {
  private struct Outcome {
    var summary: ListImport.Summary
    var text: String
    var rejects: [RowProblem]
    var merges: [RowMerge]
  }

  /// Notes what is said while importing.
  private final class Log {
    var rejects: [RowProblem] = []
    var merges: [RowMerge] = []
  }

  private func run(
    list: String? = nil, file: String, types: [String: FieldType] = [:], names: [String]? = nil
  ) throws -> Outcome {
    try run(list: list, octets: Array(file.utf8), types: types, names: names)
  }

  private func run(
    list: String? = nil, octets: [UInt8], types: [String: FieldType] = [:], names: [String]? = nil
  ) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let incoming = folder.appending(path: "new").path
    try Data(octets).write(to: URL(filePath: incoming))
    let new = try TabularFile(incoming)
    var old: TabularFile?
    if let list {
      let path = folder.appending(path: "old").path
      try Data(list.utf8).write(to: URL(filePath: path))
      old = try TabularFile(path)
    }
    let oldColumns = try old?.columns() ?? []
    let newColumns = try names ?? new.columns()
    let columns = ListImport.columns(oldColumns, and: newColumns)
    let table = MemoryTable()
    let log = Log()
    var importing = try ListImport(
      columns: columns, fields: ListFields(types: types), table: table,
      rejecting: { problem, _, _ in log.rejects.append(problem) }, merging: { log.merges.append($0) })
    if let old { try importing.take(old, named: oldColumns, from: .list) }
    try importing.take(new, named: newColumns, from: .file)
    var text = String(decoding: CSVText.line(columns), as: UTF8.self)
    table.forEachRow { text += String(decoding: $0.dropFirst(), as: UTF8.self) }
    return Outcome(summary: importing.summary, text: text, rejects: log.rejects, merges: log.merges)
  }

  @Test func `rows of one person become one, whatever the capitals, and plus tags are left alone`() throws {
    let outcome = try run(
      file: "email,name,town\nada@example.org,Ada,\nADA@Example.org,A. W.,Oslo\nada+news@example.org,Ada,\n")
    #expect(outcome.text == "email,name,town\nada@example.org,Ada,Oslo\nada+news@example.org,Ada,\n")
    #expect(
      outcome.merges.map(\.sentence) == [
        "row 3: ADA@Example.org is ada@example.org, new: town, left out name"
      ])
    #expect(outcome.summary.added == 2)
    #expect(outcome.summary.merged == 1)
  }

  @Test func `news replaces what the list had, and an empty value replaces nothing`() throws {
    let outcome = try run(
      list: "email,name,town\nada@example.org,Ada,Oslo\nbo@example.org,Bo,Rome\n",
      file: "name,E-Mail,score\nAda W.,ada@example.org,5\n,bo@example.org,\n")
    #expect(
      outcome.text
        == "email,name,town,score\nada@example.org,Ada W.,Oslo,5\nbo@example.org,Bo,Rome,\n")
    #expect(outcome.summary.existing == 2)
    #expect(outcome.summary.updated == 1)
    #expect(outcome.summary.unchanged == 1)
    #expect(outcome.summary.added == 0)
  }

  @Test(arguments: [
    ("unsubscribed", "subscribed", "unsubscribed"), ("unsubscribed", "", "unsubscribed"),
    ("subscribed", "unsubscribed", "unsubscribed"), ("", "bounced", "bounced"), ("", "active", "active"),
    ("bounced", "unsubscribed", "bounced"),
  ])
  func `nobody who wanted no mail is subscribed again by a file`(old: String, new: String, kept: String)
    throws
  {
    let outcome = try run(
      list: "email,status\nada@example.org,\(old)\n", file: "email,status\nada@example.org,\(new)\n")
    #expect(outcome.text == "email,status\nada@example.org,\(kept)\n")
  }

  @Test func `what was agreed to first is kept`() throws {
    let outcome = try run(
      list: "email,consent source,consent date\nada@example.org,form,2024-01-01\nbo@example.org,,\n",
      file:
        "email,consent source,consent date\nada@example.org,fair,2026-01-01\nbo@example.org,fair,2026-01-01\n"
    )
    #expect(outcome.text.contains("ada@example.org,form,2024-01-01\nbo@example.org,fair,2026-01-01\n"))
  }

  @Test func `a row that is no person is handed out with its line and reason`() throws {
    let outcome = try run(
      file: "email,joined\nada,\nbo@example.org\ncy@example.org,31.1.2025\ndi@example.org,2025-01-31\n",
      types: ["Joined": .date])
    #expect(outcome.rejects.map(\.row) == [2, 3, 4])
    #expect(outcome.rejects.last?.reason == "the column 'joined' has to be a date such as 2025-01-31")
    #expect(outcome.text == "email,joined\ndi@example.org,2025-01-31\n")
    #expect(outcome.summary.rejected == 3)
  }

  @Test func `semicolons, a byte order mark and Latin-1 are read and said`() throws {
    let text = Array("email;name\nada@example.org;J".utf8) + [0xF6] + Array("rg\n".utf8)
    let outcome = try run(octets: text)
    #expect(outcome.text == "email,name\nada@example.org,Jörg\n")
    #expect(outcome.summary.facts.separator == ";")
    #expect(outcome.summary.facts.firstLineNotUTF8 == 2)
    let marked = try run(octets: [0xEF, 0xBB, 0xBF] + Array("email\tname\nbo@example.org\tBö\n".utf8))
    #expect(marked.text == "email,name\nbo@example.org,Bö\n")
    #expect(marked.summary.facts.firstLineNotUTF8 == nil)
  }

  @Test func `JSON lines are people too`() throws {
    let outcome = try run(
      file: """
        {"name": "Ada \\"A\\"", "email": "ada@example.org", "score": 5, "member": true, "note": null}

        {"email": "bo@example.org", "town": "Rome, Italy"}
        {"email": "cy@example.org", "tags": ["a"]}
        nonsense
        {"email": "di@"}
        """)
    #expect(
      outcome.text == """
        email,member,name,note,score,town
        ada@example.org,true,"Ada ""A\""",,5,
        bo@example.org,,,,,"Rome, Italy"

        """)
    #expect(outcome.rejects.map(\.row) == [4, 5, 6])
  }

  @Test func `columns can be renamed, and one without a name is left out`() throws {
    let outcome = try run(
      file: "Adresse,Vorname,\nada@example.org,Ada,x\n", names: ["email", "name", ""])
    #expect(outcome.text == "email,name\nada@example.org,Ada\n")
  }

  @Test func `cells that are written are read as they were`() {
    let cells = ["", "a", "a,b", "\"", "a\"b\"", "line\nbreak", "\r\n", ";", "tab\t", "ü,ö", "\"\""]
    for count in 1...cells.count {
      #expect(CSVText.cells(of: CSVText.line(cells.prefix(count))) == Array(cells.prefix(count)))
    }
  }

  @Test(arguments: [
    (FieldType.date, "2024-02-29", true), (.date, "2023-02-29", false), (.date, "2025-01-31T10:00Z", true),
    (.date, "2025-1-31", false), (.date, "", true), (.number, "-3.5", true), (.number, "1,000", false),
    (.number, "0x10", false), (.number, "inf", false), (.flag, "Yes", true), (.flag, "maybe", false),
    (.text, "\u{0}", true),
  ])
  func `a type accepts what it can read`(type: FieldType, text: String, expected: Bool) {
    #expect(type.accepts(text) == expected)
  }
}
