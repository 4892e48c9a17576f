import Diagnostics
import Foundation
import Testing

@testable import Preflight

/// Every check does what its examples say, and its page and catalogue entry are there.
@Suite struct CheckTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: CheckCatalog.all.map(\.id))
  func `a check accepts and reports what its examples say`(id: String) throws {
    let check = try #require(CheckCatalog.all.first { $0.id == id })
    #expect(!check.accepted.isEmpty && !check.reported.isEmpty)
    for example in check.accepted {
      #expect(check.reports(on: example.input) == [], "accepted: \(example.text)")
    }
    for example in check.reported {
      let run = CheckRun(example.input, checks: [check])
      let finding = try #require(run.findings.first, "not reported: \(example.text)")
      #expect(finding.id == id && finding.severity == check.severity)
      guard let mark = example.text.firstIndex(of: "↓") else { continue }
      let column = example.text.distance(from: example.text.startIndex, to: mark) + 1
      #expect(finding.place == Place(file: "example", line: 1, column: column), "\(example.text)")
    }
  }

  @Test func `nothing is said about a sound message`() {
    #expect(CheckRun(.sound).findings.map(\.text) == [])
  }

  @Test func `there are fifty checks at least, each of its own name`() {
    #expect(CheckCatalog.all.count >= 50)
    #expect(Set(CheckCatalog.all.map(\.id)).count == CheckCatalog.all.count)
    #expect(Set(CheckCatalog.all.map(\.group)) == Set(CheckGroup.allCases))
  }

  @Test func `the catalogue has the checks of the folder, and no other`() throws {
    let folder = Self.root.appending(path: "Sources/Preflight/Checks")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift")
    }
    let catalogue = try String(
      contentsOf: Self.root.appending(path: "Sources/Preflight/CheckCatalog.swift"), encoding: .utf8)
    let names = Set(catalogue.matches(of: /\n    \.([A-Za-z]+),/).map { String($0.1) })
    let expected = files.map { String($0.dropLast(6)) }.map { $0.prefix(1).lowercased() + $0.dropFirst() }
    #expect(names == Set(expected))
    #expect(names.count == CheckCatalog.all.count)
  }

  @Test func `each check has its page`() throws {
    let folder = Self.root.appending(path: "docs/checks")
    var pages = ["README.md": CheckDocumentation.index]
    for check in CheckCatalog.all { pages["\(check.id).md"] = CheckDocumentation(check).text }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try? FileManager.default.removeItem(at: folder)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (name, text) in pages { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files) == Set(pages.keys), "RECORD=1 swift test --filter CheckTests writes them")
    for (name, text) in pages {
      #expect(try String(contentsOf: folder.appending(path: name), encoding: .utf8) == text, "\(name)")
    }
  }

  @Test func `a severity may be changed, a check left out or looked at alone`() {
    var input = CheckInput.sound
    input.subject = "Re: A LAMP"
    func run(_ selection: CheckRun.Selection) -> [String] {
      CheckRun(input, selection: selection).findings.map { "\($0.severity.rawValue) \($0.id)" }
    }
    #expect(run(.init()) == ["error subject-reply"])
    #expect(run(.init(skipped: ["subject-reply"])).isEmpty)
    #expect(run(.init(only: ["subject-length"])).isEmpty)
    #expect(run(.init(severities: ["subject-reply": .note])) == ["note subject-reply"])
    #expect(run(.init(severities: ["subject-reply": Finding.Severity?.none])) == [])
    #expect(
      run(.init(only: ["subject-reply"], severities: ["subject-reply": .warning])) == [
        "warning subject-reply"
      ])
  }

  @Test func `what is mechanical can be changed in the article, and nowhere else`() {
    var input = CheckInput.sound
    input.html = input.html.replacing("<!-- more -->", with: "<a href=\"http://example.org/x\">x</a>")
    input.sources = [
      CheckSource(file: "body.mjml", text: "nothing", isArticle: false),
      CheckSource(file: "a.md", text: "---\ntitle: x\n---\n\n[x](http://example.org/x)\n"),
    ]
    let run = CheckRun(input)
    #expect(run.fixes == [.init(file: "a.md", old: "http://example.org/x", new: "https://example.org/x")])
    #expect(run.findings.first { $0.id == "link-http" }?.place == Place(file: "a.md", line: 5, column: 5))
    input.sources = [CheckSource(file: "body.mjml", text: "http://example.org/x", isArticle: false)]
    #expect(CheckRun(input).fixes.isEmpty)
  }

  @Test func `a fix leaves longer addresses and words alone`() {
    let text = "[a](http://example.org/x1) http://example.org/x?a=1 [b](http://example.org/x)."
    var input = CheckInput.sound
    input.html = input.html.replacing("<!-- more -->", with: "<a href=\"http://example.org/x\">x</a>")
    input.sources = [CheckSource(file: "a.md", text: text)]
    let run = CheckRun(input)
    #expect(run.findings.first { $0.id == "link-http" }?.place?.column == 57)
    #expect(
      run.fixes.map { $0.applied(to: text) } == [
        "[a](http://example.org/x1) http://example.org/x?a=1 [b](https://example.org/x)."
      ])
    #expect(run.fixes.first?.applied(to: "http://example.org/x1") == nil)
    #expect(run.fixes.first?.applied(to: "http://example.org/x") == "https://example.org/x")
  }

  @Test(arguments: [
    (
      "<img src=\"http://example.org/a.png\" alt=\"x\" width=\"9\">", "http://example.org/a.png",
      "https://example.org/a.png"
    ),
    ("<img src=\"images/a.png\" alt=\"x\" width=\"9\">", "images/a.png", nil),
    ("<a href=\"www.example.org/x\">walk</a>", "www.example.org/x", "https://www.example.org/x"),
    ("<a href=\"example.org/x\">walk</a>", "example.org/x", nil),
  ])
  func `an image over http and a link without https are made whole`(html: String, old: String, new: String?) {
    var input = CheckInput.sound
    input.html = input.html.replacing("<!-- more -->", with: html)
    input.sources = [CheckSource(file: "a.md", text: "see (\(old))")]
    #expect(CheckRun(input).fixes.map(\.new) == (new.map { [$0] } ?? []))
  }

  @Test(arguments: [
    "", "<", "<a", "<a href=", "<a href='", "<!--", "<!", "</", "</>", "<style>", "<p style=\":;:\">x",
    "<img alt=\"&#xFFFFFFF;&#0;&bogus;\">", "<a href=\"\u{0}\">\u{0}</a>", "</p></p><p><b></p></b>",
  ])
  func `broken HTML is read as it can be`(html: String) {
    for repeated in [html, String(repeating: html, count: 200)] {
      var input = CheckInput.sound
      input.html = repeated
      input.text = repeated
      input.subject = repeated
      _ = CheckRun(input)
    }
  }
}
