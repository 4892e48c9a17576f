import Diagnostics
public import InternetMessage

/// Puts a list together from files, one row for each person.
///
/// Rows are checked, renamed and merged by address on their way into a table;
/// what is no person is handed out with its reason. Memory does not grow with
/// the files.
public struct ListImport {
  /// What became of the rows.
  public struct Summary: Hashable, Sendable {
    /// What was learnt about the file that was imported.
    public var facts = ListFacts()
    /// People who were on the list before.
    public var existing = 0
    /// People who are new.
    public var added = 0
    /// People who were there and have new values.
    public var updated = 0
    /// People who were there as the file has them.
    public var unchanged = 0
    /// Rows that repeat a person of the same file.
    public var merged = 0
    /// Rows that are no people.
    public var rejected = 0
    /// Rows of people who were erased.
    public var erased = 0

    /// How many people there are now.
    public var people: Int { existing + added }
  }

  /// Where a row comes from.
  public enum Origin: UInt8, Hashable, Sendable {
    /// The list as it was.
    case list = 0x4C
    /// The file that is imported.
    case file = 0x46
  }

  /// The columns of the list that comes out.
  public let columns: [String]
  /// What became of the rows so far.
  public private(set) var summary = Summary()

  private let header: ListColumns
  private let fields: ListFields
  private let table: any MergeTable
  private let merging: RowMerging
  private let reject: (RowProblem, [String], Origin) throws -> Void
  private let noteMerge: (RowMerge) throws -> Void
  private let isErased: (EmailAddress) throws -> Bool

  /// Prepares a list of these columns. People who were erased are left out, and no word of theirs is kept.
  ///
  /// - Throws: `UnusableHeader` when there is no column of addresses.
  public init(
    columns: [String], fields: ListFields, table: any MergeTable,
    rejecting reject: @escaping (RowProblem, [String], Origin) throws -> Void,
    merging noteMerge: @escaping (RowMerge) throws -> Void,
    leavingOut isErased: @escaping (EmailAddress) throws -> Bool = { _ in false }
  ) throws(UnusableHeader) {
    header = try ListColumns(header: columns)
    self.columns = columns
    self.fields = fields
    self.table = table
    merging = RowMerging(columns: columns, email: header.email, status: header.status)
    self.reject = reject
    self.noteMerge = noteMerge
    self.isErased = isErased
  }

  /// The columns of a list with those of a file behind them, each once without regard to case.
  public static func columns(_ list: [String], and file: [String]) -> [String] {
    let emails = Set(ListColumns.emailNames)
    let hasEmail = list.contains { emails.contains($0.lowercased()) }
    return list
      + file.filter { name in
        !name.isEmpty && !list.contains { $0.lowercased() == name.lowercased() }
          && !(hasEmail && emails.contains(name.lowercased()))
      }
  }

  /// Takes all rows of a file; `names` are its columns as the list calls them.
  public mutating func take(_ file: TabularFile, named names: [String], from origin: Origin) throws {
    let own = try file.columns()
    let targets = names.map { name in
      columns.firstIndex { $0.lowercased() == name.lowercased() }
        ?? (ListColumns.emailNames.contains(name.lowercased()) ? header.email : nil)
    }
    let facts = try file.forEachRow(columns: own) { row in
      var placed = row
      if row.flaw == nil, row.fields.count == targets.count {
        placed.fields = [String](repeating: "", count: columns.count)
        for (target, value) in zip(targets, row.fields) {
          if let target { placed.fields[target] = value.trimmed }
        }
      } else if row.flaw == nil {
        placed.flaw = .ragged(row.fields.count, targets.count)
      }
      try place(placed, original: row.fields, origin)
    }
    if origin == .file { summary.facts = facts }
  }

  private mutating func place(_ row: CSVRow, original: [String], _ origin: Origin) throws {
    let address: EmailAddress
    do throws(RowProblem) {
      address = try header.address(ofSound: row)
      for (column, value) in zip(columns, row.fields) { try fields.check(value, in: column, row: row.line) }
    } catch {
      guard try !original.contains(where: isErased) else { return summary.erased += 1 }
      summary.rejected += 1
      return try reject(error, original, origin)
    }
    guard try !isErased(address) else { return summary.erased += 1 }
    let key = address.comparisonKey
    if try table.insert([origin.rawValue] + CSVText.line(row.fields), key: key) {
      if origin == .list { summary.existing += 1 } else { summary.added += 1 }
    } else if let earlier = try table.row(forKey: key) {
      try merge(row, into: earlier, key: key, origin)
    }
  }

  /// Whether a cell of a row that is no person names somebody who was erased.
  private func isErased(_ cell: String) throws -> Bool {
    guard cell.contains("@"), let address = try? EmailAddress(cell.trimmed) else { return false }
    return try isErased(address)
  }

  private mutating func merge(_ row: CSVRow, into earlier: [UInt8], key: String, _ origin: Origin) throws {
    let isNews = origin == .file && earlier.first != Origin.file.rawValue
    let old = CSVText.cells(of: Array(earlier.dropFirst()))
    let (cells, changed, leftOut) = merging.merged(old, with: row.fields, isNews: isNews)
    if !changed.isEmpty { try table.replace(key: key, with: [earlier[0]] + CSVText.line(cells)) }
    if isNews {
      if changed.isEmpty { summary.unchanged += 1 } else { summary.updated += 1 }
    } else {
      summary.merged += 1
      try noteMerge(
        RowMerge(
          row: row.line, address: row.fields[header.email], keptAddress: old[header.email],
          changedColumns: changed.map { columns[$0] }, leftOutColumns: leftOut.map { columns[$0] }))
    }
  }
}

extension ListFields {
  /// Refuses a person with a value that its column does not allow.
  public func check(_ person: Recipient) throws(RowProblem) {
    guard !types.isEmpty else { return }
    for (column, value) in person.fields { try check(value, in: column, row: person.row) }
  }

  func check(_ value: String, in column: String, row: Int) throws(RowProblem) {
    guard let type = self[column], !type.accepts(value) else { return }
    throw RowProblem(row: row, column: column, text: value, reason: .wrongType(column, type))
  }
}

extension String {
  fileprivate static func wrongType(_ column: String, _ type: FieldType) -> String {
    let example =
      switch type {
      case .text: "text"
      case .number: "a number such as 12.5"
      case .date: "a date such as 2025-01-31"
      case .flag: "true or false"
      }
    return "the column '\(column.printable)' has to be \(example)"
  }
}
