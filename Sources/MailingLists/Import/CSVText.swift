/// Writes rows of comma-separated values (RFC 4180): LF line ends, quotes only where they are needed.
public enum CSVText {
  /// A row with its line end.
  public static func line(_ cells: some Sequence<String>) -> [UInt8] {
    var out: [UInt8] = []
    append(cells, to: &out)
    return out
  }

  /// Puts a row behind others.
  public static func append(_ cells: some Sequence<String>, to out: inout [UInt8]) {
    var isFirst = true
    for cell in cells {
      if !isFirst { out.append(.comma) }
      isFirst = false
      append(cell, to: &out)
    }
    out.append(.lineFeed)
  }

  private static func append(_ cell: String, to out: inout [UInt8]) {
    var cell = cell
    cell.withUTF8 { bytes in
      let isPlain = bytes.allSatisfy {
        $0 != .quote && $0 != .comma && $0 != .lineFeed && $0 != .carriageReturn && $0 != 0x3B && $0 != 0x09
      }
      if isPlain {
        out.append(contentsOf: bytes)
        return
      }
      out.append(.quote)
      for byte in bytes {
        if byte == .quote { out.append(.quote) }
        out.append(byte)
      }
      out.append(.quote)
    }
  }

  /// The cells of a row that was written here.
  public static func cells(of line: [UInt8]) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var position = 0
    while position < line.count, line[position] != .lineFeed {
      if line[position] == .quote {
        position = takeQuoted(line, from: position + 1, into: &cell)
      } else if line[position] == .comma {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
        position += 1
      } else {
        cell.append(line[position])
        position += 1
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }

  /// Takes what is quoted, and says where it ends.
  private static func takeQuoted(_ line: [UInt8], from start: Int, into cell: inout [UInt8]) -> Int {
    var position = start
    while position < line.count {
      if line[position] == .quote {
        guard position + 1 < line.count, line[position + 1] == .quote else { return position + 1 }
        position += 1
      }
      cell.append(line[position])
      position += 1
    }
    return position
  }
}
