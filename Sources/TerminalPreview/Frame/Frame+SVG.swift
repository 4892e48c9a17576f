import Diagnostics

extension Frame {
  /// The picture as SVG, a cell 8 by 16 pixels, without fonts or addresses from elsewhere.
  public func svg(isDark: Bool = false) -> String {
    let paper = isDark ? Color(18, 18, 18) : .white
    let ink = isDark ? Color(230, 230, 230) : Color(26, 26, 26)
    let (width, height) = (columns * 8 + 16, rows.count * 16 + 16)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\""
        + " font-size=\"13\">",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(paper.hex)\"/>",
    ]
    for (row, cells) in rows.enumerated() {
      for run in Self.runs(cells) {
        let (x, y) = (8 + run.column * 8, 8 + row * 16)
        if let color = run.cell.style.background {
          lines.append(
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(run.columns * 8)\" height=\"16\" fill=\"\(color.hex)\"/>")
        }
        lines += element(run, x: x, y: y, ink: ink)
      }
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private func element(
    _ run: (column: Int, text: String, cell: Cell, columns: Int), x: Int, y: Int, ink: Color
  ) -> [String] {
    var text = run.text
    if run.cell.role == .buttonEdge {
      if text.contains("▄") || text.contains("▀") {
        let top = text.contains("▄") ? y + 8 : y
        let color = (run.cell.style.foreground ?? ink).hex
        return ["<rect x=\"\(x)\" y=\"\(top)\" width=\"\(run.columns * 8)\" height=\"8\" fill=\"\(color)\"/>"]
      }
      text = text.replacing("[", with: " ").replacing("]", with: " ")
    }
    let blanks = text.prefix { $0 == " " }.count
    text = text.trimmingBlanks
    guard !text.isEmpty else { return [] }
    let style = run.cell.style
    var attributes = "x=\"\(x + blanks * 8)\" y=\"\(y + 12)\" fill=\"\((style.foreground ?? ink).hex)\""
    attributes +=
      " textLength=\"\(text.columns * 8)\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\""
    if style.isBold { attributes += " font-weight=\"700\"" }
    if style.isItalic { attributes += " font-style=\"italic\"" }
    if style.isDim { attributes += " opacity=\"0.6\"" }
    let lines = (style.isUnderlined ? ["underline"] : []) + (style.isStruck ? ["line-through"] : [])
    if !lines.isEmpty { attributes += " text-decoration=\"\(lines.joined(separator: " "))\"" }
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return ["<text \(attributes)>\(escaped)</text>"]
  }
}
