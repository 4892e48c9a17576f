public import Diagnostics
public import Foundation
public import MailingLists

/// Brings people from a file into a list, and puts rows of one person together.
public struct ImportList {
  /// How many problems and merges are kept with their words.
  static let shown = 20

  /// What an import did.
  public struct Result: Sendable {
    /// The list's name.
    public let list: String
    /// The list's file, as people see it.
    public let file: String
    /// What became of the rows.
    public let summary: ListImport.Summary
    /// The first rows that are no people.
    public let rejects: [RowProblem]
    /// The first rows of one person that became one.
    public let merges: [RowMerge]
    /// Where all rows are that are no people; nil where there is none.
    public let rejectsFile: String?
    /// How many of the people are not mailed, because they or their mail servers said so.
    public let suppressed: Int
  }

  private let workspace: Workspace
  private let suppressions: SuppressedPeople
  private let makeTable: () throws -> any MergeTable

  /// Works in a workspace; the table is where rows are put together.
  public init(
    workspace: Workspace, suppressions: SuppressedPeople, makeTable: @escaping () throws -> any MergeTable
  ) {
    self.workspace = workspace
    self.suppressions = suppressions
    self.makeTable = makeTable
  }

  /// Imports a file, or without one only puts the list itself in order.
  ///
  /// Renames say what the list calls a column of the file. The list's file is
  /// replaced in one step, and not at all by a rehearsal.
  ///
  /// - Throws: `UnusableList`, `UnusableContent`, `UnknownColumn`; `ListNotFound` when there is nothing to import.
  public func run(
    _ source: TabularFile?, list: String, renames: [(from: String, to: String)] = [], rejects: URL? = nil,
    isRehearsal: Bool
  ) throws -> Result {
    let target = workspace.project.recipients.appending(path: "\(list).csv")
    let exists = FileManager.default.fileExists(atPath: target.path)
    if source == nil || exists { _ = try workspace.lists.file(ofList: list) } else { try checkName(list) }
    let old = exists ? try TabularFile(Files.shownPath(target)) : nil
    let oldColumns = try old?.columns() ?? []
    let names = try renamed(try source?.columns() ?? [], renames, file: source?.path ?? "")
    let columns = ListImport.columns(oldColumns, and: names)
    let log = ImportLog(columns: columns, rejects: isRehearsal ? nil : rejects ?? rejectsFile(of: list))
    let table = try makeTable()
    let fields = try ListDefinition.fields(ofList: list, in: workspace)
    var importing: ListImport
    do throws(UnusableHeader) {
      importing = try ListImport(
        columns: columns, fields: fields, table: table, rejecting: log.reject, merging: log.merge,
        leavingOut: { try suppressions.erasure(of: $0) != nil })
    } catch {
      throw UnusableImport(
        file: UnusableList(path: source?.path ?? old?.path ?? "", reason: .header(error, line: 1)), list: list
      )
    }
    if let old { try importing.take(old, named: oldColumns, from: .list) }
    if let source { try importing.take(source, named: names, from: .file) }
    let suppressed = try write(table, columns: columns, list: list, to: isRehearsal ? nil : target)
    return Result(
      list: list, file: workspace.project.shown(target), summary: importing.summary,
      rejects: log.firstRejects,
      merges: log.firstMerges, rejectsFile: try log.finish(), suppressed: suppressed)
  }

  private func checkName(_ list: String) throws {
    guard list.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,60}/) != nil else { throw BadListName(name: list) }
  }

  private func rejectsFile(of list: String) -> URL {
    workspace.project.recipients.appending(path: "\(list).rejects")
  }

  private func renamed(
    _ columns: [String], _ renames: [(from: String, to: String)], file: String
  ) throws -> [String] {
    var names = columns
    for rename in renames {
      guard let index = columns.firstIndex(where: { $0.lowercased() == rename.from.lowercased() }) else {
        throw UnknownColumn(name: rename.from, file: file, known: columns)
      }
      names[index] = rename.to
    }
    return names
  }

  /// Writes the list and counts who is not mailed.
  private func write(_ table: any MergeTable, columns: [String], list: String, to target: URL?) throws -> Int
  {
    let header = try ListColumns(header: columns)
    let file = try target.map(StreamedFile.init)
    do {
      try file?.write(CSVText.line(columns))
      var suppressed = 0
      try table.forEachRow { row in
        let line = row.dropFirst()
        try file?.write(line)
        let cells = CSVText.cells(of: Array(line))
        if case .recipient(let person) = header.read(CSVRow(line: 0, fields: cells)),
          try !person.isSubscribed || suppressions.openReason(for: person.address, list: list) != nil
        {
          suppressed += 1
        }
      }
      try file?.finish()
      return suppressed
    } catch {
      file?.abandon()
      throw error
    }
  }
}

/// Notes what an import says about rows.
private final class ImportLog {
  private let columns: [String]
  private let target: URL?
  private var file: StreamedFile?
  private(set) var firstRejects: [RowProblem] = []
  private(set) var firstMerges: [RowMerge] = []

  init(columns: [String], rejects: URL?) {
    self.columns = columns
    target = rejects
  }

  func reject(_ problem: RowProblem, cells: [String], origin: ListImport.Origin) throws {
    if firstRejects.count < ImportList.shown { firstRejects.append(problem) }
    guard let target else { return }
    if file == nil {
      file = try StreamedFile(target)
      try file?.write(CSVText.line(["from", "row", "reason", "fields"]))
    }
    let from = origin == .list ? "list" : "file"
    try file?.write(CSVText.line([from, String(problem.row), problem.reason] + cells))
  }

  func merge(_ merge: RowMerge) {
    if firstMerges.count < ImportList.shown { firstMerges.append(merge) }
  }

  func finish() throws -> String? {
    try file?.finish()
    return file == nil ? nil : target.map(Files.shownPath)
  }
}

/// A file without the columns that a list needs.
public struct UnusableImport: ExplainedError, Hashable {
  /// What is wrong with it.
  public let file: UnusableList
  /// The list.
  public let list: String

  /// What is said about it.
  public var problem: Problem {
    var problem = file.problem
    problem.notDone = "nothing was changed"
    if case .header(.noEmailColumn(let names), _) = file.reason, !names.contains(where: { $0.contains("@") })
    {
      let meant =
        names.first { nearest(to: $0, in: ListColumns.emailNames) != nil }
        ?? names.first { $0.lowercased().contains("mail") } ?? "COLUMN"
      problem.suggestions = ["--rename '\(meant)=email', if that is the column of addresses"]
    }
    return problem
  }
}

/// A column that a file does not have.
public struct UnknownColumn: ExplainedError, Hashable {
  /// The column that was named.
  public let name: String
  /// The file.
  public let file: String
  /// The columns that there are.
  public let known: [String]

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .usage, "\(file.printable) has no column '\(name.printable)'",
      evidence: [
        didYouMean(name, in: known) ?? "the columns are " + known.map(\.printable).joined(separator: ", ")
      ], notDone: "nothing was changed")
  }
}

/// A name that no list can have.
public struct BadListName: ExplainedError, Hashable {
  /// The name.
  public let name: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .usage, "'\(name.printable)' is no name for a list",
      evidence: ["letters, digits, dots, hyphens and underscores, at most 61 of them"],
      notDone: "nothing was changed")
  }
}
