import Diagnostics
import Templating
import Testing

@Suite struct ThemeTests {
  static let colors = Theme.sample

  @Test func `a theme is read`() throws {
    let theme = try Theme(yaml: Self.colors, file: "config/theme.yaml")
    #expect(Theme.shape.fits(theme.view))
  }

  @Test(arguments: [
    (
      "accent: \"#a3290f\"", "accent: red",
      "config/theme.yaml:7:13: error: 'accent' must be a colour such as \"#a3290f\", in quotation marks, not \"red\" [wrong-value]"
    ),
    (
      "text: 17px", "text: 17em",
      "config/theme.yaml:22:9: error: 'text' must be a size such as 17px, not \"17em\" [wrong-value]"
    ),
    ("small: 14px", "smal: 14px", "config/theme.yaml:23:3: error: unknown key 'smal' [unknown-key]"),
    (
      "body: Arial", "body: Arial; x",
      "config/theme.yaml:19:9: error: 'body' must be a list of font names, not \"Arial; x\" [wrong-value]"
    ),
  ])
  func `what is wrong is named with its place`(right: String, wrong: String, words: String) throws {
    let error = #expect(throws: UnusableContent.self) {
      try Theme(yaml: Self.colors.replacing(right, with: wrong), file: "config/theme.yaml")
    }
    let lines = try #require(error).findings.map { String($0.text.split(separator: "\n")[0]) }
    #expect(lines.contains(words), "\(lines)")
  }
}

extension Theme {
  static let sample = """
    colors:
      light:
        page: "#f4f1ea"
        panel: "#ffffff"
        text: "#1f1d1a"
        muted: "#5f5a52"
        accent: "#a3290f"
        on-accent: "#ffffff"
        line: "#e2ddd2"
      dark:
        page: "#131210"
        panel: "#1d1b18"
        text: "#ece7dd"
        muted: "#aaa397"
        accent: "#ff9d80"
        on-accent: "#1f1d1a"
        line: "#3a362f"
    fonts:
      body: Arial
      heading: Georgia
    sizes:
      text: 17px
      small: 14px

    """
}
