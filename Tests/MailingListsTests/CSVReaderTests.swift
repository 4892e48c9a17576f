import Charsets
import Testing

@testable import MailingLists

@Suite struct CSVReaderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var id: String
    var text: [UInt8]
    var rows: [CSVRow]
    var separator = UInt8(ascii: ",")
    var testDescription: String { id }

    init(_ id: String, _ text: String, _ rows: [CSVRow], separator: Character = ",") {
      self.init(id, bytes: Array(text.utf8), rows)
      self.separator = separator.asciiValue ?? 0
    }

    init(_ id: String, bytes: [UInt8], _ rows: [CSVRow]) {
      self.id = id
      text = bytes
      self.rows = rows
    }
  }

  static let cases: [Case] = [
    Case(
      "two rows", "a,b\n1,2\n", [.init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1", "2"])]),
    Case("no final line end", "a\n1", [.init(line: 1, fields: ["a"]), .init(line: 2, fields: ["1"])]),
    Case(
      "CRLF", "a,b\r\n1,2\r\n", [.init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1", "2"])]),
    Case("CR", "a\r1\r2", (1...3).map { .init(line: $0, fields: [$0 == 1 ? "a" : "\($0 - 1)"]) }),
    Case(
      "quotes after each line end", "\"a\"\r\n\"1\"\r\n\"2\"\r\"3\"\n\"4\"",
      [("a", 1), ("1", 2), ("2", 3), ("3", 4), ("4", 5)].map { .init(line: $1, fields: [$0]) }),
    Case(
      "doubled quotes", "a,b\n\"x\"\"y\",\"\"\n",
      [.init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["x\"y", ""])]),
    Case(
      "stray quote", "a\n5\" disk\n", [.init(line: 1, fields: ["a"]), .init(line: 2, fields: ["5\" disk"])]),
    Case(
      "separators and line ends in quotes", "a,b\n\"1,\r\n2\n3\r4\",x\n5,6\n",
      [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1,\r\n2\n3\r4", "x"]),
        .init(line: 6, fields: ["5", "6"]),
      ]),
    Case(
      "blank lines", "\n\r\na\n\n\n1\n\n",
      [.init(line: 3, fields: ["a"]), .init(line: 6, fields: ["1"])]),
    Case(
      "an empty field in quotes", "a\n\"\"\n", [.init(line: 1, fields: ["a"]), .init(line: 2, fields: [""])]),
    Case(
      "empty fields", "a,b,c\n,,\n",
      [.init(line: 1, fields: ["a", "b", "c"]), .init(line: 2, fields: ["", "", ""])]),
    Case(
      "ragged rows", "a,b\n1\n1,2,3\n",
      [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1"]),
        .init(line: 3, fields: ["1", "2", "3"]),
      ]),
    Case("byte order mark", "\u{FEFF}a,b\n", [.init(line: 1, fields: ["a", "b"])]),
    Case("byte order mark and quote", "\u{FEFF}\"a;b\",c\n", [.init(line: 1, fields: ["a;b", "c"])]),
    Case(
      "semicolons", "a;\"b,c,d\";e\n1,5;2;3",
      [
        .init(line: 1, fields: ["a", "b,c,d", "e"]), .init(line: 2, fields: ["1,5", "2", "3"]),
      ], separator: ";"),
    Case(
      "tabs", "a\tb\n1\t\n", [.init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1", ""])],
      separator: "\t"),
    Case(
      "text after a quote", "a,b\n\"1\"x,2\n3,4\n",
      [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1x", "2"], flaw: .textAfterQuote),
        .init(line: 3, fields: ["3", "4"]),
      ]),
    Case(
      "open quote", "a,b\n1,\"2\n3",
      [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["1", "2\n3"], flaw: .unterminatedQuote),
      ]),
    Case(
      "open quote in the header", "a,\"b\nc",
      [.init(line: 1, fields: ["a", "b\nc"], flaw: .unterminatedQuote)]),
    Case("nothing", "", []),
    Case("line ends alone", "\r\n\n\r", []),
    Case(
      "scripts", "name\nليلى حداد\n王小美\n☀️\n",
      [
        .init(line: 1, fields: ["name"]), .init(line: 2, fields: ["ليلى حداد"]),
        .init(line: 3, fields: ["王小美"]),
        .init(line: 4, fields: ["☀️"]),
      ]),
    Case(
      "Windows-1252", bytes: Array("a,b\nZo".utf8) + [0xEB, 0x2C, 0x80, 0x0A] + Array("Zoë,é\n".utf8),
      [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["Zoë", "€"], isUTF8: false),
        .init(line: 3, fields: ["Zoë", "é"]),
      ]),
  ]

  @Test(arguments: cases) func `a text is cut into its rows`(_ sample: Case) throws {
    #expect(try rows([sample.text]) == sample.rows)
    var reader = CSVReader()
    try reader.read(sample.text) { _ in }
    try reader.finish { _ in }
    #expect(reader.separator == sample.separator)
  }

  @Test(arguments: cases) func `where the chunks are cut changes nothing`(_ sample: Case) throws {
    for cut in sample.text.indices {
      #expect(
        try rows([Array(sample.text[..<cut]), Array(sample.text[cut...])]) == sample.rows, "cut at \(cut)")
    }
    #expect(try rows(sample.text.map { [$0] }) == sample.rows, "every byte alone")
  }

  @Test(arguments: 0..<300) func `what a simple reader says, this one says at any cuts`(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    let alphabet = Array("ab,;\t\"\"\"\r\n\r\n\n é".utf8)
    let text =
      Array("x,y\n".utf8)
      + (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
    var chunks: [[UInt8]] = []
    var rest = text[...]
    while !rest.isEmpty {
      chunks.append(Array(rest.prefix(Int.random(in: 1...9, using: &generator))))
      rest = rest.dropFirst(chunks[chunks.count - 1].count)
    }
    #expect(
      try rows(chunks) == referenceRows(text), "\(String(decoding: text, as: UTF8.self).debugDescription)")
  }

  @Test(arguments: [-1, 0, 1, 2 << 20]) func `a row may have 1 MiB`(excess: Int) throws {
    let long = [UInt8](repeating: .init(ascii: "x"), count: CSVReader.rowLimit - 1 + excess)
    let text = Array("a,b\n".utf8) + long + Array(",\n1,2\n".utf8)
    guard excess > 0 else {
      #expect(try rows([text]).map(\.fields.count) == [2, 2, 2])
      return
    }
    #expect(throws: UnreadableCSV.rowTooLong(line: 2)) { try rows([text]).count }
    let separators = Array("a,b\n".utf8) + [UInt8](repeating: .comma, count: CSVReader.rowLimit + excess)
    #expect(throws: UnreadableCSV.rowTooLong(line: 2)) { try rows([separators]).count }
  }

  @Test func `a quote that is never closed does not fill the memory`() {
    let line = [UInt8](repeating: .init(ascii: "x"), count: 999) + [.lineFeed]
    let long = (0..<100).flatMap { _ in line }
    #expect(throws: UnreadableCSV.rowTooLong(line: 1)) {
      try rows([Array("\"a,b\n".utf8)] + Array(repeating: long, count: 20)).count
    }
    #expect(throws: UnreadableCSV.rowTooLong(line: 2)) {
      try rows([Array("a,b\n\"".utf8)] + Array(repeating: long, count: 20)).count
    }
  }

  @Test(arguments: ["a,b\n1,\02\n", "a,b\n1,\"\02\"\n"]) func `NUL is refused`(text: String) {
    #expect(throws: UnreadableCSV.nul(line: 2)) { try rows([Array(text.utf8)]) }
  }

  private func rows(_ chunks: [[UInt8]]) throws -> [CSVRow] {
    var reader = CSVReader()
    var rows: [CSVRow] = []
    for chunk in chunks { try reader.read(chunk) { rows.append($0) } }
    try reader.finish { rows.append($0) }
    return rows
  }
}

/// The same grammar over a whole text, as simple as it can be said; commas only.
private func referenceRows(_ text: [UInt8]) -> [CSVRow] {
  var rows: [CSVRow] = []
  var index = 0
  var line = 1
  while index < text.count {
    let start = line
    var fields: [[UInt8]] = []
    var flaw: CSVRow.Flaw?
    var isQuoted = false
    var isRow = true
    while isRow {
      var field: [UInt8] = []
      let inQuotes = index < text.count && text[index] == .quote
      if inQuotes {
        isQuoted = true
        index += 1
      }
      if inQuotes { field = referenceQuoted(text, &index, &line, &flaw) }
      while index < text.count, ![.comma, .lineFeed, .carriageReturn].contains(text[index]) {
        field.append(text[index])
        index += 1
      }
      fields.append(field)
      isRow = index < text.count && text[index] == .comma
      if isRow { index += 1 }
    }
    if index < text.count {
      index +=
        text[index] == .carriageReturn && index + 1 < text.count && text[index + 1] == .lineFeed ? 2 : 1
      line += 1
    }
    guard fields != [[]] || isQuoted else { continue }
    let strings = fields.compactMap { String(validating: $0, as: UTF8.self) }
    let isUTF8 = strings.count == fields.count
    rows.append(
      CSVRow(
        line: start, fields: isUTF8 ? strings : fields.map { Charset.text($0, declared: "windows-1252") },
        flaw: flaw,
        isUTF8: isUTF8))
  }
  return rows
}

/// What stands from behind an opening quote to the closing one.
private func referenceQuoted(
  _ text: [UInt8], _ index: inout Int, _ line: inout Int, _ flaw: inout CSVRow.Flaw?
) -> [UInt8] {
  var field: [UInt8] = []
  while index < text.count {
    let byte = text[index]
    index += 1
    if byte == .quote {
      let next = index < text.count ? text[index] : .lineFeed
      guard next == .quote else {
        if ![.comma, .lineFeed, .carriageReturn].contains(next) { flaw = .textAfterQuote }
        return field
      }
      index += 1
    } else if byte == .carriageReturn || byte == .lineFeed && text[index - 2] != .carriageReturn {
      line += 1
    }
    field.append(byte)
  }
  flaw = .unterminatedQuote
  return field
}
