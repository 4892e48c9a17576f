import Diagnostics
import Yams

/// Reads YAML into values: the only user of Yams.
///
/// Read strictly: one document, text as keys, no aliases (one of them can stand
/// for a billion values), at most 1 MiB and 32 levels.
struct YAMLTree {
  static let sizeLimit = 1 << 20
  static let depthLimit = 32

  let source: SourceText
  private(set) var findings: [Finding] = []

  init(_ source: SourceText) {
    self.source = source
  }

  /// The root of the document, or nil after a syntax error; an empty text is nothing.
  mutating func root() -> RecordValue? {
    let start = Place(file: source.file, line: source.lineOffset + 1, column: 1)
    guard source.text.utf8.count <= Self.sizeLimit else {
      findings.append(source.finding("yaml-size", .tooLong, at: start))
      return nil
    }
    if let alias = firstAlias() {
      findings.append(source.finding("yaml-alias", .alias, at: alias, help: ["write the value out"]))
      return nil
    }
    do {
      let node = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8).singleRoot()
      return node.flatMap { value($0, depth: 0) }
        ?? (findings.isEmpty ? RecordValue(.nothing, at: start) : nil)
    } catch let error as YamlError {
      findings.append(finding(for: error))
    } catch {
      findings.append(source.finding("yaml-syntax", .syntax("it cannot be read"), at: start))
    }
    return nil
  }

  private mutating func value(_ node: Node, depth: Int) -> RecordValue? {
    let place =
      node.mark.map { source.place(line: $0.line, scalarColumn: $0.column) } ?? Place(file: source.file)
    guard depth < Self.depthLimit else {
      if findings.last?.id != "yaml-depth" {
        findings.append(source.finding("yaml-depth", .tooDeep, at: place))
      }
      return nil
    }
    switch node {
    case .scalar(let scalar):
      if scalar.string.isEmpty, scalar.style == .plain { return RecordValue(.nothing, at: place) }
      return RecordValue(.scalar(scalar.string, isQuoted: scalar.style != .plain), at: place)
    case .sequence(let sequence):
      return RecordValue(.list(sequence.compactMap { value($0, depth: depth + 1) }), at: place)
    case .mapping(let mapping):
      return RecordValue(.mapping(mapping.compactMap { entry($0.key, $0.value, depth: depth) }), at: place)
    case .alias:
      findings.append(source.finding("yaml-alias", .alias, at: place, help: ["write the value out"]))
      return nil
    }
  }

  private mutating func entry(_ key: Node, _ content: Node, depth: Int) -> RecordValue.Entry? {
    let place =
      key.mark.map { source.place(line: $0.line, scalarColumn: $0.column) } ?? Place(file: source.file)
    guard case .scalar(let scalar) = key else {
      findings.append(source.finding("wrong-type", .keyIsNoText, at: place))
      return nil
    }
    return value(content, depth: depth + 1).map { .init(key: scalar.string, place: place, value: $0) }
  }
}

extension YAMLTree {
  /// The first `*name` that stands where a value begins and whose `&name` stands before it.
  ///
  /// Found in the text, because Yams compares keys by expanding their aliases.
  private func firstAlias() -> Place? {
    guard source.text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    var anchors: Set<Substring> = []
    for (index, line) in source.lines.enumerated() where line.contains("&") || line.contains("*") {
      var isValueStart = true
      for (column, position) in line.indices.enumerated() {
        let character = line[position]
        if character == "&" || character == "*" {
          let name = line[line.index(after: position)...].prefix { !" \t,[]{}:".contains($0) }
          if character == "&", !name.isEmpty { anchors.insert(name) }
          if character == "*", isValueStart, anchors.contains(name) {
            return Place(file: source.file, line: index + 1 + source.lineOffset, column: column + 1)
          }
        }
        let next = line.index(after: position)
        let isBeforeBlank = next == line.endIndex || line[next] == " " || line[next] == "\t"
        let isIndicator = "-:?".contains(character) && isBeforeBlank || ",[{".contains(character)
        let isBlank = character == " " || character == "\t"
        isValueStart = isIndicator || isBlank && isValueStart
      }
    }
    return nil
  }

  private func finding(for error: YamlError) -> Finding {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let place = source.place(line: mark.line, scalarColumn: mark.column)
      if source.line(place.line)?.dropFirst((place.column ?? 1) - 1).first == "\t" {
        return source.finding(
          "yaml-syntax", .syntax("a tab stands where it has a meaning"), at: place,
          help: ["indent with blanks: YAML takes no tabs there"])
      }
      let needsQuotes = problem.contains("mapping values") || problem.contains("cannot start any token")
      return source.finding(
        "yaml-syntax", .syntax(problem), at: place,
        help: needsQuotes
          ? ["put quotation marks around a text with ': ' in it, or with @, ` or % in front"] : [])
    case .reader(let problem, let offset, _, _):
      return source.finding("yaml-syntax", .syntax(problem), at: place(ofCharacter: offset ?? 0))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.sorted().first ?? ""
      let first = source.place(line: context.mark.line, scalarColumn: context.mark.column)
      return source.finding(
        "duplicate-key", .duplicate(key), at: second(key, after: first),
        help: ["it is first given on line \(first.line ?? 0)"])
    default:
      return source.finding(
        "yaml-syntax", .syntax("it cannot be read"), at: Place(file: source.file, line: source.lineOffset + 1)
      )
    }
  }

  private func place(ofCharacter offset: Int) -> Place {
    var place = (line: 1, column: 1)
    for character in source.text.prefix(offset) {
      place = character.isLineEnd ? (place.line + 1, 1) : (place.line, place.column + 1)
    }
    return Place(file: source.file, line: place.line + source.lineOffset, column: place.column)
  }

  /// Yams tells where a repeated key stands first; the second is the next line that begins like it.
  private func second(_ key: String, after first: Place) -> Place {
    guard let line = first.line, let column = first.column else { return first }
    for (index, text) in source.lines.enumerated().dropFirst(line - source.lineOffset) {
      let indent = text.prefix { $0 == " " || $0 == "-" }.count
      let begins = [key, "\"\(key)\"", "'\(key)'"].contains { text.dropFirst(indent).hasPrefix($0 + ":") }
      if indent == column - 1, begins {
        return Place(file: source.file, line: index + 1 + source.lineOffset, column: column)
      }
    }
    return first
  }
}

extension String {
  fileprivate static let tooLong = "the YAML is longer than 1 MiB"
  fileprivate static let tooDeep = "the YAML is nested more than 32 levels deep"
  fileprivate static let alias = "a YAML alias is not read here"
  fileprivate static let keyIsNoText = "a key must be a text"
  fileprivate static func syntax(_ problem: String) -> String { "this is not YAML: \(problem)" }
  fileprivate static func duplicate(_ key: String) -> String { "'\(key)' is given twice" }
}
