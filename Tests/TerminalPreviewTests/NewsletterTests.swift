import Foundation
import TerminalPreview
import Testing

struct NewsletterTests {
  static let widths = [40, 80]

  @Test func `each newsletter of the folder is drawn`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Newsletters.folder.path(percentEncoded: false))
    #expect(files.sorted() == Newsletters.names.map { $0 + ".html" })
  }

  @Test(arguments: Newsletters.names, widths)
  func `newsletters are drawn as text`(name: String, width: Int) throws {
    let preview = Newsletters.preview(try Newsletters.html(name))
    for dark in [false, true] {
      var options = PreviewOptions(columns: width)
      options.theme = dark ? .dark : .light
      options.dark = dark ? .authored : nil
      let frame = preview.frame(options)
      let suffix = "\(width)-\(dark ? "dark" : "light")"
      try expectSnapshot(frame.plainLines().joined(separator: "\n") + "\n", "\(name)-\(suffix).txt")
      let ansi = frame.ansiLines(.full, hyperlinks: true).joined(separator: "\n") + "\n"
      try expectSnapshot(ansi.replacing("\u{1B}", with: "\\e"), "\(name)-\(suffix).ansi")
    }
  }

  @Test(arguments: Newsletters.names)
  func `no row is wider than the picture, at any width`(name: String) throws {
    let preview = Newsletters.preview(try Newsletters.html(name))
    for width in [8, 13, 20, 31, 60, 120, 200] {
      let frame = preview.frame(PreviewOptions(columns: width))
      #expect(frame.rows.allSatisfy { $0.count <= width })
      #expect(frame.plainLines().allSatisfy { $0.count <= width })
    }
  }

  @Test(arguments: Newsletters.names)
  func `the same words stand at every width, in the same order`(name: String) throws {
    let html = try Newsletters.html(name).replacing("max-width:600px", with: "max-width:1px")
    let preview = Newsletters.preview(html)
    let widths = [8, 25, 40, 80, 160]
    let words = widths.map { width in
      var options = PreviewOptions(columns: width, viewport: 640)
      options.numbersLinks = false
      return letters(preview.frame(options).textInOrder)
    }
    #expect(Set(words).count == 1)
  }

  @Test(arguments: Newsletters.names)
  func `no run of blank rows is longer than two`(name: String) throws {
    let lines = Newsletters.preview(try Newsletters.html(name)).frame().plainLines()
    let longest = lines.split(whereSeparator: { !$0.isEmpty }).map(\.count).max() ?? 0
    #expect(longest <= 2)
  }
}
