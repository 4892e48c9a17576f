import Diagnostics
import Foundation
import Newsroom
import Preflight

/// Stops a send whose issue has errors.
struct CheckGate {
  let workspace: Workspace
  let forced: Set<String>

  /// What was found; throws when an error is among it that nobody forced.
  func pass(_ folder: IssueFolder, list: String) throws -> CheckRun {
    let input = try CheckIssue(workspace: workspace, ledger: nil, date: Date()).input(
      for: folder, list: list, counting: nil)
    let run = CheckRun(
      input, selection: CheckRun.Selection(severities: try CheckSettings(workspace).severities()))
    let errors = run.findings.filter { $0.severity == .error && !forced.contains($0.id) }
    guard errors.isEmpty else {
      let ids = Set(errors.map(\.id)).sorted()
      throw ProblemError(
        Problem(
          .refused,
          "the checks found \(counted(errors.count, "error", "errors")) in \(workspace.issues.shortName(of: folder))",
          findings: errors,
          try: [
            "correct the article and compose it again",
            "or, where a check is wrong: " + ids.map { "--force \($0)" }.joined(separator: " "),
          ],
          notDone: "nothing was sent"))
    }
    return run
  }
}
