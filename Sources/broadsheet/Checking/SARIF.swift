import Diagnostics
import Foundation
import Preflight

/// Findings in the form that code hosts and editors read (SARIF 2.1.0).
///
/// Code hosts want more than the standard does: a place with a line for every
/// result, the page of every rule, and a fingerprint by which a result is the
/// same one after lines above it have changed.
struct SARIF: Encodable {
  struct Text: Encodable {
    let text: String
    var markdown: String?
  }
  struct Rule: Encodable {
    struct Configuration: Encodable { let level: String }
    struct Properties: Encodable { let tags: [String] }
    let id: String
    let shortDescription, fullDescription, help: Text
    let defaultConfiguration: Configuration
    let properties: Properties
  }
  struct Driver: Encodable {
    let name = "broadsheet"
    let semanticVersion = Broadsheet.version
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
    let region: Region
  }
  struct Location: Encodable { let physicalLocation: Physical }
  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: String
    let message: Text
    let locations: [Location]
    let partialFingerprints: [String: String]
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

  /// Writes the findings down; `fallback` is the file of those that have no place.
  init(_ run: CheckRun, fallback: String) {
    let rules = run.checks.map(Rule.init)
    var seen: [String: Int] = [:]
    let results = run.findings.map { finding in
      let place = finding.place ?? Place(file: fallback)
      let line =
        "\(finding.id) \(place.file) \((finding.sourceLine ?? finding.message).split(whereSeparator: \.isWhitespace).joined(separator: " "))"
      seen[line, default: 0] += 1
      return Result(
        finding, at: place, ruleIndex: run.checks.firstIndex { $0.id == finding.id },
        fingerprint: "\(line.fingerprint):\(seen[line] ?? 1)")
    }
    runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]
  }
}

extension SARIF.Rule {
  fileprivate init(_ check: Preflight.Check) {
    let page = CheckDocumentation(check).text
    self.init(
      id: check.id, shortDescription: .init(text: check.summary), fullDescription: .init(text: check.reason),
      help: .init(text: page, markdown: page), defaultConfiguration: .init(level: check.severity.rawValue),
      properties: .init(tags: [check.group.title]))
  }
}

extension SARIF.Result {
  fileprivate init(_ finding: Finding, at place: Place, ruleIndex: Int?, fingerprint: String) {
    self.init(
      ruleId: finding.id, ruleIndex: ruleIndex, level: finding.severity.rawValue,
      message: .init(text: ([finding.message] + finding.help).joined(separator: "; ")),
      locations: [
        .init(
          physicalLocation: .init(
            artifactLocation: .init(uri: place.file.uriReference),
            region: .init(startLine: place.line ?? 1, startColumn: place.column)))
      ],
      partialFingerprints: ["primaryLocationLineHash": fingerprint])
  }
}

extension String {
  /// A path as a reference to a file: blanks and all that has a meaning in an address in percents (RFC 3986).
  fileprivate var uriReference: String {
    addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting([":", ";", "?", "#"])) ?? self
  }

  /// Sixteen digits that are the same in every run (FNV-1a).
  fileprivate var fingerprint: String {
    let hash = utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
