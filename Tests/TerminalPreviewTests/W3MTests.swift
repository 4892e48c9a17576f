import Foundation
import TerminalPreview
import Testing

/// What another program reads in the same HTML.
private enum W3M {
  static let path = ["/usr/bin/w3m", "/usr/local/bin/w3m", "/opt/homebrew/bin/w3m"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static func text(_ html: String) throws -> String {
    guard let path else { return "" }
    let file = FileManager.default.temporaryDirectory.appending(path: "preview-\(UUID().uuidString).html")
    try Data(html.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [
      "-dump", "-cols", "80", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8",
      file.path(percentEncoded: false),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

@Suite(.enabled(if: W3M.path != nil, "w3m is not installed: apt-get install w3m"))
struct W3MTests {
  /// What w3m, which knows no style sheets, would show and readers do not see.
  private func visible(_ html: String) -> String {
    var shown = ""
    var rest = html[...]
    while let start = rest.firstRange(of: "<!--hidden-->") {
      shown += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "<!--/hidden-->") else { break }
      rest = rest[end.upperBound...]
    }
    return shown + rest
  }

  @Test(arguments: Newsletters.names.filter { $0 != "broken" })
  func `every visible word stands once, as w3m reads it`(name: String) throws {
    let html = try Newsletters.html(name)
    let theirs = Self.words(try W3M.text(visible(html).replacing("\u{AD}", with: "")))
    var options = PreviewOptions()
    options.numbersLinks = false
    let ours = Self.words(Newsletters.preview(html).frame(options).textInOrder)
    #expect(ours == theirs)
  }

  /// Letters by their number, since columns side by side mix the lines of w3m.
  private static func words(_ text: String) -> [Character: Int] {
    letters(text).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  @Test(arguments: ["plain-letter", "story", "buttons", "dark-mode", "digest"])
  func `the order is that of w3m where nothing stands side by side`(name: String) throws {
    let html = try Newsletters.html(name)
    var options = PreviewOptions()
    options.numbersLinks = false
    let ours = letters(Newsletters.preview(html).frame(options).textInOrder)
    #expect(ours == letters(try W3M.text(visible(html))))
  }
}
