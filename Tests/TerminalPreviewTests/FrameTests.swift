import Diagnostics
import TerminalPreview
import Testing

struct FrameTests {
  private let button =
    "<p>Go <a href='https://a.example/ü?q=1'>here</a></p><a href='https://b.example' style='background:#c40812;color:#fff;padding:12px 20px'>Watch now</a>"

  private func frame(_ html: String, _ options: PreviewOptions = PreviewOptions(columns: 30)) -> Frame {
    Newsletters.preview(html).frame(options)
  }

  @Test func `a button has brackets in plain text and its colour on a terminal`() {
    let frame = frame(button)
    #expect(frame.plainLines() == ["Go here [1]", "", "", "[ Watch now ] [2]"])
    let lines = frame.ansiLines(.full)
    #expect(lines[2] == "\u{1B}[38;2;196;8;18m▄▄▄▄▄▄▄▄▄▄▄▄▄\u{1B}[0m")
    #expect(lines[3].hasPrefix("\u{1B}[38;2;255;255;255;48;2;196;8;18m  Watch now  \u{1B}[0;2m [2]"))
  }

  @Test func `a compact button takes one row`() {
    var options = PreviewOptions(columns: 30)
    options.isCompact = true
    #expect(frame(button, options).plainLines() == ["Go here [1]", "", "[ Watch now ] [2]"])
  }

  @Test func `links that a terminal opens are escaped, and closed at the end of each row`() {
    let line = frame(button).ansiLines(.none, hyperlinks: true)[0]
    #expect(line.contains("\u{1B}]8;id=l1;https://a.example/%C3%BC?q=1\u{1B}\\"))
    #expect(line.hasSuffix("\u{1B}]8;;\u{1B}\\"))
    let other = frame("<a href='javascript:alert(1)'>no</a>").ansiLines(.none, hyperlinks: true)[0]
    #expect(!other.contains("]8;"))
  }

  @Test(arguments: [
    (ColorDepth.sixteen, "\u{1B}[31m"), (.indexed, "\u{1B}[38;5;160m"), (.full, "\u{1B}[38;2;204;0;0m"),
    (.none, "red"),
  ])
  func `colours are as deep as the terminal's`(depth: ColorDepth, start: String) {
    var options = PreviewOptions(columns: 30)
    options.theme = .light
    #expect(frame("<span style='color:#cc0000'>red</span>", options).ansiLines(depth)[0].hasPrefix(start))
  }

  @Test(arguments: [
    (PreviewOptions.Theme.light, "#dddddd", false), (.dark, "#dddddd", true), (.unknown, "#dddddd", false),
    (.dark, "#222222", false), (.light, "#222222", true), (.unknown, "#808080", true),
  ])
  func `colours of authors are used where they can be read`(
    theme: PreviewOptions.Theme, color: String, isUsed: Bool
  ) {
    var options = PreviewOptions(columns: 30)
    options.theme = theme
    let cell = frame("<p style='color:\(color)'>word</p>", options).rows[0][0]
    #expect((cell.style.foreground != nil) == isUsed)
  }

  @Test func `inverted is not authored`() {
    let html =
      "<style>@media (prefers-color-scheme:dark){.a{display:none}}</style><p class=a>day</p><p style='color:#000'>ink</p>"
    var options = PreviewOptions(columns: 30)
    options.dark = .authored
    #expect(frame(html, options).plainLines() == ["ink"])
    options.dark = .inverted
    let frame = frame(html, options)
    #expect(frame.plainLines() == ["day", "", "ink"])
    #expect(frame.rows[2][0].style.foreground?.hex == "#ffffff")
  }

  @Test func `the words of a narrow image stand in a line, not one letter below the other`() {
    let image = #"<img src="x.png" alt="Four squares" width="16" style="display:block;width:100%">"#
    let lines = frame(#"<table><tr><td style="width:16px">\#(image)</td></tr></table>"#).plainLines()
    #expect(lines == ["[Four", "squares]"])
  }

  @Test func `images that are blocked keep their size`() {
    let html = "<img src='https://a.example/x.png' width=400 height=96 alt='A boat'>"
    #expect(Newsletters.preview(html).frame().rows.count == 3)
    var options = PreviewOptions.desktop
    options.images = .off
    #expect(Newsletters.preview(html).frame(options).rows.count == 6)
  }

  @Test func `two pictures stand side by side`() {
    let pair = frame("<p>one</p><p>two</p>", PreviewOptions(columns: 10))
      .beside(frame("<a href='https://x.example'>three</a>", PreviewOptions(columns: 12)))
    #expect(pair.plainLines() == ["one        │ three [1]", "           │", "two        │"])
  }

  @Test func `desktop and phone, or both parts, are compared`() {
    let octets = """
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain

      plain <words>
      --b
      Content-Type: text/html

      <p>drawn words</p>
      --b--
      """
    let preview = MessagePreview(Array(octets.utf8))
    let phone = preview.sideBySide(.mobile)
    #expect(phone.columns == 123)
    #expect(phone.plainLines()[0].split(separator: " ") == ["drawn", "words", "│", "drawn", "words"])
    let text = preview.sideBySide(.text, PreviewOptions(columns: 20))
    #expect(text.plainLines().last == "                     │   plain <words>")
  }

  @Test func `JSON and SVG hold the words escaped`() {
    let frame = frame("<b>a &lt; \"b\" &amp; c</b>")
    #expect(frame.json.contains("{\"x\":0,\"text\":\"a < \\\"b\\\" & c\",\"bold\":true,\"line\":"))
    #expect(frame.svg().contains(">a &lt; \"b\" &amp; c</text>"))
  }

  @Test func `lines are drawn without Unicode where it is not read`() {
    let lines = frame("<ul><li>one</ul><hr>").plainLines(isASCII: true)
    #expect(lines.last?.allSatisfy { $0 == "-" } == true)
    #expect(lines[0].contains("* one"))
  }

  @Test func `what drives a terminal never reaches it`() {
    let frame = frame("<p>a&#27;[31mb\u{202E}c&#x9b;d\u{7F}e&#x2028;f</p>")
    let text = frame.ansiLines(.none).joined()
    #expect(
      !text.unicodeScalars.contains {
        $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
      })
  }

  @Test(arguments: [
    "a", "é", "e\u{301}", "日", "👩‍🚀", "🇪🇺", "❤️", "\0", "\r\n", "q\u{301}\u{323}", "q\u{323}\u{301}",
  ])
  func `a cell gives back its character in its own octets`(text: String) {
    var cell = Frame.Cell()
    #expect(cell.character == " ")
    cell.character = Character(text)
    #expect(cell.character.map { Array($0.utf8) } == Array(text.utf8))
    cell.character = nil
    #expect(cell.character == nil)
  }

  @Test func `letters of Europe take a column, as marks take none and emoji two`() {
    #expect("Größe, čtvrtek, Αθήνα, среда – “…”".columns == 34)
    #expect("▄▀─│•".columns == 5)
    #expect("e\u{301}".columns == 1)
    #expect("日❤️👩‍🚀".columns == 6)
    #expect("\u{AD}".columns == 0)
  }

  @Test func `addresses are escaped in JSON`() {
    let json = frame("<a href='https://a.example/&#x9b;0m&#x202e;'>x</a>").json
    #expect(json.contains("\"https://a.example/\\u009b0m\\u202e\""))
  }

  @Test func `views are named and filled`() {
    let preview = Newsletters.preview(
      button + "<img src='cid:a' width=1 height=1><img alt='Map' src='https://a.example/m.png'>")
    let lines = preview.lines(of: [.html, .source, .links, .images], width: 60)
    #expect(lines.contains("MESSAGE  text/html, 480 px (60 columns)  0.2 KB"))
    #expect(lines.contains("LINKS  2"))
    #expect(lines.contains("IMAGES  2"))
    #expect(preview.images.map(\.isRemote) == [false, true])
  }
}
