import ArgumentParser
import Diagnostics
import Foundation

/// The command line: arguments in, words out.
@main
struct Broadsheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract: "Turns an article into a newsletter that people can act on, and sends it to every subscriber once.",
    discussion: """
      The main job, in three commands:

        broadsheet compose articles/white-helmets.md
        broadsheet preview
        broadsheet send --list example
      """,
    version: "0.1.0",
    subcommands: [
      New.self, Import.self, Compose.self, Preview.self, Send.self, Report.self, MJMLCommand.self, Sandbox.self,
      Config.self,
    ])

  /// Runs a command and turns whatever stops it into words and an exit status.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as any ExplainedError {
      exit(reporting: error.problem)
    } catch {
      exit(withError: error)
    }
  }

  private static func exit(reporting problem: Problem) -> Never {
    StandardError.write(problem.text)
    Foundation.exit(problem.kind.rawValue)
  }
}

/// A problem of the command line itself.
struct ProblemError: ExplainedError {
  let problem: Problem

  init(_ problem: Problem) { self.problem = problem }
}
