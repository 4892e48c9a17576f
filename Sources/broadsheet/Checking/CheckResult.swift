import Diagnostics
import Preflight

/// Findings as one JSON object.
struct CheckResult: Encodable {
  struct Row: Encodable {
    let id, severity, message: String
    let file: String?
    let line, column: Int?
    let help: [String]
  }

  let v = 1
  let subject: String
  let checks: Int
  let errors, warnings: Int
  let fixable: Int
  let findings: [Row]

  init(_ run: CheckRun, subject: String) {
    self.subject = subject
    checks = run.checks.count
    errors = run.errors
    warnings = run.warnings
    fixable = run.fixes.count
    findings = run.findings.map {
      Row(
        id: $0.id, severity: $0.severity.rawValue, message: $0.message, file: $0.place?.file,
        line: $0.place?.line, column: $0.place?.column, help: $0.help)
    }
  }
}
