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

/// Findings in the form that code hosts and editors read (SARIF 2.1.0).
struct SARIF: Encodable {
  struct Text: Encodable { let text: String }
  struct Rule: Encodable {
    struct Configuration: Encodable { let level: String }
    let id: String
    let shortDescription, fullDescription: Text
    let defaultConfiguration: Configuration
  }
  struct Driver: Encodable {
    let name = "broadsheet"
    let rules: [Rule]
  }
  struct Tool: Encodable { let driver: Driver }
  struct Artifact: Encodable { let uri: String }
  struct Region: Encodable {
    let startLine: Int
    let startColumn: Int?
  }
  struct Physical: Encodable {
    let artifactLocation: Artifact
    let region: Region?
  }
  struct Location: Encodable { let physicalLocation: Physical }
  struct Result: Encodable {
    let ruleId, level: String
    let message: Text
    let locations: [Location]
  }
  struct Run: Encodable {
    let tool: Tool
    let columnKind = "unicodeCodePoints"
    let results: [Result]
  }

  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  init(_ run: CheckRun) {
    let rules = run.checks.map {
      Rule(
        id: $0.id, shortDescription: Text(text: $0.summary), fullDescription: Text(text: $0.reason),
        defaultConfiguration: .init(level: $0.severity.rawValue))
    }
    let results = run.findings.map { finding in
      Result(
        ruleId: finding.id, level: finding.severity.rawValue,
        message: Text(text: ([finding.message] + finding.help).joined(separator: "; ")),
        locations: finding.place.map { place in
          let region = place.line.map { Region(startLine: $0, startColumn: place.column) }
          return [
            Location(
              physicalLocation: Physical(artifactLocation: Artifact(uri: place.file), region: region))
          ]
        } ?? [])
    }
    runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]
  }
}
