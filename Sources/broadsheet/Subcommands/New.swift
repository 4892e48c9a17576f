import ArgumentParser
import Foundation
import Newsroom

/// `broadsheet new FOLDER`
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a newsletter project: config, templates, recipients and a first article.")

  @Argument(help: "The folder to make; it must not exist, or be empty.")
  var folder: String

  func run() throws {
    let files = try NewProject(folder: URL(filePath: folder, directoryHint: .isDirectory)).make()
    StandardOutput.write("Made \(folder) with \(files.count) files:")
    for file in files { StandardOutput.write("  \(file)") }
    StandardOutput.write(
      """

      Next: write your name and address into \(folder)/config/broadsheet.yaml, then
        cd \(folder)
        broadsheet compose articles/white-helmets.md
        broadsheet preview
      """)
  }
}
