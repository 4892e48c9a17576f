import Foundation
import Testing

/// Images that lie beside an article, from its folder to the letter.
@Suite struct IssueImageTests {
  private let project: SampleProject

  init() throws {
    project = try SampleProject()
    let address = "\nlinks:\n  images: https://img.example.org/{issue}\n"
    let configuration = try project.read("config/broadsheet.yaml")
    try project.write(
      "config/broadsheet.yaml", configuration.replacing("\nlinks:\n", with: address))
    try project.write(
      "articles/lamp.md",
      """
      ---
      title: The lamp
      image: {src: lamp/Hero Picture.png, alt: A lamp at night}
      ---
      The lamp is lit.

      ![The stairs](lamp/stairs.jpg)

      ![The same lamp](lamp/Hero%20Picture.png)
      """)
    try copy("quarters.png", to: "articles/lamp/Hero Picture.png")
    try copy("quarters.jpg", to: "articles/lamp/stairs.jpg")
  }

  private func copy(_ fixture: String, to path: String) throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "PicturesTests/Fixtures")
    let target = project.folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: fixtures.appending(path: fixture), to: target)
  }

  @Test func `they are copied into the issue's folder and have an address in the letter`() throws {
    let run = try project.run("compose", "articles/lamp.md")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines.contains(
        "  issues/001-lamp/images        2 images, to be put at https://img.example.org/001-lamp/"))
    #expect(!run.errors.contains("picture"), "\(run.errors)")
    let html = try project.read("issues/001-lamp/message.html")
    #expect(html.matches(of: /https:\/\/img.example.org\/001-lamp\/hero-picture.png/).count >= 2)
    #expect(html.contains("https://img.example.org/001-lamp/stairs.jpg"))
    for (original, name) in [
      ("lamp/Hero Picture.png", "hero-picture.png"), ("lamp/stairs.jpg", "stairs.jpg"),
    ] {
      let copy = project.folder.appending(path: "issues/001-lamp/images/\(name)")
      let article = project.folder.appending(path: "articles/\(original)")
      #expect(try Data(contentsOf: copy) == Data(contentsOf: article))
    }
  }

  @Test func `those among words, in quotations and in tables are copied too`() throws {
    try project.write(
      "articles/lamp.md",
      """
      ---
      title: The lamp
      ---
      A ![small lamp](lamp/stairs.jpg) among words.

      | Lamp |
      |---|
      | ![in a table](lamp/Hero%20Picture.png) |

      > A **![](lamp/nowhere.png)**
      """)
    let run = try project.run("compose", "articles/lamp.md")
    #expect(run.status == 0, "\(run.errors)")
    let html = try project.read("issues/001-lamp/message.html")
    #expect(html.contains("https://img.example.org/001-lamp/stairs.jpg"))
    #expect(html.contains("https://img.example.org/001-lamp/hero-picture.png"))
    #expect(
      run.errors.contains(
        "articles/lamp.md:10: warning: the image \"lamp/nowhere.png\" has no alternative text"))
    #expect(run.errors.contains("the picture lamp/nowhere.png is a file here, which no reader can see"))
  }

  @Test(arguments: ["articles/lamp.md", "1"])
  func `preview draws them before they are on the web`(subject: String) throws {
    try #require(try project.run("compose", "articles/lamp.md").status == 0)
    let run = try project.run(
      "preview", subject, "--images", "blocks", "--view", "html", "--color", "always")
    #expect(run.text.contains("▀") || run.text.contains("▄"), "\(run.text)\(run.errors)")
  }

  @Test func `what is no picture, is not there or lies elsewhere is left out, and it is said`() throws {
    try project.write(
      "articles/lamp.md",
      """
      ---
      title: The lamp
      ---
      ![Gone](lamp/gone.png)

      ![Text](lamp/text.png)

      ![Elsewhere](../../../../../../../../../../etc/hostname)
      """)
    try project.write("articles/lamp/text.png", "no picture")
    let run = try project.run("compose", "articles/lamp.md")
    #expect(run.status == 0)
    for words in [
      "the picture lamp/gone.png cannot be used: there is no file articles/lamp/gone.png",
      "the picture lamp/text.png cannot be used: it is no PNG, JPEG, GIF or WebP",
      "/etc/hostname cannot be used: it lies neither in the project nor beside its article",
    ] { #expect(run.errors.contains(words), "\(run.errors)") }
    #expect(!project.exists("issues/001-lamp/images"))
  }

  @Test func `an article is found again from wherever in the project it was composed`() throws {
    let run = try project.run("-C", "articles", "compose", "lamp.md")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try project.read("issues/001-lamp/issue.yaml").contains("\n  - articles/lamp.md\n"))
  }
}
