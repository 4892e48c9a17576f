public import Diagnostics
import Foundation

/// A list file: comma-separated values with a header row.
///
/// It is read as a stream, in pieces of 256 KiB: a list of a million rows takes
/// no more memory than one of ten.
public struct RecipientFile: RecipientSource, Hashable, Sendable {
  /// The path as the person would type it.
  public let path: String

  /// Names a file; it is opened when it is read.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads the file from its beginning.
  ///
  /// Rows that are no recipients are handed out as problems. Throws
  /// `UnusableList` when the file cannot be opened, read, or cut into rows, or
  /// has no column of addresses.
  @discardableResult
  public func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    var reader = CSVReader()
    var columns: ListColumns?
    var facts = ListFacts()
    func take(_ row: CSVRow) throws {
      if !row.isUTF8, facts.firstLineNotUTF8 == nil { facts.firstLineNotUTF8 = row.line }
      if let columns {
        facts.rows += 1
        try body(columns.read(row))
      } else {
        columns = try readHeader(row)
      }
    }
    do {
      facts.isUTF16 = try ListFiles.forEachChunk(of: path) { try reader.read($0, row: take) } == .utf16
      try reader.finish(row: take)
    } catch let error as UnreadableCSV {
      throw UnusableList(path: path, reason: .csv(error))
    }
    guard let columns else { throw UnusableList(path: path, reason: .empty) }
    facts.columns = columns.names
    facts.separator = Character(Unicode.Scalar(reader.separator ?? .comma))
    return facts
  }

  private func readHeader(_ row: CSVRow) throws -> ListColumns {
    do { return try ListColumns(header: row.fields) } catch {
      throw UnusableList(path: path, reason: .header(error, line: row.line))
    }
  }
}

/// Why a whole list file cannot be used.
public struct UnusableList: ExplainedError, Hashable {
  /// What is wrong with a list file as a whole.
  public enum Reason: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The system does not let it be read, and says why.
    case unreadable(String)
    /// There is no header row.
    case empty
    /// It is not text in rows.
    case csv(UnreadableCSV)
    /// The header row does not name the columns that are needed.
    case header(UnusableHeader, line: Int)
  }

  /// The file as the person named it.
  public var path: String
  /// What is wrong with it.
  public var reason: Reason

  /// Says what is wrong with a file.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What is said about it.
  public var problem: Problem {
    let place = path.printable
    return switch reason {
    case .missing: Problem(.notFound, "no list file '\(place)'", notDone: "nothing was read")
    case .unreadable(let why): Problem(.cannotWrite, "can't read '\(place)': \(why)")
    case .empty:
      Problem(
        .badData, "\(place) is empty",
        try: ["begin it with a header row: email,name"])
    case .csv(.nul(let line)):
      Problem(
        .badData,
        "\(place):\(line): a NUL byte: this is not a text file in UTF-8",
        try: ["save it as CSV (UTF-8), or as what spreadsheets call Unicode text"])
    case .csv(.rowTooLong(let line)):
      Problem(
        .badData, "\(place):\(line): the row that begins here is longer than 1 MiB",
        try: ["look for a quote that is not closed"])
    case .header(.noEmailColumn(let names), let line): noEmailColumn(names, line: line)
    case .header(.sameNameTwice(let name), let line):
      Problem(.badData, "\(place):\(line): two columns are called '\(name.printable)'")
    }
  }

  private func noEmailColumn(_ names: [String], line: Int) -> Problem {
    let shown = names.prefix(20).map { "'\($0.printable)'" }.joined(separator: ", ")
    let near = names.first { nearest(to: $0, in: ListColumns.emailNames) != nil }
    return Problem(
      .badData, "\(path.printable):\(line): no column is called 'email'",
      evidence: ["the columns are \(shown)\(names.count > 20 ? " and \(names.count - 20) more" : "")"],
      try: [
        names.contains(where: { $0.contains("@") })
          ? "begin the file with a header row: email,name"
          : near.map { "rename '\($0.printable)' to 'email'" } ?? "call the column of addresses 'email'"
      ])
  }
}
