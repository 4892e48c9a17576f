import Markup
import Testing

@testable import TerminalPreview

struct StyleTests {
  private func style(_ html: String, of id: String, viewport: Int = 640, isDark: Bool = false)
    -> ComputedStyle?
  {
    let document = StyledDocument(html, for: Screen(viewport: viewport, isDark: isDark))
    let node = document.tree.nodes.firstIndex { $0.element?.attributes["id"] == id }
    return node.map { document.styles[$0] }
  }

  @Test(arguments: [
    ("p { color: #111111 } #x { color: #222222 } .c { color: #333333 }", "#222222"),
    (".c { color: #333333 !important } #x { color: #222222 }", "#333333"),
    ("div .c { color: #444444 } .c { color: #333333 }", "#444444"),
    ("section > .c { color: #444444 } .c { color: #333333 }", "#333333"),
    ("div > p.c { color: #555555 }", "#555555"),
    ("p, h1 { color: red } p:hover { color: blue }", "#ff0000"),
    ("p[id=x] { color: #666666 }", "#666666"),
    ("/* p { color: red } */ p { color: rgb(1, 2, 3) }", "#010203"),
    ("@import url(x.css); p { color: #777777 }", "#777777"),
    ("@media (max-width: 639px) { p { color: red } } p { color: #888888 }", "#888888"),
    ("p { color: #888888 } @media screen and (max-width: 640px) { p { color: red } }", "#ff0000"),
    ("@media print { p { color: red } } p { color: #999999 }", "#999999"),
    ("} p { color: #121212 } p { color", "#121212"),
  ])
  func `the cascade chooses`(css: String, color: String) {
    let html = "<style>\(css)</style><div><p id=x class='c d'>words</p></div>"
    #expect(style(html, of: "x")?.color?.hex == color)
  }

  @Test func `style attributes win over style sheets, and important rules over them`() {
    let html = "<style>p{color:red} #y{color:blue!important}</style>"
    #expect(style(html + "<p id=x style='color:lime'>a</p>", of: "x")?.color?.hex == "#00ff00")
    #expect(style(html + "<p id=y style='color:lime'>a</p>", of: "y")?.color?.hex == "#0000ff")
  }

  @Test(arguments: [
    ("(max-width: 480px)", 480, true), ("(max-width: 480px)", 481, false), ("(min-width:30em)", 480, true),
    ("only screen and (min-width: 400px) and (max-width: 500px)", 450, true), ("print", 450, false),
    ("not print", 450, true), ("print, screen", 450, true), ("(prefers-color-scheme: dark)", 450, false),
    ("", 450, true), ("(orientation: portrait)", 450, false), ("(", 450, false),
  ])
  func `media queries are answered`(query: String, viewport: Int, holds: Bool) {
    #expect(Screen(viewport: viewport, isDark: false).matches(media: query) == holds)
  }

  @Test func `contrast is measured as WCAG does`() {
    let ratio = Color.white.contrast(with: Color(0xE5, 0x09, 0x14))
    #expect(abs(ratio - 4.8) < 0.05)
    #expect(Color.white.contrast(with: .black) == 21)
  }

  @Test(arguments: [
    (0.0, 0), (5.0, 1), (3.0, 0), (6.0, 1), (8.0, 1), (12.0, 2), (32.0, 4), (600.0, 75),
  ])
  func `pixels become columns`(pixels: Double, columns: Int) {
    #expect(Geometry(columns: 80, viewport: 640).across(pixels) == columns)
  }

  @Test(arguments: [(4.0, 0), (8.0, 1), (16.0, 1), (23.0, 1), (24.0, 2), (1e12, 20)])
  func `pixels become rows`(pixels: Double, rows: Int) {
    #expect(Geometry(columns: 80, viewport: 640).down(pixels) == rows)
  }

  @Test func `selectors of hostile length take no time`() {
    let css =
      String(repeating: "div ", count: 10_000) + "{color:red}" + String(repeating: "a{b:c}", count: 20_000)
    #expect(style("<style>\(css)</style><p id=x>a</p>", of: "x")?.color == nil)
  }
}
