import ArgumentParser
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet config`
struct Config: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows every setting in force.",
    discussion: """
      Strongest first: options, BROADSHEET_… variables, the project's config/broadsheet.yaml, \
      ~/.config/broadsheet/config.yaml, what is built in. Passwords are never shown.
      """)

  @Flag(help: "Say where each value comes from.")
  var showOrigin = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let project = try Project.find(from: options.start)
    let settings = try Workspace.settings(of: project, environment: ProcessInfo.processInfo.environment)
    if json {
      let values = settings.all.map { path, setting in
        (path, ["value": setting.text, "origin": setting.origin.description])
      }
      return try StandardOutput.write(json: Dictionary(uniqueKeysWithValues: values))
    }
    for (path, setting) in settings.all {
      StandardOutput.write(
        "\(path) = \(setting.text.printable)"
          + (showOrigin ? "    # \(setting.origin.description.printable)" : ""))
    }
  }
}
