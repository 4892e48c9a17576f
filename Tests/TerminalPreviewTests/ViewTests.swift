import Testing

@testable import TerminalPreview

struct ViewTests {
  private func preview(text: String, html: String, header: String = "") -> MessagePreview {
    let octets =
      header + """
        From: Letters <letters@example.org>
        To: Ada <ada@example.org>
        Subject: Words
        List-Unsubscribe: <https://example.org/u?t=secret-token>
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        \(text)
        --b
        Content-Type: text/html; charset=utf-8

        \(html)
        --b--
        """
    return MessagePreview(Array(octets.utf8))
  }

  @Test func `links of both parts have one number`() {
    let preview = preview(
      text: "See https://b.example/x, or https://c.example.",
      html:
        "<a href='https://a.example'>A</a> <a href='https://b.example/x'>B</a> <a href='https://a.example'>A again</a>"
    )
    #expect(
      preview.frame(of: .links).plainLines() == [
        "  [1]  A  https://a.example  (HTML part only)", "  [2]  B  https://b.example/x",
        "  [3]     https://c.example  (text part only)",
      ])
    #expect(
      preview.frame(of: .text).plainLines().last == "  See https://b.example/x [2], or https://c.example [3]."
    )
    let escapes = preview.frame(of: .text).ansiLines(.none, hyperlinks: true).last ?? ""
    #expect(escapes.contains("\u{1B}]8;id=l2;https://b.example/x\u{1B}\\"))
  }

  @Test func `the links of one reader are shortened and named`() {
    let preview = preview(
      text: "x",
      html:
        "<a href='https://example.org/u?t=secret-token'>Leave</a><a href='https://example.org/p?a=ada%40example.org'>You</a><a href='https://example.org/'>All</a>"
    )
    let lines = preview.frame(of: .links).plainLines()
    #expect(lines[0] == "  [1]  Leave  https://example.org/u?t=…  (one per recipient)  (HTML part only)")
    #expect(lines[1].contains("…  (one per recipient)"))
    #expect(!lines[2].contains("recipient"))
  }

  @Test(arguments: [77, 78, 79])
  func `lines beyond the ruler are marked`(length: Int) {
    let preview = preview(text: String(repeating: "x", count: length), html: "")
    let lines = preview.frame(of: .text).plainLines()
    #expect(lines[0].count == 81)
    #expect(lines[1].contains("▏") == (length > 78))
    #expect(preview.title(of: .text, .desktop).contains("1 of them longer") == (length > 78))
  }

  @Test func `blank lines of the text part are kept`() {
    #expect(preview(text: "a\n\n\n\n\nb", html: "").frame(of: .text).plainLines().count == 7)
  }

  @Test func `the letter's own width is said`() {
    let preview = preview(text: "", html: "<div style='max-width:600px'>a</div>")
    #expect(
      preview.title(of: .html, .desktop).hasPrefix(
        "MESSAGE  text/html, 600 px container at 640 px (80 columns)"))
  }

  @Test func `an image in the message is not printed`() {
    let preview = preview(text: "", html: "<img src='data:image/png;base64,AAAAAAAA' alt='Dot'>")
    #expect(preview.frame(of: .images).plainLines().last == "       data:image/png;base64,…  ? × ?")
  }

  @Test func `the source has numbers`() {
    let lines = preview(text: "", html: "<p>one</p>\n<p>two</p>").frame(of: .source).plainLines()
    #expect(lines == ["   1  <p>one</p>", "   2  <p>two</p>"])
  }
}
