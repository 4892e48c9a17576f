import Diagnostics

/// What the checks found, each with its place and what to do about it, and the contrast of the buttons.
struct ChecksView {
  let checks: MessageChecks?
  let buttons: [ButtonContrast]

  func lines(width: Int) -> [ViewLine] {
    guard let checks else { return [ViewLine("  (not looked at yet)", isDim: true)] }
    var lines = checks.findings.flatMap { Self.lines($0, width: width) + [ViewLine()] }
    if lines.isEmpty { lines = [Self.marked("✓", "nothing to report", .good), ViewLine()] }
    return buttons.isEmpty ? Array(lines.dropLast()) : lines + Self.lines(buttons)
  }

  private static func lines(_ finding: Finding, width: Int) -> [ViewLine] {
    let mark: (sign: String, tone: Frame.Tone) =
      switch finding.severity {
      case .error: ("✗", .bad)
      case .warning: ("⚠", .warning)
      case .note: ("·", .normal)
      }
    var pieces = finding.text.split(separator: "\n").map(String.init)
    if pieces.isEmpty { return [] }
    pieces.removeFirst()
    let words = "\(finding.severity.rawValue): \(finding.message) [\(finding.id)]"
    var lines = ViewLine.wrapped(words, width: width - 4).enumerated().map {
      $0.offset == 0 ? marked(mark.sign, $0.element, mark.tone) : ViewLine("    " + $0.element)
    }
    if let place = finding.place { lines.append(ViewLine("    \(place)", isDim: true)) }
    for piece in pieces {
      let isHelp = piece.hasPrefix("help: ")
      lines += (isHelp ? ViewLine.wrapped(piece, width: width - 4) : [piece.clipped(to: max(8, width - 4))])
        .map { ViewLine("    " + $0, isDim: !isHelp) }
    }
    return lines
  }

  private static func marked(_ sign: String, _ words: String, _ tone: Frame.Tone) -> ViewLine {
    var line = ViewLine("  ")
    line.append(sign, tone, role: .marker)
    line.append(" " + words)
    return line
  }

  private static func lines(_ buttons: [ButtonContrast]) -> [ViewLine] {
    let title = ViewLine("  contrast of buttons, \(ButtonContrast.least):1 at least (WCAG 2.2)", isDim: true)
    return [title]
      + buttons.map { button in
        let isRead = button.ratio >= ButtonContrast.least
        // 4.48 is not enough, and must not look as if it were.
        let tenths = Int((button.ratio * 10).rounded(isRead ? .toNearestOrAwayFromZero : .down))
        var line = marked(
          isRead ? "✓" : "✗", "\(tenths / 10).\(tenths % 10):1", isRead ? .good : .bad)
        line.pad(to: 12)
        line.append("\(button.text.hex) on \(button.ground.hex)  \(button.label)")
        return line
      }
  }
}
