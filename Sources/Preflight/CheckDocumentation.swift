import Diagnostics

/// The page of a check: what it wants, why, and examples.
public struct CheckDocumentation: Sendable {
  private let check: Check

  /// Documents a check.
  public init(_ check: Check) { self.check = check }

  /// The page as Markdown; `--explain` prints the same.
  public var text: String {
    var lines = [
      "# \(check.id)", "", "\(check.group.title), \(check.severity.rawValue): \(check.summary).", "",
      check.reason, "", "Accepted:", "",
    ]
    lines += check.accepted.flatMap(Self.block)
    lines += ["Reported" + (check.reported.contains(where: \.isMarked) ? ", ↓ before the place:" : ":"), ""]
    lines += check.reported.flatMap(Self.block)
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  private static func block(_ example: CheckExample) -> [String] {
    example.text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 } + [""]
  }

  /// A table of all checks.
  public static var index: String {
    var lines = [
      "# Checks", "",
      "`broadsheet check` looks at these; `broadsheet check --explain ID` shows a page of them.",
      "", "| Check | Looks at | Severity | Wants |", "|---|---|---|---|",
    ]
    lines += CheckCatalog.all.map {
      "| [\($0.id)](\($0.id).md) | \($0.group.title) | \($0.severity.rawValue) | \($0.summary) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
