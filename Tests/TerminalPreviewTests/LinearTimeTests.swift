import Foundation
import Testing

@testable import TerminalPreview

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Four times as much takes about four times as long, measured in time of this thread alone.
@Suite(.serialized) struct LinearTimeTests {
  private static let shapes: [(name: String, piece: @Sendable (Int) -> String, start: String)] = [
    ("paragraphs", { "<p>Paragraph \($0) has <b>words</b> and <i>more</i> words.</p>" }, ""),
    ("links", { "<a href='https://a.example/\($0)'>link \($0)</a> " }, ""),
    ("the same link", { _ in "<a href='https://a.example/'>again</a> " }, ""),
    ("rows", { "<tr><td width=40%>left \($0)</td><td>right</td></tr>" }, "<table width=600>"),
    ("nested tables", { "<table><tr><td>cell \($0)</td></tr></table>" }, ""),
    ("open tables", { "<table><tr><td>cell \($0) " }, ""),
    ("open elements", { "<div>level \($0) " }, ""),
    ("one long word", { _ in "abcdefghij" }, "<p>"),
    ("one long line", { "word\($0) " }, "<p>"),
    ("images", { "<img src='https://a.example/\($0).png' alt='picture \($0)' width=300>" }, ""),
    (
      "buttons", { "<a href='https://a.example/\($0)' style='background:#c00;padding:9px'>press \($0)</a>" },
      ""
    ),
    ("columns", { "<div style='display:inline-block;width:200px'>column \($0)</div>" }, ""),
    ("list items", { "<li>item \($0)" }, "<ul>"),
    ("style attributes", { "<span style='color:#\(100 + $0 % 800)'>word \($0) </span>" }, ""),
    ("ends without beginnings", { _ in "</div></td></p>word " }, ""),
    ("comments", { "<!-- \($0) --><![if x]>word <!" }, ""),
  ]

  private static func seconds(_ html: String) -> Double {
    var best = Double.infinity
    for _ in 0..<3 {
      var start = timespec()
      var end = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
      let preview = Newsletters.preview(html)
      _ = preview.frame().plainLines()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
      best = min(
        best, Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1_000_000_000)
    }
    return best
  }

  @Test(arguments: shapes.indices) func `time grows as the message does`(index: Int) {
    let (name, piece, start) = Self.shapes[index]
    func html(_ count: Int) -> String { start + (0..<count).map(piece).joined() }
    let (few, many) = (Self.seconds(html(100)), Self.seconds(html(400)))
    #expect(many < 9 * few + 0.05, "\(name): \(few) s, then \(many) s")
  }
}
