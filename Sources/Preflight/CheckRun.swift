public import Diagnostics
import Foundation

/// What the checks have to say about one input.
public struct CheckRun: Sendable {
  /// Which checks run, and how bad their findings are.
  public struct Selection: Hashable, Sendable {
    /// Only these; all where it is empty.
    public var only: Set<String>
    /// Not these.
    public var skipped: Set<String>
    /// Severities that the configuration changes; nil turns a check off.
    public var severities: [String: Finding.Severity?]

    /// Chooses checks.
    public init(
      only: Set<String> = [], skipped: Set<String> = [], severities: [String: Finding.Severity?] = [:]
    ) {
      self.only = only
      self.skipped = skipped
      self.severities = severities
    }

    /// The severity of a check; nil when it does not run.
    func severity(of check: Check) -> Finding.Severity? {
      guard !skipped.contains(check.id) else { return nil }
      if !only.isEmpty { return only.contains(check.id) ? severities[check.id] ?? check.severity : nil }
      return severities[check.id] ?? check.severity
    }
  }

  /// A change of an article that is mechanical.
  public struct Fix: Hashable, Sendable {
    /// The file.
    public let file: String
    /// What is replaced, the first occurrence that is no part of a longer word or address, and by what.
    public let old, new: String

    /// The text with the change; nil when what was to be replaced is not there any more.
    public func applied(to text: String) -> String? {
      guard let range = text.range(ofWhole: old) else { return nil }
      return text.replacingCharacters(in: range, with: new)
    }
  }

  /// The findings, in the order of the checks.
  public private(set) var findings: [Finding] = []
  /// What `--fix` would do.
  public private(set) var fixes: [Fix] = []
  /// The checks that ran.
  public private(set) var checks: [Check] = []

  /// Runs the checks of a selection.
  public init(_ input: CheckInput, selection: Selection = Selection(), checks all: [Check] = CheckCatalog.all)
  {
    for check in all {
      guard let severity = selection.severity(of: check) else { continue }
      checks.append(check)
      for report in check.reports(on: input) {
        let found = report.evidence.flatMap { input.sources.first(containing: $0) }
        let shown = found ?? input.anchor(of: check.group)
        findings.append(
          Finding(
            check.id, severity, report.message, at: shown?.place ?? input.file(of: check.group),
            sourceLine: shown?.line, help: report.help))
        if let found, found.source.isArticle, let replacement = report.replacement {
          fixes.append(Fix(file: found.source.file, old: found.evidence, new: replacement))
        }
      }
    }
  }

  /// How many findings are errors.
  public var errors: Int { findings.count { $0.severity == .error } }
  /// How many findings are warnings.
  public var warnings: Int { findings.count { $0.severity == .warning } }
}

/// Where a text that is wrong stands.
struct FoundEvidence {
  let source: CheckSource
  let place: Place
  let line: String
  let evidence: String
}

extension [CheckSource] {
  /// The first place where a text stands, as it is or as markup writes it.
  func first(containing evidence: String) -> FoundEvidence? {
    guard !evidence.isEmpty else { return nil }
    let forms = [evidence, evidence.replacing("&", with: "&amp;"), evidence.replacing("\"", with: "\\\"")]
    for source in self {
      for form in forms {
        if let range = source.text.range(ofWhole: form) ?? source.text.range(of: form, ignoringCase: false)
          ?? source.text.range(of: form, ignoringCase: true)
        {
          return source.found(range)
        }
      }
    }
    return nil
  }
}

extension CheckSource {
  fileprivate func found(_ range: Range<String.Index>) -> FoundEvidence {
    let before = text[..<range.lowerBound]
    let lineStart = before.lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
    let lineEnd = text[range.lowerBound...].firstIndex(where: \.isNewline) ?? text.endIndex
    let place = Place(
      file: file, line: before.count(where: \.isNewline) + 1,
      column: text.distance(from: lineStart, to: range.lowerBound) + 1)
    return FoundEvidence(
      source: self, place: place, line: String(text[lineStart..<lineEnd]), evidence: String(text[range]))
  }
}

extension String {
  /// The first occurrence that does not go on as a word or an address would.
  fileprivate func range(ofWhole wanted: String) -> Range<String.Index>? {
    var position = startIndex
    while let range = self[position...].range(of: wanted) {
      let next = self[range.upperBound...].unicodeScalars.first
      guard let next,
        next.properties.isAlphabetic || next.properties.numericType != nil
          || "%&=?/_-~#".unicodeScalars.contains(next)
      else { return range }
      position = index(after: range.lowerBound)
    }
    return nil
  }

  fileprivate func range(of wanted: String, ignoringCase: Bool) -> Range<String.Index>? {
    range(of: wanted, options: ignoringCase ? .caseInsensitive : [])
  }
}
