import ArgumentParser
import Testing

@testable import broadsheet

/// What is read without the parser, or by names that it does not have to find out.
@Suite struct PlainArgumentTests {
  @Test(arguments: [[], ["letter.eml"], ["1"], ["the log.md"]])
  func `a preview without options is what the parser makes of it`(arguments: [String]) throws {
    let plain = try #require(PreviewRun(plain: ["preview"] + arguments))
    let parsed = try Preview.parse(arguments).values
    #expect(Self.values(of: plain).difference(from: Self.values(of: parsed)).isEmpty)
  }

  @Test(arguments: [
    [], ["--version"], ["compose"], ["compose", "preview"], ["preview", "-"], ["preview", ""],
    ["preview", "-i"],
    ["preview", "1", "--marks"], ["preview", "-C", "letters"], ["preview", "1", "2"],
  ])
  func `everything else is the parser's`(arguments: [String]) {
    #expect(PreviewRun(plain: arguments) == nil)
  }

  @Test func `every command has its name written down`() {
    var commands: [any ParsableCommand.Type] = [Broadsheet.self]
    while let command = commands.popLast() {
      #expect(command.configuration.commandName != nil, "\(command)")
      commands += command.configuration.subcommands
    }
  }

  /// All values with their names, a line each.
  private static func values(of preview: PreviewRun) -> [String] {
    var text = ""
    dump(preview, to: &text)
    return text.split(separator: "\n").map(String.init)
  }
}
