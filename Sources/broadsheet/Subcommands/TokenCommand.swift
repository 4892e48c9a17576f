import ArgumentParser
import Newsroom

/// `broadsheet token`
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "The secret behind unsubscribe links and bounce addresses.",
    subcommands: [Rotate.self])

  /// `broadsheet token rotate`
  struct Rotate: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate",
      abstract: "Makes a new key for new messages; links in mail that was sent stay good.",
      discussion:
        "The keys lie in .broadsheet/token.key, the newest in the first line. Take a line away, and the links made with it end."
    )

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      let count = try workspace.rotateTokenKey()
      if json { return try StandardOutput.write(json: RotationOutput(keys: count)) }
      StandardOutput.write(
        "made a new key; \(counted(count - 1, "older one is", "older ones are")) still recognised")
    }
  }
}

private struct RotationOutput: Encodable {
  let v = 1
  let keys: Int
}
