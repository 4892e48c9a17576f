import Foundation
import MJML
import Testing

@Suite struct IncludeTests {
  /// Files in memory.
  private struct Files: IncludeLoader {
    var files: [String: String]

    func load(_ path: String, from file: String) throws(IncludeRefusal) -> IncludedFile {
      guard let text = files[path] else { throw IncludeRefusal("there is no file \(path)") }
      return IncludedFile(name: path, bytes: Array(text.utf8))
    }
  }

  private func rendered(_ body: String, head: String = "", _ files: [String: String]) throws
    -> MJMLOutput
  {
    try render(
      "<mjml>\(head)<mj-body>\(body)</mj-body></mjml>", options: MJMLOptions(includes: Files(files: files)))
  }

  @Test func `a part is read in the place of the tag`() throws {
    let part = "<mj-section><mj-column><mj-text>part</mj-text></mj-column></mj-section>"
    let included = try rendered("<mj-include path=\"part.mjml\" />", ["part.mjml": part])
    #expect(try included.html == rendered(part, [:]).html)
    #expect(included.problems == [])
  }

  @Test func `the head of an included template joins the head`() throws {
    let part = """
      <mjml><mj-head><mj-title>Included</mj-title></mj-head>
      <mj-body><mj-section css-class="inside"></mj-section></mj-body></mjml>
      """
    let output = try rendered(
      "<mj-include path=\"p\"></mj-include><mj-section css-class=\"outside\"/>", ["p": part])
    #expect(output.text.contains("<title>Included</title>"))
    #expect(output.text.contains("class=\"inside\""))
    #expect(output.text.contains("class=\"outside\""))
    #expect(output.problems == [])
  }

  @Test func `html and css are included as they are`() throws {
    let output = try rendered(
      "<mj-include path=\"a.html\" type=\"html\"/><mj-include path=\"b.css\" type=\"css\"/>"
        + "<mj-include path=\"c.css\" type=\"css\" css-inline=\"inline\"/>",
      ["a.html": "<p>a<p class=x>b", "b.css": ".y { color: red }", "c.css": ".x { color: blue }"])
    #expect(output.text.contains("<p>a<p class=x style=\"color:blue;\">b"))
    #expect(output.text.contains("<style type=\"text/css\">\n.y { color: red }\n</style>"))
  }

  @Test func `problems of an included file have its name`() throws {
    let output = try rendered("<mj-include path=\"p.mjml\"/>", ["p.mjml": "\n <mj-sektion/>"])
    let problem = try #require(output.problems.first)
    #expect((problem.file, problem.line, problem.column) == ("p.mjml", 2, 2))
  }

  @Test func `a file that includes itself is refused`() {
    let files = ["a": "<mj-include path=\"b\"/>", "b": "<mj-include path=\"a\"/>"]
    let failure = #expect(throws: MJMLFailure.self) { try rendered("<mj-include path=\"a\"/>", files) }
    #expect(failure?.problems.last?.message == "a includes itself: letter.mjml → a → b → a")
  }

  @Test func `files that multiply are refused`() {
    var files: [String: String] = ["20": ""]
    for level in 0..<20 {
      files["\(level)"] = String(repeating: "<mj-include path=\"\(level + 1)\"/>", count: 4)
    }
    #expect(throws: MJMLFailure.self) { try rendered("<mj-include path=\"0\"/>", files) }
  }

  @Test func `without a loader nothing is included`() throws {
    let output = try render("<mjml><mj-body><mj-include path=\"a\"/></mj-body></mjml>")
    #expect(output.problems.map(\.message) == ["\"a\" cannot be included: includes are not allowed here"])
  }

  // MARK: the folder

  private func withFolder(_ body: (FolderIncludes) throws -> Void) throws {
    let manager = FileManager.default
    let outer = manager.temporaryDirectory.appending(path: "mjml-includes-\(UUID().uuidString)")
    let folder = outer.appending(path: "templates")
    defer { try? manager.removeItem(at: outer) }
    try manager.createDirectory(at: folder.appending(path: "parts"), withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: outer.appending(path: "secret.txt"))
    try Data("foot".utf8).write(to: folder.appending(path: "parts/foot.mjml"))
    try Data("deep".utf8).write(to: folder.appending(path: "parts/a b.mjml"))
    try Data("letter".utf8).write(to: folder.appending(path: "letter.mjml"))
    try manager.createSymbolicLink(
      at: folder.appending(path: "link"), withDestinationURL: outer.appending(path: "secret.txt"))
    try manager.createSymbolicLink(at: folder.appending(path: "up"), withDestinationURL: outer)
    try manager.createSymbolicLink(
      at: folder.appending(path: "inside"), withDestinationURL: folder.appending(path: "letter.mjml"))
    try body(FolderIncludes(folder: folder.path))
  }

  @Test(arguments: [
    ("parts/foot.mjml", "letter.mjml", "parts/foot.mjml", "foot"),
    ("./parts/../letter.mjml", "letter.mjml", "letter.mjml", "letter"),
    ("foot.mjml", "parts/a b.mjml", "parts/foot.mjml", "foot"),
    ("../letter.mjml", "parts/foot.mjml", "letter.mjml", "letter"),
    ("parts/a%20b.mjml", "-", "parts/a b.mjml", "deep"),
    ("inside", "-", "inside", "letter"),
  ]) func `files of the folder are read`(path: String, from: String, name: String, content: String) throws {
    try withFolder { folder in
      let file = try folder.load(path, from: from)
      #expect(file.name == name)
      #expect(file.bytes == Array(content.utf8))
    }
  }

  @Test(arguments: [
    "../secret.txt", "parts/../../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt",
    "%252e%252e%252fsecret.txt",
    "/etc/passwd", "%2fetc/passwd", "\\\\host\\share", "C:\\x", "c:/x", "letter.mjml%00.png",
    "letter.mjml\u{0}", "link",
    "up/secret.txt", "http://harbour.example/x", "file:///etc/passwd", "", ".", "parts", "none.mjml", "%zz",
    "%",
  ]) func `everything else is refused`(path: String) throws {
    try withFolder { folder in
      #expect(throws: IncludeRefusal.self) { try folder.load(path, from: "letter.mjml") }
    }
  }
}
