import Foundation
import Pictures
import Testing

@testable import TerminalPreview

struct PictureLayoutTests {
  /// Four quarters: red, green, blue, white; 16 × 8 pixels.
  private func file() throws -> PictureFile {
    let folder = Newsletters.folder.deletingLastPathComponent().deletingLastPathComponent()
    let url = folder.appending(path: "PicturesTests/Fixtures/quarters.png")
    return try #require(PictureFile(Array(try Data(contentsOf: url))))
  }

  private func options(_ images: PreviewOptions.Images) throws -> PreviewOptions {
    var options = PreviewOptions(columns: 40, viewport: 320)
    options.images = images
    options.pictures = ["cid:a": try file()]
    return options
  }

  private let html = "<p>above</p><img src='cid:a' width=160 alt='Four quarters'><p>below</p>"

  @Test func `half blocks have the colours of the picture, its words stand below`() throws {
    let frame = Newsletters.preview(html).frame(try options(.blocks))
    let lines = frame.plainLines()
    #expect(lines[2...6].allSatisfy { $0 == String(repeating: "▀", count: 20) })
    #expect(lines[7] == "alt: Four quarters")
    #expect(frame.rows[2][0].style.foreground?.hex == "#ff0000")
    #expect(frame.rows[2][19].style.foreground?.hex == "#00ff00")
    #expect(frame.rows[6][0].style.background?.hex == "#0000ff")
    #expect(frame.rows[6][19].style.background?.hex == "#ffffff")
    #expect(frame.textInOrder.split(separator: " ") == ["above", "Four", "quarters", "below"])
  }

  @Test func `room is left where the terminal draws by itself, and blanks do not wipe it out`() throws {
    let frame = Newsletters.preview(html).frame(try options(.placed))
    #expect(
      frame.placements == [Frame.Placement(source: "cid:a", row: 2, column: 0, columns: 20, rows: 5)])
    let lines = frame.ansiLines(.none) { _ in "PICTURE" }
    #expect(lines[2] == "\n\n\n\n\n\u{1B}[5A\r\u{1B}7PICTURE\u{1B}8")
    #expect(lines[3].isEmpty)
    let beside = "<table><tr><td width=160><img src='cid:a' width=160></td><td>words</td></tr></table>"
    let row = Newsletters.preview(beside).frame(try options(.placed))
    #expect(row.ansiLines(.none).contains { $0.wholeMatch(of: /\x1B\[(19|20)C +words/) != nil })
  }

  @Test(arguments: [(1, 1), (3, 3), (5, 5), (24, 5)])
  func `pictures are no higher than there is room`(limit: Int, rows: Int) throws {
    var options = try options(.placed)
    options.pictureRows = limit
    #expect(Newsletters.preview(html).frame(options).placements.map(\.rows) == [rows])
  }

  @Test func `what the message brings along is found`() throws {
    let base64 = Data(try file().octets).base64EncodedString()
    let octets = """
      Content-Type: multipart/related; boundary=b

      --b
      Content-Type: text/html

      <img src='cid:a@x'><img src='data:image/png;base64,\(base64)'><img src='https://a.example/x.png'>
      --b
      Content-Type: image/png
      Content-ID: <a@x>
      Content-Transfer-Encoding: base64

      \(base64)
      --b--
      """
    var preview = MessagePreview(Array(octets.utf8))
    preview.pictures = preview.embeddedPictures()
    #expect(preview.pictures.count == 2)
    #expect(preview.pictures["cid:a@x"]?.width == 16)
    #expect(preview.images.map { $0.file != nil } == [true, true, false])
    #expect(preview.frame(of: .images).plainLines().contains { $0.contains("png 16 × 8, 0.3 KB") })
  }
}
