import Foundation
import LoopbackServer
import Testing

/// Images that are not in the message: on servers, and beside its files.
@Suite struct PreviewPictureTests {
  /// 16 by 8 pixels of one red.
  static let png: [UInt8] = Array(
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAAE0lEQVR42mM4ISdHEmIY1UALDQDkVYIBcLsjaAAAAABJRU5ErkJggg=="
    ) ?? Data())

  let project: SampleProject

  init() throws {
    project = try SampleProject()
    project.environment["COLORTERM"] = "truecolor"
  }

  private func letter(_ sources: String...) throws {
    let images = sources.map { "<p><img src=\"\($0)\" width=\"320\" alt=\"Red\"></p>" }.joined()
    try project.write(
      "letters/a.eml",
      "From: a@example.org\nSubject: Red\nContent-Type: text/html; charset=utf-8\n\n\(images)\n")
  }

  private func preview(_ arguments: String...) throws -> Run {
    try project.run(
      ["preview", "letters/a.eml", "--view", "html", "--images", "blocks", "--format", "ansi"] + arguments)
  }

  /// How often the red of the image is drawn.
  private func reds(_ run: Run) -> Int { run.text.split(separator: "48;2;200;30;30m").count - 1 }

  @Test func `images on servers are fetched on demand alone`() throws {
    let server = try LoopbackServer { _ in LoopbackServer.answer(Self.png, "Content-Type: image/png") }
    try letter(server.url("/red.png"), server.url("/red.png?again"))
    let quiet = try preview()
    #expect(quiet.status == 0 && server.requests.isEmpty && reds(quiet) == 0)
    let run = try preview("--remote", "--allow-private")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(reds(run) > 0)
    #expect(server.requests.count == 2)
    #expect(server.requests.allSatisfy { $0.contains("User-Agent: broadsheet/") && !$0.contains("Referer") })
  }

  @Test func `addresses of this network are refused, and the letter is shown all the same`() throws {
    let server = try LoopbackServer { _ in LoopbackServer.answer(Self.png) }
    try letter(server.url("/red.png"))
    let run = try preview("--remote")
    #expect(run.status == 0 && run.text.contains("Red"))
    #expect(run.errors.contains("is not shown: its host is 127.0.0.1, which is not on the public Internet"))
    #expect(server.requests.isEmpty)
  }

  @Test func `what is no image, and what is not there, is said and does no harm`() throws {
    let server = try LoopbackServer { head in
      head.contains("GET /gone")
        ? LoopbackServer.answer([], status: "404 Not Found") : LoopbackServer.answer(Array("<svg>".utf8))
    }
    try letter(server.url("/gone.png"), server.url("/drawing.svg"))
    let run = try preview("--remote", "--allow-private")
    #expect(run.status == 0)
    #expect(run.errors.contains("gone.png is not shown: the server answered 404"))
    #expect(run.errors.contains("drawing.svg is not shown: it is not PNG, JPEG, GIF or WebP"))
  }

  @Test func `images beside the letter are drawn, and none outside of its folder`() throws {
    try project.write("letters/readme.txt", "")
    try Data(Self.png).write(to: project.folder.appending(path: "letters/red file.png"))
    try Data(Self.png).write(to: project.folder.appending(path: "outside.png"))
    try FileManager.default.createSymbolicLink(
      at: project.folder.appending(path: "letters/link.png"),
      withDestinationURL: project.folder.appending(path: "outside.png"))
    try letter("red%20file.png")
    #expect(reds(try preview()) > 0)
    for source in [
      "../outside.png", "link.png", project.folder.path + "/outside.png", "readme.txt", "none.png",
    ] {
      try letter(source)
      let run = try preview()
      #expect(run.status == 0 && reds(run) == 0, "\(source)")
      #expect(run.text.contains("Red"))
    }
  }

  @Test func `what is known of a fetched image is in the report`() throws {
    let server = try LoopbackServer { _ in LoopbackServer.answer(Self.png) }
    try letter(server.url("/red.png"))
    let run = try project.run("preview", "letters/a.eml", "--json", "--remote", "--allow-private")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    let image = try #require((report["images"] as? [[String: Any]])?.first)
    #expect(image["w"] as? Int == 16 && image["h"] as? Int == 8 && image["bytes"] as? Int == Self.png.count)
    #expect(image["remote"] as? Bool == true)
  }
}
