/// Cuts a stream of bytes into rows of comma-separated values (RFC 4180).
///
/// Chunks go in, rows come out; where the chunks are cut changes nothing. Only
/// the row at hand is kept. Beyond RFC 4180: lines end with CRLF, LF or CR; a
/// byte order mark is dropped; the separator is the one of `,` `;` and
/// tab that the header row has most of; a quote inside an unquoted field is
/// itself; blank lines are skipped. Rows that are shorter or longer than the
/// header row are handed out as they are: the caller knows what that means.
public struct CSVReader: Sendable {
  /// How much text a row may have, with its separators: 1 MiB.
  ///
  /// A quote that is never closed would otherwise swallow the rest of the file.
  public static let rowLimit = 1 << 20

  /// The separator; nil until the header row is complete.
  public private(set) var separator: UInt8?

  private enum State { case fieldStart, plain, quoted, quoteInQuotes }

  private var state = State.fieldStart
  /// Everything before the end of the header row, until the separator is known.
  private var opening: [UInt8] = []
  private var headerScan = CSVHeaderScan()
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var flaw: CSVRow.Flaw?
  private var hadQuotes = false
  private var line = 1
  private var rowLine = 1
  private var lastWasCR = false

  /// Makes a reader at the beginning of a file.
  public init() {}

  /// Takes the next bytes and hands out the rows that are complete with them.
  public mutating func read(_ chunk: UnsafeBufferPointer<UInt8>, row body: (CSVRow) throws -> Void) throws {
    guard separator == nil else { return try scan(chunk, body) }
    opening.append(contentsOf: chunk)
    if let found = headerScan.separator(in: opening) {
      try begin(found, body)
    } else if opening.count > Self.rowLimit {
      throw UnreadableCSV.rowTooLong(line: 1)
    }
  }

  /// Takes the next bytes and hands out the rows that are complete with them.
  public mutating func read(_ chunk: [UInt8], row body: (CSVRow) throws -> Void) throws {
    try chunk.withUnsafeBufferPointer { try read($0, row: body) }
  }

  /// Says that the file ends here, and hands out the row that has no line end.
  public mutating func finish(row body: (CSVRow) throws -> Void) throws {
    if separator == nil { try begin(CSVHeaderScan.mostFrequent(in: opening), body) }
    if state == .quoted { flaw = .unterminatedQuote }
    try endRow(body)
  }

  private mutating func begin(_ separator: UInt8, _ body: (CSVRow) throws -> Void) throws {
    self.separator = separator
    let bytes = opening.dropFirst(opening.starts(with: CSVHeaderScan.byteOrderMark) ? 3 : 0)
    opening = []
    try bytes.withUnsafeBufferPointer { try scan($0, body) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (CSVRow) throws -> Void) throws {
    var position = 0
    while position < bytes.count {
      switch state {
      case .fieldStart:
        state = .plain
        guard bytes[position] == .quote else { continue }
        state = .quoted
        hadQuotes = true
        lastWasCR = false
        position += 1
      case .plain: try scanPlain(bytes, &position, body)
      case .quoted: try scanQuoted(bytes, &position)
      case .quoteInQuotes:
        state = bytes[position] == .quote ? .quoted : .plain
        if state == .quoted {
          text.append(.quote)
          position += 1
        } else if !endsField(bytes[position]) {
          flaw = .textAfterQuote
        }
      }
    }
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == separator || byte == .lineFeed || byte == .carriageReturn || byte == 0
  }

  private mutating func scanPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ body: (CSVRow) throws -> Void
  ) throws {
    let separator = self.separator ?? .comma
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      if byte == separator || byte == .lineFeed || byte == .carriageReturn || byte == 0 { break }
      end += 1
    }
    try append(bytes[position..<end])
    position = end
    guard end < bytes.count else { return }
    position += 1
    switch bytes[end] {
    case separator:
      try checkLimit(adding: 1)
      ends.append(text.count)
      state = .fieldStart
      lastWasCR = false
    case .carriageReturn:
      try endRow(body)
      countLine(.carriageReturn)
    case .lineFeed:
      // The row ended at the CR before it, if there was one.
      if lastWasCR { state = .fieldStart } else { try endRow(body) }
      countLine(.lineFeed)
    default: throw UnreadableCSV.nul(line: line)
    }
  }

  private mutating func scanQuoted(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) throws {
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      if byte == .quote || byte == .lineFeed || byte == .carriageReturn || byte == 0 { break }
      end += 1
    }
    try append(bytes[position..<end])
    position = end
    guard end < bytes.count else { return }
    position += 1
    switch bytes[end] {
    case .quote:
      state = .quoteInQuotes
      lastWasCR = false
    case 0: throw UnreadableCSV.nul(line: line)
    case let lineEnd:
      let wasCR = lastWasCR
      try append(bytes[end..<position])
      lastWasCR = wasCR
      countLine(lineEnd)
    }
  }

  private mutating func append(_ run: Slice<UnsafeBufferPointer<UInt8>>) throws {
    guard !run.isEmpty else { return }
    lastWasCR = false
    try checkLimit(adding: run.count)
    text.append(contentsOf: UnsafeBufferPointer(rebasing: run))
  }

  private func checkLimit(adding count: Int) throws {
    guard text.count + ends.count + count <= Self.rowLimit else {
      throw UnreadableCSV.rowTooLong(line: rowLine)
    }
  }

  /// CRLF is one line end, also when a chunk ends between the two.
  private mutating func countLine(_ byte: UInt8) {
    if byte == .carriageReturn || !lastWasCR { line += 1 }
    lastWasCR = byte == .carriageReturn
    if state == .fieldStart { rowLine = line }
  }

  private mutating func endRow(_ body: (CSVRow) throws -> Void) throws {
    state = .fieldStart
    guard !text.isEmpty || !ends.isEmpty || hadQuotes else { return }
    ends.append(text.count)
    let row = text.withUnsafeBufferPointer {
      CSVRow(line: rowLine, bytes: $0, ends: ends, flaw: flaw)
    }
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    flaw = nil
    hadQuotes = false
    try body(row)
  }
}

/// Why a file cannot be cut into rows.
public enum UnreadableCSV: Error, Hashable {
  /// A NUL byte: the file is UTF-16 without a byte order mark, a spreadsheet or something else that is not text.
  case nul(line: Int)
  /// The row that begins at the line goes on past `CSVReader.rowLimit`.
  case rowTooLong(line: Int)
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
