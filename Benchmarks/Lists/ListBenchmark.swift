import Foundation
import InternetMessage
import Ledger
import MailingLists
import Newsroom

/// Imports a file into a list of a project, as `broadsheet list import` does.
///
/// With the word `erased` behind them the project has a ledger in which somebody was erased, so that a keyed hash of
/// every address is looked up. It prints the people, the seconds of CPU time and on the clock, and the most memory in KiB.
@main enum ListBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 || arguments.last == "erased" else {
      return print("usage: list-bench PROJECT FILE [erased]")
    }
    let workspace = try Workspace.open(
      from: URL(filePath: arguments[1], directoryHint: .isDirectory), environment: [:],
      wasSent: { _, _ in false })
    let ledger = arguments.last == "erased" ? try ledgerWithAnErasure(in: workspace) : nil
    let importing = ImportList(
      workspace: workspace,
      suppressions: try SuppressedPeople(
        ledger, keys: try workspace.tokenKeys(), isSnapshot: true),
      makeTable: SQLiteMergeTable.init)
    let (start, clockStart) = (clock(), ContinuousClock.now)
    let result = try importing.run(TabularFile(arguments[2]), list: "bench", isRehearsal: false)
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    let elapsed = clockStart.duration(to: .now).components
    let wall = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    print("people", result.summary.people)
    print("merged", result.summary.merged)
    print("cpu", seconds)
    print("wall", wall)
    print("memory", peakMemory())
  }

  private static func ledgerWithAnErasure(in workspace: Workspace) throws -> SQLiteLedger {
    let file = workspace.project.ledgerFile
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let ledger = try SQLiteLedger(path: file.path)
    let erasing = EraseReader(workspace: workspace, ledger: ledger)
    _ = try erasing.erase(EmailAddress("gone@example.org"), at: Date(timeIntervalSince1970: 0))
    return ledger
  }

  /// `VmHWM`, which counts this program alone.
  private static func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }
}
