import Foundation
import Testing

/// The HTML part in a browser, and as a browser draws it.
@Suite struct PreviewBrowserTests {
  static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  let project: SampleProject

  init() throws {
    project = try SampleProject()
    try project.compose()
  }

  @Test(arguments: [[], ["--remote"], ["--mobile"]])
  func `a browser gets the letter without its scripts`(arguments: [String]) throws {
    project.environment["BROWSER"] = "echo"
    let run = try project.run(["preview", "--open"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    let page = try #require(URL(string: run.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    defer { try? FileManager.default.removeItem(at: page.deletingLastPathComponent()) }
    let html = try String(contentsOf: page, encoding: .utf8)
    let policy = try #require(html.firstRange(of: "default-src 'none'"))
    #expect(html[..<policy.lowerBound].lowercased().firstRange(of: "<body") == nil)
    #expect(html.contains("img-src data: https:") == arguments.contains("--remote"))
    #expect(html.contains("<iframe sandbox") == arguments.contains("--mobile"))
    #expect(html.contains("Hello Ada Winterbourne"))
    let folder = try FileManager.default.attributesOfItem(atPath: page.deletingLastPathComponent().path)
    #expect((folder[.posixPermissions] as? Int).map { $0 & 0o77 } == 0)
  }

  @Test func `a browser that cannot be started is named`() throws {
    project.environment["BROWSER"] = "no-such-browser"
    let run = try project.run("preview", "--open")
    #expect(run.status == 78)
    #expect(run.errors.hasPrefix("error: 'no-such-browser' "))
  }

  @Test(.enabled(if: chromium != nil, "Chromium is not installed: apt-get install chromium"))
  func `Chromium draws a picture`() throws {
    let run = try project.run("preview", "--pixels", "--mobile", "-o", "letter.png")
    #expect(run.status == 0, "\(run.errors)")
    let png = try Data(contentsOf: project.folder.appending(path: "letter.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(png.count > 3000)
  }

  @Test func `without Chromium it says what to install`() throws {
    project.environment["PATH"] = "/nowhere"
    let run = try project.run("preview", "--pixels", "-o", "letter.png")
    #expect(run.status == 78)
    #expect(run.errors.hasPrefix("error: --pixels needs Chromium, and there is none in PATH\n"))
  }

  @Test func `choices that mean nothing together are refused`() throws {
    #expect(try project.run("preview", "--open", "--pixels").status == 64)
  }
}

/// What the templates of a new project look like in a terminal.
@Suite struct TemplatePreviewTests {
  private static let issues = [
    "story": ["articles/the-white-helmets.md"],
    "plain": ["articles/the-white-helmets.md", "--template", "plain"],
    "digest": [
      "articles/white-helmets.md", "articles/night-bus.md", "articles/radio-lighthouse.md", "--template",
      "digest",
    ],
  ]

  @Test(arguments: issues.keys.sorted(), ["40", "80"])
  func `the templates are drawn as in their golden files`(template: String, width: String) throws {
    let project = try SampleProject()
    let compose = try project.run(["compose"] + (Self.issues[template] ?? []))
    #expect(compose.status == 0, "\(compose.errors)")
    project.environment["TERM"] = "xterm-256color"
    for format in ["plain", "ansi"] {
      let run = try project.run(
        ["preview", "--list", "club", "--view", "html", "--width", width, "--format", format])
      #expect(run.status == 0, "\(run.errors)")
      // The title says how large the HTML is, down to its tokens.
      let lines = run.lines.filter { !$0.contains("MESSAGE  ") }
      try expectSnapshot(
        lines.joined(separator: "\n").replacing("\u{1B}", with: "\\e"),
        "preview-\(template)-\(width).\(format).txt")
    }
  }
}
