import Foundation
import Testing

/// Articles that `import` reads and writes as Markdown.
@Suite struct ImportTests {
  let project: SampleProject

  init() throws { project = try SampleProject() }

  static let pressCopy = """
    The ferry leaves at six.
    It has done so since the war.

    "It is late," said the captain, "but it comes."

    Read more: A Night on the Trains

    Around Town
    The Last Ferry
    By Bo Sample and Ada Example

    """

  static let pressCopyAsMarkdown = """
    ---
    title: The Last Ferry
    section: Around Town
    byline:
      - Bo Sample
      - Ada Example
    related:
      - title: A Night on the Trains
    ---

    The ferry leaves at six. It has done so since the war.

    "It is late," said the captain, "but it comes."

    """

  @Test func `press copy gets its title, section and authors from its last lines`() throws {
    try project.write("ferry.txt", Self.pressCopy)
    let run = try project.run("import", "ferry.txt")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text == Self.pressCopyAsMarkdown)
  }

  @Test func `a name that ends in md is the article's file, any other a folder`() throws {
    try project.write("ferry.txt", Self.pressCopy)
    let run = try project.run("import", "ferry.txt", "-o", "articles/The Boat.md")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "wrote articles/The Boat.md\n")
    #expect(try project.read("articles/The Boat.md") == Self.pressCopyAsMarkdown)
    #expect(try project.run("import", "ferry.txt", "-o", "boat.MD").text == "wrote boat.MD\n")
    let again = try project.run("import", "ferry.txt", "-o", "boat.MD")
    #expect(again.status == 73)
    #expect(again.errors.hasPrefix("error: boat.MD exists already\n"))
    #expect(
      try project.run("import", "ferry.txt", "-o", "new/folder").text
        == "wrote new/folder/the-last-ferry.md\n")
    try project.write("odd.md/keep", "")
    #expect(try project.run("import", "ferry.txt", "-o", "odd.md").text == "wrote odd.md/the-last-ferry.md\n")
  }

  @Test func `where one of several files is there already, none is written`() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ArchivesTests/Fixtures")
    try project.write("articles/the-ferry-that-came-back.md", "mine")
    let run = try project.run("import", fixtures.appending(path: "posts.zip").path, "-o", "articles")
    #expect(run.status == 73)
    #expect(run.errors.contains("nothing was written"))
    #expect(!project.exists("articles/a-bridge.md"))
  }

  @Test func `several articles do not go into one file`() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ArchivesTests/Fixtures")
    let posts = fixtures.appending(path: "posts.zip").path
    let run = try project.run("import", posts, "-o", "both.md")
    #expect(run.status == 64)
    #expect(run.errors.contains("error: there are 2 articles, and both.md takes one\n"))
    #expect(!project.exists("both.md"))
    #expect(try project.run("import", posts, "--limit", "1", "-o", "both.md").text == "wrote both.md\n")
  }

  @Test func `standard input is read like a file`() throws {
    let run = try project.run("import", "-", input: Self.pressCopy)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text == Self.pressCopyAsMarkdown)
  }

  @Test func `what is wrong in standard input is named so`() throws {
    let run = try project.run("import", "-", input: "---\ntitle: \"x\n---\nbody\n")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("error: standard input has an error\n\nstandard input:2:10: error: "))
  }

  @Test func `an archive is read like the folder that is in it`() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ArchivesTests/Fixtures")
    let run = try project.run("import", fixtures.appending(path: "posts.zip").path, "-o", "articles")
    #expect(run.status == 0)
    #expect(run.text == "wrote articles/a-bridge.md\nwrote articles/the-ferry-that-came-back.md\n")
    #expect(try project.read("articles/the-ferry-that-came-back.md").contains("dek: About a boat"))
    let bomb = try project.run("import", fixtures.appending(path: "bomb.zip").path, "-o", "articles")
    #expect(bomb.status == 65)
    #expect(bomb.errors.contains("bomb.md unpacks to more than 50 MB"))
    #expect(bomb.errors.contains("nothing was written"))
  }

  static let sources = [
    ("ferry.txt", pressCopy),
    (
      "lamp.json",
      """
      {"title": "A lamp on the air", "byline": [{"name": "Noor Sample", "role": "radio"}],
       "callsToAction": [{"action": "listen", "title": "Keeper", "url": "https://open.spotify.com/show/1"}],
       "body": "The room was *empty*.\\n\\n- table\\n- chair {{recipient.name|friend}}\\n"}
      """
    ),
    ("helmets.md", SampleProject.article),
  ]

  @Test(arguments: sources)
  func `what import wrote is imported without a change, and can be composed`(
    name: String, text: String
  ) throws {
    try project.write(name, text)
    let first = try project.run("import", name)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.text.hasPrefix("---\ntitle: "))
    try project.write("articles/again.md", first.text)
    let second = try project.run("import", "articles/again.md")
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors.isEmpty)
    #expect(second.text == first.text)
    let composed = try project.run("compose", "articles/again.md")
    #expect(composed.status == 0, "\(composed.errors)")
  }

  @Test func `a provider is recognised by its address`() throws {
    try project.write(
      "a.json",
      #"{"title": "T", "callsToAction": [{"action": "listen", "url": "https://open.spotify.com/show/1"}], "body": "B"}"#
    )
    let run = try project.run("import", "a.json")
    #expect(run.text.contains("\n    provider: spotify\n"), "\(run.text)\(run.errors)")
  }

  @Test func `a file is written where -o says, and replaced only by --force`() throws {
    try project.write("ferry.txt", Self.pressCopy)
    let first = try project.run("import", "ferry.txt", "-o", "articles")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.text == "wrote articles/the-last-ferry.md\n")
    #expect(try project.read("articles/the-last-ferry.md") == Self.pressCopyAsMarkdown)
    try project.write("articles/the-last-ferry.md", "mine\n")
    let second = try project.run("import", "ferry.txt", "-o", "articles")
    #expect(second.status == 73)
    #expect(second.text.isEmpty)
    #expect(
      second.errors == """
        error: articles/the-last-ferry.md exists already
          try: --force replaces it
          nothing was written (exit 73)

        """)
    #expect(try project.read("articles/the-last-ferry.md") == "mine\n")
    #expect(try project.run("import", "ferry.txt", "-o", "articles", "--force").status == 0)
    #expect(try project.read("articles/the-last-ferry.md") == Self.pressCopyAsMarkdown)
  }

  static let errors = [
    (
      "front matter with words that are not known", "bad.md",
      "---\ntitle: A\ncallsToAction:\n  - action: wacth\n    nothing: 1\n---\n\nText\n",
      """
      error: bad.md has 2 errors

      bad.md:4:13: error: 'action' cannot be "wacth" [unknown-word]
      4 |   - action: wacth
        |             ^
      help: did you mean 'watch'?

      bad.md:5:5: error: unknown key 'nothing' [unknown-key]
      5 |     nothing: 1
        |     ^

        (exit 65)

      """
    ),
    (
      "front matter that is no YAML", "bad.md", "---\ntitle: [A\n---\n\nText\n",
      """
      error: bad.md has an error

      bad.md:2: error: this is not YAML: did not find expected ',' or ']' [yaml-syntax]
      2 | title: [A

        (exit 65)

      """
    ),
    (
      "JSON that ends early", "bad.json", "{\"title\": 3,",
      """
      error: bad.json has an error

      bad.json:1:13: error: this is not JSON: expected a key in quotation marks, found the end of the file [json-syntax]
      1 | {"title": 3,
        |             ^

        (exit 65)

      """
    ),
    (
      "no text", "bad.txt", "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0",
      """
      error: bad.txt has an error

      bad.txt: error: this is not a text file [binary-file]

        (exit 65)

      """
    ),
  ]

  @Test(arguments: errors)
  func `the words say where`(id: String, name: String, text: String, errors: String) throws {
    try project.write(name, text)
    let run = try project.run("import", name, "-o", "articles")
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(run.errors == errors)
    #expect(!project.exists("articles/bad.md") && !project.exists("articles/a.md"))
  }

  @Test func `a file that is not there`() throws {
    let run = try project.run("import", "nothing.txt")
    #expect(run.status == 66)
    #expect(run.errors == "error: there is no file nothing.txt\n  (exit 66)\n")
  }

  @Test func `it needs no project`() throws {
    try project.remove("config")
    #expect(try project.run("import", "-", input: Self.pressCopy).text == Self.pressCopyAsMarkdown)
  }
}
