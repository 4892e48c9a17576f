import Foundation
import Testing

/// What `preview` shows, where no terminal is.
@Suite struct PreviewTests {
  let project: SampleProject

  init() throws {
    project = try SampleProject()
    try project.compose()
  }

  @Test func `it is plain and the same twice`() throws {
    let first = try project.run("preview")
    let second = try project.run("preview")
    #expect(first.status == 0)
    #expect(first.output == second.output)
    #expect(first.errors.isEmpty)
    #expect(!first.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
    #expect(
      first.lines[0] == "issues/001-the-white-helmets   as Ada Winterbourne <ada@example.org>   (1 of 4)")
    // An address is never cut.
    let long = first.lines.filter { $0.count > 80 && !$0.contains("https://") }
    #expect(long.isEmpty)
  }

  @Test func `it shows the values of the reader who is asked for`() throws {
    let mei = try project.run("preview", "--as", "mei@example.com", "--view", "text")
    #expect(mei.text.contains("Hello 王小美,"))
    let nameless = try project.run("preview", "--as", "reader@example.com", "--view", "text")
    #expect(nameless.text.contains("Hello friend,"))
    let upper = try project.run("preview", "--as", "MEI@example.com", "--view", "text")
    #expect(upper.text == mei.text)
  }

  @Test func `a reader who is on no list`() throws {
    let run = try project.run("preview", "--as", "nobody@example.org")
    #expect(run.status == 66)
    #expect(
      run.errors == """
        error: nobody@example.org is on no list
          looked through: club, example, malformed
          (exit 66)

        """)
  }

  @Test func `an issue that does not exist is answered with the nearest`() throws {
    let run = try project.run("preview", "001-the-white-helmet")
    #expect(run.status == 66)
    #expect(
      run.errors == """
        error: there is no issue '001-the-white-helmet'
          did you mean '001-the-white-helmets'?
          try: broadsheet compose ARTICLE   to make an issue
          (exit 66)

        """)
  }

  @Test func `without an issue it says how to make one`() throws {
    try project.remove("issues")
    let run = try project.run("preview")
    #expect(run.status == 66)
    #expect(
      run.errors == """
        error: there is no issue yet
          try: broadsheet compose articles/NAME.md   to make one
          (exit 66)

        """)
  }

  @Test(arguments: ["1", "001-the-white-helmets", "the-white-helmets", "issues/001-the-white-helmets"])
  func `an issue has several names`(name: String) throws {
    let newest = try project.run("preview")
    let named = try project.run("preview", name)
    // What can be typed next names the issue as it was named.
    #expect(
      named.text.replacing("broadsheet preview \(name) --", with: "broadsheet preview --") == newest.text)
  }

  @Test func `an article is composed in memory`() throws {
    try project.remove("issues")
    let run = try project.run("preview", "articles/the-white-helmets.md", "--view", "text")
    #expect(run.status == 0)
    #expect(run.text.contains("Hello Ada Winterbourne,"))
    #expect(!project.exists("issues"))
  }

  @Test func `a message in a file or on standard input is shown as it is`() throws {
    #expect(try project.run("send", "--list", "club", "--outbox", "out").status == 0)
    let file = try project.run("preview", "out/0001-ada@example.org.eml")
    #expect(file.status == 0)
    #expect(file.text.contains("Hello Ada Winterbourne,"))
    let message = try project.read("out/0001-ada@example.org.eml")
    let input = try project.run("preview", "-", input: message)
    let named = file.text.replacing(
      "broadsheet preview out/0001-ada@example.org.eml", with: "broadsheet preview -")
    #expect(
      input.lines.dropFirst()
        == named.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropFirst())
  }

  @Test func `a hostile message cannot drive the terminal`() throws {
    let message =
      "From: \u{1B}]0;x\u{7} <a@example.org>\r\nSubject: \u{1B}[2J\u{202E}hi\r\n\r\n\u{1B}[31mred\u{9B}0m\r\n"
    let run = try project.run("preview", "-", "--view", "inbox,headers,text,html,links", input: message)
    #expect(run.status == 0)
    #expect(
      !run.text.unicodeScalars.contains {
        $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{9B}" || $0 == "\u{202E}"
      })
  }

  @Test(arguments: ["inbox", "headers", "text", "html", "links", "images", "checks", "source"])
  func `each view can be had alone`(view: String) throws {
    let run = try project.run("preview", "--view", view)
    #expect(run.status == 0)
    let titles = [
      "inbox": "INBOX", "headers": "HEADERS", "text": "TEXT PART", "html": "MESSAGE", "links": "LINKS",
      "images": "IMAGES", "checks": "CHECKS", "source": "SOURCE",
    ]
    for (name, title) in titles {
      #expect(run.lines.contains { $0.hasPrefix(title) } == (name == view), "\(run.text.prefix(300))")
    }
  }

  @Test func `a list that cannot be read does not hide the others`() throws {
    try project.write("recipients/aaa.csv", "nothing\nof,use\n")
    let run = try project.run("preview", "--list", "club")
    #expect(run.status == 0)
    let any = try project.run("preview")
    #expect(any.status == 0)
  }

  @Test func `without a choice it is what an inbox shows, the letter and its links`() throws {
    let run = try project.run("preview")
    let titles = run.lines.filter { $0.first?.isUppercase == true }.map { $0.prefix { $0 != " " } }
    #expect(titles == ["INBOX", "MESSAGE", "LINKS", "TEXT", "CHECKS"])
    #expect(run.lines.contains { $0.hasSuffix(": broadsheet preview --view text") })
  }

  @Test func `what the checks found is counted below an issue, and named for a message alone`() throws {
    let checks = try #require(try project.run("check").lines.last { $0.contains("warning") })
    let counts = checks.prefix { $0 != "." }
    let run = try project.run("preview")
    #expect(run.lines.dropLast().last == "CHECKS  \(counts): broadsheet preview --view checks")
    try project.write("config/clients.yaml", "features: 7\n")
    let broken = try project.run("preview")
    #expect(broken.status == 0)
    #expect(broken.lines.dropLast().last == "CHECKS: broadsheet preview --view checks")
    #expect(try project.run("preview", "--view", "checks").status == 78)
    try #require(try project.run("preview", "--format", "eml", "-o", "a letter.eml").status == 0)
    let message = try project.run("preview", "a letter.eml")
    #expect(message.lines.dropLast().last == "CHECKS: broadsheet preview 'a letter.eml' --view checks")
  }

  @Test func `what is known about the message is one JSON object`() throws {
    let run = try project.run("preview", "--json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(report["v"] as? Int == 1)
    let message = try #require(report["message"] as? [String: Any])
    #expect(message["to"] as? [String] == ["Ada Winterbourne <ada@example.org>"])
    #expect(
      (message["parts"] as? [[String: Any]])?.map { $0["type"] as? String } == ["text/plain", "text/html"])
    let links = try #require(report["links"] as? [[String: Any]])
    #expect(links.map { $0["n"] as? Int } == Array(1...links.count))
    #expect(links.contains { $0["perRecipient"] as? Bool == true })
    #expect((report["inbox"] as? [[String: Any]])?.count == 5)
    let check = try #require((report["checks"] as? [[String: Any]])?.first)
    #expect(check["id"] is String && check["level"] is String && check["text"] is String)
  }

  @Test func `the checks are those of the check command, with the contrast of the button`() throws {
    let check = try project.run("check", "--json")
    let result = try #require(try JSONSerialization.jsonObject(with: Data(check.output)) as? [String: Any])
    let ids = try #require(result["findings"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    let view = try project.run("preview", "--view", "checks")
    #expect(view.status == 0, "\(view.errors)")
    #expect(ids.allSatisfy { id in view.text.contains("[\(id)]") })
    let marked = view.lines.filter {
      $0.hasPrefix("  ✗ error") || $0.hasPrefix("  ⚠ warning") || $0.hasPrefix("  · note")
    }
    #expect(marked.count == ids.count)
    #expect(view.lines.contains { $0.hasPrefix("  contrast of buttons, 4.5:1 at least") })
    #expect(view.lines.last { !$0.isEmpty }?.contains(":1") == true)
  }

  @Test func `a message in a file is checked alone`() throws {
    let message = "From: a@example.org\nSubject: Hi\n\nwords\n"
    let run = try project.run("preview", "-", "--view", "checks", input: message)
    #expect(run.lines.contains { $0.hasPrefix("CHECKS  ") && $0.hasSuffix(" in the message alone") })
    #expect(run.text.contains("[header-date]") && !run.text.contains("[signature-missing]"))
  }

  @Test(arguments: ["plain", "ansi", "json", "svg", "html", "eml"])
  func `each format can be written to a file`(format: String) throws {
    let first = try project.run("preview", "--format", format)
    let run = try project.run("preview", "--format", format, "-o", "out.\(format)")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    let written = try String(contentsOf: project.folder.appending(path: "out.\(format)"), encoding: .utf8)
    #expect(written == first.text)
    let starts = ["json": "{\"v\":1,", "svg": "<svg ", "html": "<!doctype", "eml": "From: "]
    if let start = starts[format] { #expect(written.lowercased().hasPrefix(start.lowercased())) }
    #expect(written.contains("\u{1B}[") == (format == "ansi"))
  }

  @Test func `desktop and phone stand beside each other`() throws {
    let pair = try project.run("preview", "--side-by-side")
    #expect(pair.lines.contains { $0.contains(" │ ") })
    #expect(try project.run("preview", "--side-by-side", "mobile").output == pair.output)
    let parts = try project.run("preview", "--side-by-side", "text")
    #expect(parts.output != pair.output)
  }

  @Test func `a dark screen that is asked for without a kind is the author's`() throws {
    let run = try project.run("preview", "--view", "html", "--dark")
    #expect(run.output == (try project.run("preview", "--view", "html", "--dark", "authored").output))
    #expect(run.text.contains("dark"))
  }

  @Test(arguments: [
    ["--format", "svg", "--plain"], ["--json", "--plain"], ["--width", "19"], ["--width", "401"],
    ["--view", "html,nothing"],
  ])
  func `choices that do not go together are refused`(arguments: [String]) throws {
    #expect(try project.run(["preview"] + arguments).status == 64)
  }
}
