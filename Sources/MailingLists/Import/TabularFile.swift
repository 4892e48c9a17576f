import Foundation

/// A file with people in it: comma-separated values, or a JSON object a line.
public struct TabularFile: Hashable, Sendable {
  /// How people are written down.
  public enum Format: String, Hashable, Sendable {
    case csv, jsonLines = "jsonl"
  }

  /// The file as the person knows it.
  public let path: String
  /// Where it is read.
  private let location: String
  /// How people are written down in it.
  public let format: Format

  /// Looks at the beginning of a file to see what it is; messages may call it something else than where it lies.
  ///
  /// - Throws: `UnusableList` when it cannot be read.
  public init(_ location: String, shownAs path: String? = nil) throws {
    self.path = path ?? location
    self.location = location
    var first: UInt8?
    do {
      try ListFiles.forEachChunk(of: location) { chunk in
        first = chunk.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
        if first != nil { throw Enough() }
      }
    } catch is Enough {}
    format = first == UInt8(ascii: "{") ? .jsonLines : .csv
  }

  /// The names of the columns; those of JSON are all keys that occur, the most telling first.
  ///
  /// - Throws: `UnusableList`.
  public func columns() throws -> [String] {
    switch format {
    case .csv:
      var header: [String]?
      do {
        try forEachCSVRow { row in
          header = row.fields.map(\.trimmed)
          throw Enough()
        }
      } catch is Enough {}
      guard let header else { throw UnusableList(path: path, reason: .empty) }
      return header
    case .jsonLines:
      var names: Set<String> = []
      try forEachLine { _, line in
        if let pairs = try? JSONLines.pairs(in: line) { names.formUnion(pairs.map(\.name)) }
      }
      let email = ListColumns.emailNames.lazy.compactMap { known in names.first { $0.lowercased() == known } }
        .first
      return [email].compactMap(\.self) + names.filter { $0 != email }.sorted()
    }
  }

  /// Calls the body with each row, cells in the order of the columns.
  ///
  /// - Throws: `UnusableList`; what the body throws.
  func forEachRow(columns: [String], _ body: (CSVRow) throws -> Void) throws -> ListFacts {
    var facts = ListFacts(columns: columns)
    switch format {
    case .csv:
      var isHeader = true
      (facts.separator, facts.isUTF16) = try forEachCSVRow { row in
        if !row.isUTF8, facts.firstLineNotUTF8 == nil { facts.firstLineNotUTF8 = row.line }
        if isHeader {
          isHeader = false
          return
        }
        facts.rows += 1
        try body(row)
      }
    case .jsonLines:
      let indices = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
      facts.isUTF16 = try forEachLine { number, line in
        facts.rows += 1
        try body(jsonRow(number, line, indices))
      }
    }
    return facts
  }

  private func jsonRow(_ number: Int, _ line: ArraySlice<UInt8>, _ indices: [String: Int]) -> CSVRow {
    do throws(UnusableJSONLine) {
      var cells = [String](repeating: "", count: indices.count)
      for (name, value) in try JSONLines.pairs(in: line) {
        if let index = indices[name] { cells[index] = value }
      }
      return CSVRow(line: number, fields: cells)
    } catch {
      return CSVRow(
        line: number, fields: [String(decoding: line, as: UTF8.self)], flaw: .noObject(error.reason))
    }
  }

  /// Calls the body with each row of comma-separated values as it is, the header row first.
  public func forEachRawRow(_ body: (CSVRow) throws -> Void) throws { try forEachCSVRow(body) }

  @discardableResult
  private func forEachCSVRow(
    _ body: (CSVRow) throws -> Void
  ) throws -> (separator: Character, isUTF16: Bool) {
    var reader = CSVReader()
    let form: ListFiles.Form
    do {
      form = try ListFiles.forEachChunk(of: location) { try reader.read($0, row: body) }
      try reader.finish(row: body)
    } catch let error as UnreadableCSV {
      throw UnusableList(path: path, reason: .csv(error))
    }
    return (Character(Unicode.Scalar(reader.separator ?? .comma)), form == .utf16)
  }

  /// Calls the body with each line that is not blank; says whether the file is UTF-16.
  @discardableResult
  private func forEachLine(_ body: (Int, ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    var rest: [UInt8] = []
    var number = 0
    func take(_ line: ArraySlice<UInt8>) throws {
      number += 1
      let line = number == 1 && line.starts(with: CSVHeaderScan.byteOrderMark) ? line.dropFirst(3) : line
      if line.contains(where: { $0 > 0x20 }) { try body(number, line) }
    }
    let form = try ListFiles.forEachChunk(of: location) { chunk in
      rest.append(contentsOf: chunk)
      var start = 0
      while let end = rest[start...].firstIndex(of: .lineFeed) {
        try take(rest[start..<end])
        start = end + 1
      }
      rest.removeFirst(start)
      guard rest.count <= CSVReader.rowLimit else {
        throw UnusableList(path: path, reason: .csv(.rowTooLong(line: number + 1)))
      }
    }
    if !rest.isEmpty { try take(rest[...]) }
    return form == .utf16
  }
}

private struct Enough: Error {}
