import Diagnostics

extension Frame {
  /// The picture as JSON: rows of runs, and where links lead.
  ///
  ///     {"v":1,"columns":80,"links":["https://…"],"rows":[[{"x":3,"text":"Hello","bold":true}]]}
  public var json: String {
    let rows = rows.map { row in "[" + Self.runs(row).map(Self.json).joined(separator: ",") + "]" }
    return "{\"v\":1,\"columns\":\(columns),\"links\":[" + links.map(Self.quoted).joined(separator: ",")
      + "],\"rows\":[\n" + rows.joined(separator: ",\n") + "\n]}\n"
  }

  /// Cells of the same look, put together; blank cells without background left out.
  static func runs(_ row: [Cell]) -> [(column: Int, text: String, cell: Cell, columns: Int)] {
    var runs: [(column: Int, text: String, cell: Cell, columns: Int)] = []
    for (column, cell) in row.enumerated() {
      guard let character = cell.character else {
        if !runs.isEmpty { runs[runs.count - 1].columns += 1 }
        continue
      }
      var plain = cell
      plain.character = " "
      if let last = runs.last, last.cell == plain, last.column + last.columns == column {
        runs[runs.count - 1].text.append(character)
        runs[runs.count - 1].columns += 1
      } else {
        runs.append((column, String(character), plain, 1))
      }
    }
    return runs.filter { $0.cell.style.background != nil || $0.text.contains { $0 != " " } }
  }

  private static func json(_ run: (column: Int, text: String, cell: Cell, columns: Int)) -> String {
    var fields = ["\"x\":\(run.column)", "\"text\":\(quoted(run.text))"]
    let style = run.cell.style
    if run.cell.role != .content { fields.append("\"role\":\(quoted(run.cell.role.rawValue))") }
    if let color = style.foreground { fields.append("\"color\":\(quoted(color.hex))") }
    if let color = style.background { fields.append("\"background\":\(quoted(color.hex))") }
    let flags = [
      ("bold", style.isBold), ("dim", style.isDim), ("italic", style.isItalic),
      ("underlined", style.isUnderlined),
      ("struck", style.isStruck),
    ]
    if style.tone != .normal { fields.append("\"tone\":\(quoted(style.tone.rawValue))") }
    fields += flags.filter(\.1).map { "\"\($0.0)\":true" }
    if run.cell.link > 0 { fields.append("\"link\":\(run.cell.link)") }
    if run.cell.sourceLine > 0 { fields.append("\"line\":\(run.cell.sourceLine)") }
    return "{" + fields.joined(separator: ",") + "}"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.isHostileToTerminals:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
