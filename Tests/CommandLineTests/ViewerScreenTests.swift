import Foundation
import Testing

/// A terminal that tmux draws, to look at the viewer as a person does.
private final class Screen {
  static let path = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private let socket = "broadsheet-\(UUID().uuidString)"

  init(_ command: String, in folder: URL) throws {
    try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "-c", folder.path,
      "env TERM=xterm-256color LC_ALL=C.UTF-8 EDITOR=true \(command); stty -a; echo left; exec cat")
  }

  deinit { _ = try? tmux("kill-server") }

  /// Foundation's `Process` would wait for the server, which outlives the client that starts it.
  @discardableResult func tmux(_ arguments: String...) throws -> String {
    try Child(
      Self.path ?? "tmux", ["-L", socket] + arguments, in: FileManager.default.temporaryDirectory,
      environment: ["LC_ALL": "C.UTF-8"]
    ).wait(limit: .seconds(20)).text
  }

  func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

  /// The screen once it holds the words, or after ten seconds as it is then.
  func text(with words: String) throws -> String {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(10))
    var text = ""
    repeat {
      text = try tmux("capture-pane", "-p")
      if text.contains(words) { return text }
    } while clock.now < end
    return text
  }

  /// The process that runs in it.
  func child(named name: String) throws -> pid_t? {
    let shell = try tmux("list-panes", "-F", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
    let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    return children.split(separator: " ").compactMap { pid_t($0) }.first { pid in
      (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8))?.hasPrefix(name) == true
    }
  }
}

@Suite(.enabled(if: Screen.path != nil, "tmux is not installed: apt-get install tmux"))
struct ViewerScreenTests {
  let project: SampleProject
  private let program = Binary.path

  init() throws {
    project = try SampleProject()
    try project.compose()
  }

  @Test func `a person looks around and leaves`() throws {
    let screen = try Screen("'\(program)' preview -i --list club", in: project.folder)
    #expect(try screen.text(with: "[2 HTML]").contains("as Ada Winterbourne"))
    try screen.press("s")
    #expect(try screen.text(with: "mobile 375 px").contains("desktop 640 px"))
    try screen.press("1")
    #expect(try screen.text(with: "[1 Inbox]").contains("Gmail app"))
    try screen.press("a")
    #expect(try screen.text(with: "(2 of 4)").contains("(2 of 4)"))
    try screen.press("?")
    #expect(try screen.text(with: "any key goes back").contains("side by side"))
    try screen.press("x", "q")
    let left = try screen.text(with: "left")
    #expect(left.contains(" echo ") && left.contains(" icanon "))
    #expect(!left.contains("[1 Inbox]"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
  func `the terminal is restored after a signal`(signal: Int32) throws {
    let screen = try Screen("'\(program)' preview -i", in: project.folder)
    #expect(try screen.text(with: "[2 HTML]").contains("[2 HTML]"))
    let pid = try #require(try screen.child(named: "broadsheet"))
    kill(pid, signal)
    let left = try screen.text(with: "left")
    #expect(left.contains(" echo ") && left.contains(" icanon "), "\(left)")
    #expect(!left.contains("[2 HTML]"))
  }

  @Test func `a change of the article is shown, an error over the last good picture`() throws {
    let screen = try Screen(
      "'\(program)' preview articles/the-white-helmets.md --watch --list club", in: project.folder)
    #expect(try screen.text(with: "watching").contains("watching"))
    let article = try project.read("articles/the-white-helmets.md")
    // As vim does it: a new file takes the old one's name.
    try project.write("articles/new.md", article.replacing("Hello", with: "Welcome back"))
    let folder = project.folder.appending(path: "articles")
    _ = rename(
      folder.appending(path: "new.md").path, folder.appending(path: "the-white-helmets.md").path)
    #expect(try screen.text(with: "Welcome back").contains("Welcome back"))
    try project.write("articles/the-white-helmets.md", "---\ntitle: [\n---\n")
    let broken = try screen.text(with: "articles/the-white-helmets.md:")
    #expect(broken.contains("Welcome back"), "\(broken)")
    try project.write("articles/the-white-helmets.md", article.replacing("Hello", with: "Good again"))
    #expect(try screen.text(with: "Good again").contains("Good again"))
    try screen.press("q")
    #expect(try screen.text(with: "left").contains("left"))
  }

  @Test func `without a terminal there is no viewer`() throws {
    let run = try project.run("preview", "-i")
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("error: the viewer needs a terminal: standard output is not a terminal"))
  }
}
