/// A header as octets: which fields there are and where.
struct RawHeader: Sendable {
  /// A field with its folds and without its last CRLF.
  struct Field: Sendable {
    /// The name in lower case, without the blanks before the colon.
    var name: String
    /// The whole field.
    var octets: ArraySlice<UInt8>
    /// What stands behind the colon.
    var body: ArraySlice<UInt8>
  }

  let fields: [Field]

  /// Reads lines that end with CRLF; what is no field belongs to none and ends the one before it.
  init(_ header: ArraySlice<UInt8>) {
    var fields: [Field] = []
    var isInField = false
    for line in header.lines {
      if let first = header[line].first, first.isBlank {
        guard isInField, let last = fields.popLast() else { continue }
        fields.append(
          Field(
            name: last.name, octets: header[last.octets.startIndex..<line.upperBound],
            body: header[last.body.startIndex..<line.upperBound]))
      } else if let field = Field(line: header[line]) {
        fields.append(field)
        isInField = true
      } else {
        isInField = false
      }
    }
    self.fields = fields
  }

  /// The fields that a list of names stands for: repeated names go upwards from the last one (RFC 6376 §5.4.2).
  func fields(named names: [String]) -> [Field] { places(named: names).map { fields[$0] } }

  /// The numbers of the fields that a list of names stands for.
  func places(named names: [String]) -> [Int] {
    var places: [String: [Int]] = [:]
    for (index, field) in fields.enumerated() { places[field.name, default: []].append(index) }
    return names.compactMap { places[$0]?.popLast() }
  }

  /// How many fields have the name.
  func count(of name: String) -> Int { fields.count { $0.name == name } }
}

extension RawHeader.Field {
  fileprivate init?(line: ArraySlice<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[..<colon].lowercasedName
    guard !name.isEmpty else { return nil }
    self.name = String(decoding: name, as: UTF8.self)
    octets = line
    body = line[(colon + 1)...]
  }

  /// Appends the canonical field without a line end (RFC 6376 §3.4.1, §3.4.2).
  func appendCanonical(_ rule: DKIMCanonicalization, to output: inout [UInt8]) {
    guard rule == .relaxed else {
      output += octets
      return
    }
    output += name.utf8
    output.append(UInt8(ascii: ":"))
    output.appendRelaxed(body)
  }
}

extension [UInt8] {
  /// Appends a field body with its folds undone, runs of blanks as one, and none at the ends.
  mutating func appendRelaxed(_ body: ArraySlice<UInt8>) {
    body.withUnsafeBufferPointer { appendRelaxed($0) }
  }

  /// Appends a field body with its folds undone, runs of blanks as one, and none at the ends.
  mutating func appendRelaxed(_ body: UnsafeBufferPointer<UInt8>) {
    let start = count
    var index = 0
    while true {
      var hasBlank = false
      while index < body.count {
        if body[index].isBlank {
          hasBlank = true
          index += 1
        } else if body.hasLineEnd(at: index) {
          index += 2
        } else {
          break
        }
      }
      guard index < body.count else { return }
      let word = index
      while index < body.count, !body[index].isBlank, !body.hasLineEnd(at: index) { index += 1 }
      if hasBlank, count > start { append(.space) }
      append(contentsOf: UnsafeBufferPointer(rebasing: body[word..<index]))
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func hasLineEnd(at index: Int) -> Bool {
    self[index] == .cr && index + 1 < count && self[index + 1] == .lf
  }
}

extension ArraySlice<UInt8> {
  /// The lines without their CRLF.
  fileprivate var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      if self[index] == .lf, index > start, self[index - 1] == .cr {
        lines.append(start..<(index - 1))
        start = index + 1
      }
      index += 1
    }
    if start < endIndex { lines.append(start..<endIndex) }
    return lines
  }

  fileprivate var lowercasedName: [UInt8] {
    let end = lastIndex { !$0.isBlank } ?? startIndex - 1
    return self[...end].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
  }
}
