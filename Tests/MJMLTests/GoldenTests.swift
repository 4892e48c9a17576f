import Foundation
import MJML
import Testing

/// Compares with what MJML itself makes of templates.
///
/// `MJML_GOLDENS` names a folder of pairs `NAME.mjml` and `NAME.html`.
@Suite struct GoldenTests {
  static let folder = ProcessInfo.processInfo.environment["MJML_GOLDENS"]

  @Test(.enabled(if: folder != nil, "MJML_GOLDENS names no folder of pairs"))
  func `templates render as MJML renders them`() throws {
    let folder = URL(fileURLWithPath: try #require(Self.folder))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".mjml") }.map { String($0.dropLast(5)) }.sorted()
    try #require(!names.isEmpty)
    var failures = 0
    for name in names {
      let source = try Data(contentsOf: folder.appending(path: name + ".mjml"))
      let expected = try Data(contentsOf: folder.appending(path: name + ".html"))
      let actual = try MJMLRenderer().render(Array(source)).html
      if let difference = HTMLTokens.difference(Array(expected), actual) {
        failures += 1
        Issue.record("\(name): \(difference)")
      }
    }
    print("\(names.count - failures) passed, \(failures) failed")
  }

  @Test(arguments: [
    ("<p  class=\"b a\">x y</p>", "<p class='a b'>\nxy</p>"), ("<img src=a />", "<img src=\"a\">"),
    ("<p style=\"a: b;c:d\"></p>", "<p style=\"a:b; c:d;\"></p>"), ("<p alt=\"\">", "<p>"),
    ("<![endif]--><!--[if mso | IE]>", ""), ("<p width=\"33.33333333\">", "<p width=\"33.333\">"),
    ("<label for=\"abcdefgh1\">", "<label for=\"zyxwvuts2\">"),
  ]) func `documents that say the same are the same`(left: String, right: String) {
    #expect(HTMLTokens.difference(Array(left.utf8), Array(right.utf8)) == nil)
  }

  @Test(arguments: [
    ("<p style=\"a:b;c:d\">", "<p style=\"c:d;a:b\">"), ("<p>x</p>", "<p>y</p>"), ("<p>", "<p id=a>"),
    ("<!--[if mso]>x<![endif]-->", "<!--[if mso]>y<![endif]-->"),
  ]) func `documents that say something else are different`(left: String, right: String) {
    #expect(HTMLTokens.difference(Array(left.utf8), Array(right.utf8)) != nil)
  }
}
