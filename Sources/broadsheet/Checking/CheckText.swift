import Diagnostics
import Preflight

/// Findings as a person reads them: a line for each group, then each finding with its place.
struct CheckText {
  let text: String

  init(
    _ run: CheckRun, subject: String, list: CheckedList?, fixed: [(key: String, value: Int)], isStale: Bool,
    isStrict: Bool
  ) {
    var lines = [
      subject.printable + (list.map { " for list \($0.name.printable) (\($0.people) people)" } ?? ""), "",
    ]
    for group in CheckGroup.allCases {
      let ids = run.checks.filter { $0.group == group }.map(\.id)
      guard !ids.isEmpty else { continue }
      let findings = run.findings.filter { ids.contains($0.id) }
      lines.append(
        "  \(Self.mark(findings)) \(group.title.leftAligned(in: 15)) \(Self.words(findings, checks: ids.count))"
      )
    }
    for finding in run.findings { lines += ["", finding.text] }
    lines += [""] + fixed.map { "fixed \($0.value) in \($0.key.printable)" }
    if isStale { lines.append("the issue is as it was: compose it again") }
    if !run.fixes.isEmpty, fixed.isEmpty { lines.append("--fix would change \(run.fixes.count)") }
    lines.append(Self.sum(run, isStrict: isStrict))
    text = lines.joined(separator: "\n")
  }

  private static func mark(_ findings: [Finding]) -> String {
    switch findings.map(\.severity).max() {
    case .error?: "✗"
    case .warning?: "⚠"
    case .note?: "·"
    case nil: "✓"
    }
  }

  private static func words(_ findings: [Finding], checks: Int) -> String {
    guard !findings.isEmpty else { return "\(checks) \(checks == 1 ? "check" : "checks")" }
    return findings.count == 1 ? findings[0].message.printable : "\(findings.count) findings"
  }

  private static func sum(_ run: CheckRun, isStrict: Bool) -> String {
    let numbers =
      "\(run.errors) \(run.errors == 1 ? "error" : "errors"), \(run.warnings) \(run.warnings == 1 ? "warning" : "warnings")"
    if run.errors > 0 { return numbers + ": send refuses it" }
    return isStrict && run.warnings > 0 ? numbers + ": --strict fails" : numbers
  }
}
