import TerminalControl

/// Shows more lines than fit on a terminal through the person's pager.
enum Pager {
  /// Shows lines; through the pager where they are more than the screen has rows, and one can be started.
  ///
  /// Without a pager the lines are written before those behind them are asked for.
  static func show(_ lines: [String], behind more: () -> [String] = { [] }, isAllowed: Bool) {
    guard isAllowed, StandardOutput.isTerminal, let size = TerminalDevice().size, lines.count >= size.rows,
      let command = command(Variables.values(of: variables))
    else {
      StandardOutput.write(lines: lines)
      StandardOutput.write(lines: more())
      return
    }
    let text = (lines + more()).joined(separator: "\n")
    let status = ForegroundProgram.run(command, input: Array((text + "\n").utf8))
    // A shell's word for "there is no such program", as env says it too.
    if status == nil || status == 127 { StandardOutput.write(text) }
  }

  private static let variables = ["BROADSHEET_PAGER", "PAGER"]

  /// The pager: `BROADSHEET_PAGER`, `PAGER`, else less; nil where the person wants none.
  static func command(_ environment: [String: String]) -> [String]? {
    for name in variables {
      guard let value = environment[name] else { continue }
      let words = value.split(separator: " ").map(String.init)
      return words.isEmpty || words == ["cat"] ? nil : words
    }
    return ["less", "-FIRX"]
  }
}
