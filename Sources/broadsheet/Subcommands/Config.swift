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
      return try StandardOutput.write(json: SettingsOutput(settings))
    }
    for (path, setting) in settings.all {
      StandardOutput.write(
        "\(path) = \(setting.text.printable)"
          + (showOrigin ? "    # \(setting.origin.description.printable)" : ""))
    }
  }
}

/// The settings as JSON, by their paths; beside them stands `v`, which is no setting.
private struct SettingsOutput: Encodable {
  private struct Path: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Path.self)
    try object.encode(1, forKey: Path(stringValue: "v"))
    for (path, setting) in settings.all {
      try object.encode(
        ["value": setting.text, "origin": setting.origin.description], forKey: Path(stringValue: path))
    }
  }
}
