import Diagnostics

extension Problem {
  /// The problem as a person reads it: what, evidence, what to type next, what was not done.
  var text: String {
    var lines = ["error: \(summary)"]
    lines += evidence.map { "  \($0)" }
    for finding in findings.prefix(20) {
      lines.append("")
      lines += finding.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    if findings.count > 20 { lines.append("  and \(findings.count - 20) more") }
    if !findings.isEmpty { lines.append("") }
    for (index, suggestion) in suggestions.enumerated() {
      lines.append((index == 0 ? "  try: " : "       ") + suggestion)
    }
    lines.append("  \(notDone.map { "\($0) " } ?? "")(exit \(kind.rawValue))")
    return lines.joined(separator: "\n")
  }
}
