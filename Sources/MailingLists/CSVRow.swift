import Charsets

/// One row of a file of comma-separated values.
public struct CSVRow: Hashable, Sendable {
  /// What makes a row unusable although its fields could be cut.
  public enum Flaw: Hashable, Sendable {
    /// Text stands between a closing quote and the next separator: `"Ada" L,`.
    case textAfterQuote
    /// The file ends inside quotes.
    case unterminatedQuote
    /// The row has another number of fields than the header row.
    case ragged(Int, Int)
    /// The line of a JSON file is no person, and why.
    case noObject(String)
  }

  /// The line at which the row begins, from 1; a quoted line break counts as one.
  public var line: Int
  /// The fields without their quotes.
  public var fields: [String]
  /// What is wrong with the row's form.
  public var flaw: Flaw?
  /// Whether the bytes were UTF-8; they were read as Windows-1252 otherwise.
  public var isUTF8: Bool

  /// Makes a row.
  public init(line: Int, fields: [String], flaw: Flaw? = nil, isUTF8: Bool = true) {
    self.line = line
    self.fields = fields
    self.flaw = flaw
    self.isUTF8 = isUTF8
  }
}

extension CSVRow {
  /// Decodes a row's bytes, cut at the given ends.
  ///
  /// A row that is not UTF-8 as a whole is Windows-1252, which has Latin-1 in
  /// it: that is what spreadsheets write when they do not write UTF-8.
  init(line: Int, bytes: UnsafeBufferPointer<UInt8>, ends: [Int], flaw: Flaw?) {
    var fields: [String] = []
    fields.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
      else { break }
      fields.append(text)
      start = end
    }
    let isUTF8 = fields.count == ends.count
    if !isUTF8 {
      start = 0
      fields = ends.map { end in
        defer { start = end }
        return Charset.text(bytes[start..<end], declared: "windows-1252")
      }
    }
    self.init(line: line, fields: fields, flaw: flaw, isUTF8: isUTF8)
  }
}
