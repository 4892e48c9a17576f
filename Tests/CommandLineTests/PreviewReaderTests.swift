import Foundation
import Testing

/// Whose message `preview` shows, and what is different between two.
@Suite struct PreviewReaderTests {
  let project: SampleProject

  init() throws {
    project = try SampleProject(
      list: """
        email,name,city
        ada@example.org,Ada,London
        bo@example.org,Bo-Alexandra Winterbourne of Ystad,
        cy@example.org,,
        not an address,Eve,Oslo
        di@example.org,Di,Rome

        """)
    try project.compose()
  }

  @Test(arguments: [
    ("row:1", "Ada <ada@example.org>   (1 of 4)"), ("row:3", "cy@example.org   (3 of 4)"),
    ("row:5", "Di <di@example.org>   (4 of 4)"), ("CY@example.org", "cy@example.org   (3 of 4)"),
    ("emptiest", "cy@example.org   (3 of 4, 1 field without a value)"),
  ])
  func `a reader is chosen`(choice: String, reader: String) throws {
    let run = try project.run("preview", "--list", "club", "--as", choice, "--view", "headers")
    #expect(run.lines[0] == "issues/001-the-white-helmets   as \(reader)")
  }

  @Test func `the longest subject is found`() throws {
    let run = try project.run(
      "compose", "articles/the-white-helmets.md", "--subject", "For {{recipient.name|you}}")
    #expect(run.status == 0, "\(run.errors)")
    let preview = try project.run("preview", "--list", "club", "--as", "longest", "--view", "inbox")
    #expect(preview.lines[0].contains("bo@example.org"), "\(preview.text) \(preview.errors)")
    #expect(preview.lines[0].hasSuffix("(2 of 4, the longest subject, 38 characters)"))
  }

  @Test func `the same seed finds the same reader`() throws {
    let seeds = (0..<8).map { "random:\($0)" }
    let readers = try seeds.map {
      try project.run("preview", "--list", "club", "--as", $0, "--view", "headers").lines[0]
    }
    #expect(Set(readers.map { $0.split(separator: "(")[0] }).count > 1)
    let again = try project.run("preview", "--list", "club", "--as", seeds[5], "--view", "headers").lines[0]
    #expect(again == readers[5])
  }

  @Test(arguments: [
    ("row:4", "there is no reader in row 4"), ("row:6", "there is no reader in row 6"),
    ("zoe@example.org", "zoe@example.org is on no list"),
  ])
  func `a reader who is not there`(choice: String, message: String) throws {
    let run = try project.run("preview", "--list", "club", "--as", choice)
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("error: \(message)\n  looked through: club\n"))
  }

  @Test(arguments: ["row:0", "row:x", "random:-1", "longest:3", "nobody", ""])
  func `a choice that is none`(choice: String) throws {
    #expect(try project.run("preview", "--as", choice).status == 64)
  }

  @Test func `values of the reader are marked on demand`() throws {
    let plain = try project.run("preview", "--list", "club", "--view", "html,text,headers")
    #expect(plain.text.contains("Hello Ada,"))
    #expect(!plain.text.contains("«"))
    let marked = try project.run("preview", "--list", "club", "--view", "html,text,headers", "--marks")
    #expect(marked.lines.count { $0.contains("Hello «Ada»,") } == 2)
    #expect(marked.text.replacing("«", with: "").replacing("»", with: "").contains("Hello Ada,"))
  }

  @Test func `two readers are compared`() throws {
    let run = try project.run("preview", "--list", "club", "--diff", "--as", "row:1", "--as", "row:2")
    #expect(run.status == 0)
    #expect(run.lines[0].hasPrefix("- issues/001-the-white-helmets   as Ada"))
    #expect(run.lines.contains { $0.hasPrefix("-") && $0.contains("Hello Ada,") })
    #expect(
      run.lines.contains { $0.hasPrefix("+") && $0.contains("Hello Bo-Alexandra Winterbourne of Ystad,") })
    let same = try project.run("preview", "--list", "club", "--diff", "--as", "row:1", "--as", "row:1")
    let words = same.lines.dropFirst(2).filter { !$0.isEmpty }
    #expect(words == ["INBOX  the same", "MESSAGE  the same", "TEXT PART  the same", "LINKS  the same"])
  }

  @Test func `two issues are compared`() throws {
    let compose = try project.run(
      "compose", "articles/the-white-helmets.md", "--number", "2", "--subject", "Another subject")
    #expect(compose.status == 0, "\(compose.errors)")
    let run = try project.run("preview", "2", "--diff", "1", "--view", "inbox")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines[0].hasPrefix("- issues/001"))
    #expect(run.lines[1].hasPrefix("+ issues/002"))
    #expect(run.lines.contains { $0.hasPrefix("+") && $0.contains("Another subject") })
  }

  @Test(arguments: [
    ["--diff"], ["--diff", "--as", "row:1"], ["--as", "row:1", "--as", "row:2"],
    ["--diff", "--as", "row:1", "--as", "row:2", "--format", "eml"],
  ])
  func `half a comparison is refused`(arguments: [String]) throws {
    #expect(try project.run(["preview"] + arguments).status == 64)
  }
}
