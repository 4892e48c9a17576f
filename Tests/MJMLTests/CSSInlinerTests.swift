import MJML
import Testing

@Suite struct CSSInlinerTests {
  private func inlined(_ css: String, _ html: String) -> String {
    let result = CSSInliner().inline(css: Array(css.utf8), into: Array(html.utf8))
    return String(decoding: result.html, as: UTF8.self)
  }

  private static let document = """
    <div id="top" class="letter wide"><p lang="en-GB">one</p><p class="last" title="a tale">two</p><br><ul>
    <li>1</li><li>2</li><li>3</li></ul></div>
    """

  @Test(arguments: [
    ("p { color: red }", 2), ("#top > p", 2), (".letter p", 2), (".wide.letter li", 3), ("div > li", 0),
    ("p + p", 1), ("p ~ ul", 1), ("p ~ p", 1), ("li:first-child", 1), ("li:last-child", 1),
    ("li:nth-child(2)", 1),
    ("li:nth-child(odd)", 2), ("li:nth-child(even)", 1), ("li:nth-child(-n+2)", 2), ("li:nth-child(n+2)", 2),
    ("p:not(.last)", 1), ("p:not(.last, [lang])", 0), ("[title]", 1), ("[title='a tale']", 1),
    ("[title~=tale]", 1),
    ("[lang|=en]", 1), ("[lang^=en]", 1), ("[lang$='GB']", 1), ("[lang*=n-]", 1), ("*", 8), ("P.LAST", 0),
    ("P.last", 1),
    ("p, li", 5), ("p:hover", 0), ("p::before", 0), ("li:only-child", 0),
    ("ul li:nth-child(3):last-child", 1),
  ]) func `a selector means these elements`(selector: String, count: Int) {
    let css = selector.contains("{") ? selector : selector + " { color: red }"
    let parts = inlined(css, Self.document).split(
      separator: "style=\"color:red;\"", omittingEmptySubsequences: false)
    #expect(parts.count - 1 == count)
  }

  @Test func `the more specific rule wins, then the later one, then the own style`() {
    #expect(
      inlined("#a { color: red } p { color: blue }", "<p id=a>x</p>") == "<p id=a style=\"color:red;\">x</p>")
    #expect(inlined("p { color: red } p { color: blue }", "<p>x</p>") == "<p style=\"color:blue;\">x</p>")
    #expect(
      inlined("p { color: red; margin: 0 }", "<p style=\"color:blue\">x</p>")
        == "<p style=\"margin:0;color:blue;\">x</p>")
  }

  @Test func `important rules win over the own style and stay important`() {
    #expect(
      inlined("p { color: red !important }", "<p style='color:blue;margin:0'>x</p>")
        == "<p style=\"margin:0;color:red !important;\">x</p>")
  }

  @Test func `the text stays as it is but for the styles`() {
    let html = "<p>a<p>b <img src=x> a < b <!-- <p> --> <b CLASS=x>c</B>"
    #expect(
      inlined("b { color: red }", html)
        == "<p>a<p>b <img src=x> a < b <!-- <p> --> <b CLASS=x style=\"color:red;\">c</B>")
    #expect(inlined("i { color: red }", html) == html)
  }

  @Test func `nothing is touched in conditional comments`() {
    let html = "<!--[if mso | IE]><td><![endif]--><td>x</td><!--[if !mso]><!--><td /><!--<![endif]-->"
    #expect(
      inlined("td { color: red }", html)
        == "<!--[if mso | IE]><td><![endif]--><td style=\"color:red;\">x</td><!--[if !mso]><!--><td style=\"color:red;\" /><!--<![endif]-->"
    )
  }

  @Test func `no width or height attributes are written`() {
    #expect(
      inlined("img { width: 10px; height: 5px }", "<img src=x />")
        == "<img src=x style=\"width:10px;height:5px;\" />")
  }

  @Test(arguments: [
    ("<b/>", "<b style=\"x:y;\"/>"), ("<b />", "<b style=\"x:y;\" />"),
    ("<b a=c/>", "<b a=c/ style=\"x:y;\">"),
    ("<b a=\"c\"/>", "<b a=\"c\" style=\"x:y;\"/>"), ("<b\n>", "<b style=\"x:y;\"\n>"),
    ("<b a>", "<b a style=\"x:y;\">"),
    ("<b style>", "<b style=\"x:y;\">"), ("<b style=z:1>", "<b style=\"x:y;z:1;\">"),
  ]) func `the style is written in the right place of the tag`(tag: String, styled: String) {
    #expect(inlined("b { x: y }", tag) == styled)
  }

  @Test func `what cannot be inlined is kept`() {
    let css = "a{color:red} a:hover{color:blue} @media (max-width:1px){a{color:green}} @import url(x.css);"
    let result = CSSInliner().inline(css: Array(css.utf8), into: Array("<a>x</a>".utf8))
    #expect(
      String(decoding: result.keptCSS, as: UTF8.self)
        == "a:hover{color:blue}\n@media (max-width:1px){a{color:green}}\n@import url(x.css);\n")
    #expect(result.isComplete)
  }

  @Test func `style elements are inlined and what remains of them stays`() {
    let html =
      "<style>p{color:red}</style><style>p{margin:0}p:hover{color:blue}</style><style media=print>p{x:y}</style><p>x</p>"
    let result = CSSInliner().inlineStyleElements(of: Array(html.utf8))
    #expect(
      String(decoding: result.html, as: UTF8.self)
        == "<style>\np:hover{color:blue}\n</style><style media=print>p{x:y}</style><p style=\"color:red;margin:0;\">x</p>"
    )
  }

  @Test(arguments: [
    "{", "}", "p{", "p{color", "p{color:", "/*", "@", "@media{", "p{}q", "\"", ":not(", "p[", "p{a:'b}",
    ",,,{a:b}",
  ])
  func `broken style sheets are read as far as possible`(css: String) {
    #expect(inlined(css + " p { color: red }", "<p>x</p>").hasPrefix("<p"))
    #expect(inlined("p { color: red } " + css, "<p>x</p>") == "<p style=\"color:red;\">x</p>")
  }

  @Test func `a semicolon in a string or an address does not end a declaration`() {
    let css = "p { background: url(data:a;b) ; font-family: 'a;b', c }"
    #expect(inlined(css, "<p>x</p>") == "<p style=\"background:url(data:a;b);font-family:'a;b', c;\">x</p>")
  }
}
