import Diagnostics
import Records

/// A post of a site cut into the fields before it and its text: YAML, TOML or JSON.
struct SiteFrontMatter {
  private(set) var fields = LooseJSON.object([])
  private(set) var body: String
  /// The line of the file on which the body begins.
  private(set) var bodyLine = 1
  private(set) var findings: [Finding] = []
  /// Whether there were fields at all.
  private(set) var isThere = false

  init(_ text: String, file: String) {
    body = text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first?.trimmed ?? ""
    if first == "{" || first.hasPrefix("{\"") || first.hasPrefix("{ \"") {
      readJSON(text, lines)
      return
    }
    let fences: [Substring: Substring] = [
      "---": "---", "+++": "+++", ";;;": ";;;", "---json": "---", "---toml": "---", "---yaml": "---",
    ]
    guard let closing = fences[first],
      let end = lines.indices.dropFirst().first(where: {
        lines[$0].trimmed == closing || closing == "---" && lines[$0].trimmed == "..."
      })
    else {
      if first == "---js" || first == "---javascript" {
        findings.append(Finding("front-matter", .warning, .script, at: Place(file: file, line: 1)))
      }
      return
    }
    isThere = true
    let inner = lines[1..<end].joined(separator: "\n")
    body = lines[(end + 1)...].joined(separator: "\n")
    bodyLine = end + 2
    switch first {
    case "+++", "---toml": readTOML(inner, file)
    case ";;;", "---json": fields = LooseJSON(inner)
    default: readYAML(inner, file)
    }
  }

  private mutating func readJSON(_ text: String, _ lines: [Substring]) {
    // The object ends on the first line that closes it.
    for end in lines.indices where lines[end].trimmed == "}" {
      fields = LooseJSON(lines[...end].joined(separator: "\n"))
      isThere = fields.isObject
      body = lines[(end + 1)...].joined(separator: "\n")
      bodyLine = end + 2
      return
    }
  }

  private mutating func readTOML(_ text: String, _ file: String) {
    guard text.utf8.count <= 65_536 else {
      findings.append(Finding("toml-size", .error, .tooLong, at: Place(file: file, line: 1)))
      return
    }
    let toml = TOMLFrontMatter(text)
    fields = toml.root
    guard let line = toml.badLine else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let source = lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
    findings.append(
      Finding("toml-syntax", .error, .noTOML, at: Place(file: file, line: line + 1), sourceLine: source))
  }

  private mutating func readYAML(_ text: String, _ file: String) {
    let record = Record(yaml: text, file: file, lineOffset: 1)
    fields = .object(record.keys.compactMap { key in record.value(key).map { (key, LooseJSON($0)) } })
    findings = record.finish().filter { $0.id != "unknown-key" }
  }
}

extension LooseJSON {
  /// A value of a record, without its place.
  init(_ value: RecordValue) {
    switch value.content {
    case .scalar("true", isQuoted: false): self = .flag(true)
    case .scalar("false", isQuoted: false): self = .flag(false)
    case .scalar(let text, _): self = .text(text)
    case .list(let items): self = .list(items.map { LooseJSON($0) })
    case .mapping(let entries): self = .object(entries.map { ($0.key, LooseJSON($0.value)) })
    case .nothing: self = .nothing
    }
  }
}

extension String {
  fileprivate static let tooLong = "the front matter is longer than 64 KiB"
  fileprivate static let noTOML = "this line is not TOML"
  fileprivate static let script = "front matter in JavaScript is not read"
}
