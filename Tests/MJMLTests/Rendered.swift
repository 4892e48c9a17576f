import MJML

/// Renders for tests: in a column of a section, or a whole template.
func render(
  _ source: String, options: MJMLOptions = MJMLOptions()
) throws -> MJMLOutput {
  try MJMLRenderer(options: options).render(source, file: "letter.mjml")
}

func renderInColumn(_ source: String) throws -> MJMLOutput {
  try render("<mjml><mj-body><mj-section><mj-column>\(source)</mj-column></mj-section></mj-body></mjml>")
}

extension MJMLProblem {
  /// As compilers print it, without the line.
  var summary: String { "\(line):\(column): \(severity.rawValue): \(message) [\(id)]" }
}
