import ArgumentParser
import Diagnostics
import Foundation

/// The command line: arguments in, words out.
@main
struct Broadsheet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "broadsheet",
    abstract:
      "Turns an article into a newsletter that people can act on, and sends it to every subscriber once.",
    discussion: """
      The main job, in three commands:

        broadsheet compose articles/white-helmets.md
        broadsheet preview
        broadsheet send --list example
      """,
    version: Self.version,
    subcommands: [
      New.self, Import.self, FeedCommand.self, Compose.self, Preview.self, Check.self, Send.self, Report.self,
      MJMLCommand.self, TemplateCommand.self,
      ListCommand.self, UnsubscribeCommand.self, BouncesCommand.self, TokenCommand.self, DKIMCommand.self,
      Sandbox.self, Doctor.self, Config.self,
    ])

  /// The version of the program.
  static let version = "0.1.0"

  /// Runs a command and turns whatever stops it into words and an exit status.
  static func main() {
    do {
      let given = CommandLine.arguments.dropFirst()
      if let preview = PreviewRun(plain: Array(given)) { return try preview.run() }
      let arguments = try Self.arguments(given)
      var command = try parse(arguments)
      try (command as? any FolderCommand)?.options.enter()
      try command.run()
    } catch let error as any ExplainedError {
      exit(reporting: error.problem)
    } catch {
      if let problem = problem(ofArguments: error) { exit(reporting: problem) }
      exit(withError: error)
    }
  }

  /// What the parser says of arguments that cannot be used, in the shape of all errors; nil for help and the like.
  private static func problem(ofArguments error: any Error) -> Problem? {
    let lines = message(for: error).split(separator: "\n").map { $0.drop { $0 == " " } }
    guard exitCode(for: error) == .validationFailure, let first = lines.first else { return nil }
    let parts = first.split(separator: ". ", maxSplits: 1).map { $0.prefix(1).lowercased() + $0.dropFirst() }
    let choices = lines.dropFirst().filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
    let command = fullMessage(for: error).firstMatch(of: /See '(.+) --help'/)?.output.1
    return Problem(
      .usage, parts[0],
      evidence: choices.isEmpty
        ? parts.dropFirst() + lines.dropFirst().map(String.init)
        : ["one of: " + choices.joined(separator: ", ")],
      try: ["\(command ?? "broadsheet") --help"])
  }

  /// Reads the arguments of the command they name alone, which is faster than going through all of them.
  ///
  /// Help, and what is wrong, are told by the root: it knows by which names a command is called.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    let named = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    if let named, named.configuration.subcommands.isEmpty,
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// Puts `-C DIR` behind the command it stands before, and answers a command that there is not.
  private static func arguments(_ given: ArraySlice<String>) throws -> [String] {
    var rest = given
    var moved: [String] = []
    while let first = rest.first, ["-C", "--directory"].contains(first), rest.count > 1 {
      moved += rest.prefix(2)
      rest = rest.dropFirst(2)
    }
    guard let command = rest.first, !command.hasPrefix("-") else { return moved + rest }
    let words = Array(rest)
    try refuseUnknownCommand(in: words)
    let named = max(1, wordsOfCommand(words))
    return words.prefix(named) + moved + words.dropFirst(named)
  }

  /// How many words name the command: 2 in `list show club`.
  private static func wordsOfCommand(_ words: [String]) -> Int {
    var parent: any ParsableCommand.Type = self
    for (index, word) in words.enumerated() {
      guard let next = parent.configuration.subcommands.first(where: { $0._commandName == word }) else {
        return index
      }
      parent = next
    }
    return words.count
  }

  /// - Throws: `ProblemError` with the nearest name for a command, or a part of one, that there is not.
  private static func refuseUnknownCommand(in words: [String]) throws {
    var parent: any ParsableCommand.Type = self
    var path = ["broadsheet"]
    for word in words where !parent.configuration.subcommands.isEmpty {
      guard !word.hasPrefix("-") else { return }
      if let next = parent.configuration.subcommands.first(where: { $0._commandName == word }) {
        (parent, path) = (next, path + [word])
        continue
      }
      guard parent.configuration.defaultSubcommand == nil, word != "help" else { return }
      let known = parent.configuration.subcommands.map { $0._commandName }
      let called = (path.dropFirst() + [word]).joined(separator: " ")
      let meant = otherNames[word].flatMap { known.contains($0) ? "did you mean '\($0)'?" : nil }
      throw ProblemError(
        Problem(
          .usage, "there is no command '\(called.printable)'",
          evidence: [meant ?? didYouMean(word, in: known)].compactMap(\.self),
          try: ["\(path.joined(separator: " ")) --help"]))
    }
  }

  /// What other programs call our commands.
  private static let otherNames = [
    "init": "new", "create": "new", "build": "compose", "render": "preview", "show": "preview",
    "view": "preview", "lint": "check", "validate": "check", "deliver": "send", "mail": "send",
    "status": "report", "subscribers": "list", "lists": "list", "templates": "template", "serve": "sandbox",
  ]

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
