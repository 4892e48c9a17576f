import Foundation
import Testing

/// `broadsheet compose A B C --template digest`
@Suite struct DigestTests {
  let project: SampleProject

  init() throws {
    project = try SampleProject()
    for (name, title) in [("mill", "The mill turns"), ("ferry", "The ferry is late")] {
      try project.write(
        "articles/\(name).md",
        "---\ntitle: \(title)\nurl: https://example.org/\(name)\ndek: What everybody on the quay has heard by now.\n---\n\nText.\n"
      )
    }
  }

  private let three = ["compose", "articles/the-white-helmets.md", "articles/mill.md", "articles/ferry.md"]

  @Test func `three articles become one issue, named after the first`() throws {
    let run = try project.run(three + ["--template", "digest"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.first == "Issue 1  The White Helmets")
    let text = try project.read("issues/001-the-white-helmets/message.txt")
    let titles = ["The White Helmets", "The mill turns", "The ferry is late"].map { text.firstRange(of: $0) }
    let places = try titles.map { try #require($0).lowerBound }
    #expect(places == places.sorted())
    let record = try project.read("issues/001-the-white-helmets/issue.yaml")
    #expect(record.contains("articles/ferry.md"))
  }

  @Test func `several articles and the story template do not go together`() throws {
    let run = try project.run(three)
    #expect(run.status == 65)
    #expect(
      run.errors == """
        error: issue 1 has an error

        error: template story shows one article, and 3 articles are given [article-count]
        help: a template of the kind digest takes several

          nothing was written (exit 65)

        """)
    #expect(!project.exists("issues"))
  }

  @Test func `numbers go on, and an open issue keeps its own`() throws {
    func number(_ arguments: [String]) throws -> String? { try project.run(arguments).lines.first }
    #expect(try number(["compose", "articles/mill.md"]) == "Issue 1  The mill turns")
    #expect(try number(three + ["--template", "digest"]) == "Issue 2  The White Helmets")
    #expect(try number(["compose", "articles/ferry.md"]) == "Issue 3  The ferry is late")
    // Neither was sent: each is composed again under its own number.
    #expect(try number(["compose", "articles/mill.md"]) == "Issue 1  The mill turns")
    #expect(try number(three + ["--template", "digest"]) == "Issue 2  The White Helmets")
  }

  @Test func `two issues do not share a number`() throws {
    try project.compose()
    let run = try project.run("compose", "articles/mill.md", "--number", "1")
    #expect(run.status == 1)
    #expect(
      run.errors == """
        error: the number 1 belongs to the issue 001-the-white-helmets
          try: leave out --number, and the issue gets the next one
          nothing was written (exit 1)

        """)
    #expect(!project.exists("issues/001-mill"))
  }

  @Test func `standard input is read once`() throws {
    let run = try project.run(["compose", "-", "-", "--template", "digest"], input: "# A\n")
    #expect(run.status == 64)
    #expect(run.errors.contains("standard input can be read once: - stands there twice"))
  }
}
