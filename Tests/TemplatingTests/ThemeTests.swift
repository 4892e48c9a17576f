import Diagnostics
import Templating
import Testing

@Suite struct ThemeTests {
  private func theme(_ right: String = "", _ wrong: String = "") throws -> Theme {
    let yaml = right.isEmpty ? Theme.sample : Theme.sample.replacing(right, with: wrong)
    return try Theme(yaml: yaml, file: "config/theme.yaml")
  }

  private func firstLines(_ findings: [Finding]) -> [String] {
    findings.map { String($0.text.split(separator: "\n")[0]) }
  }

  @Test func `a theme is read`() throws {
    let theme = try theme()
    #expect(Theme.shape.fits(theme.view(name: "The Lantern")))
    #expect(theme.findings.isEmpty)
    #expect(theme.direction == .auto)
  }

  @Test func `what may be left out is left out`() throws {
    let short = Theme.sample.prefix(upTo: try #require(Theme.sample.firstRange(of: "logo:")).lowerBound)
    let theme = try Theme(yaml: String(short), file: "config/theme.yaml")
    #expect(Theme.shape.fits(theme.view(name: "The Lantern")))
    guard case .record(.some(let view)) = theme.view(name: "The Lantern") else {
      Issue.record("a theme is a record")
      return
    }
    #expect(view["logo"] == .record(nil))
    #expect(view["hasSocial"] == .flag(false))
    #expect(view["buttonRadius"] == .text("4px"))
  }

  @Test(arguments: [
    (
      "accent: \"#a3290f\"", "accent: red",
      "config/theme.yaml:8:13: error: 'accent' must be a colour such as \"#a3290f\", in quotation marks, not \"red\" [wrong-value]"
    ),
    (
      "text: 17px", "text: 17em",
      "config/theme.yaml:25:9: error: 'text' must be a size from 14px to 40px, not \"17em\" [wrong-value]"
    ),
    (
      "small: 14px", "small: 13px",
      "config/theme.yaml:26:10: error: 'small' must be a size from 14px to 40px, not \"13px\" [wrong-value]"
    ),
    ("small: 14px", "smal: 14px", "config/theme.yaml:26:3: error: unknown key 'smal' [unknown-key]"),
    (
      "body: Arial", "body: Arial; x",
      "config/theme.yaml:21:9: error: 'body' must be a list of font names, not \"Arial; x\" [wrong-value]"
    ),
    (
      "light: https://example.org/logo.png", "light: http://example.org/logo.png",
      "config/theme.yaml:28:10: error: 'light' must be an address that begins with https:, not \"http://example.org/logo.png\" [wrong-value]"
    ),
    (
      "direction: auto", "direction: up",
      "config/theme.yaml:34:12: error: 'direction' cannot be \"up\" [unknown-word]"
    ),
  ])
  func `what is wrong is named with its place`(right: String, wrong: String, words: String) throws {
    let error = #expect(throws: UnusableContent.self) { try theme(right, wrong) }
    let lines = firstLines(try #require(error).findings)
    #expect(lines.contains(words), "\(lines)")
  }

  @Test func `text that can hardly be read is an error, and a colour is proposed`() throws {
    let error = #expect(throws: UnusableContent.self) {
      try theme("muted: \"#5f5a52\"", "muted: \"#8d877c\"")
    }
    let findings = try #require(error).findings
    #expect(
      findings.first?.text == """
        config/theme.yaml:7:12: error: on light screens muted #8d877c on page #f4f1ea has a contrast of 3.1:1; at least 4.5:1 is needed [contrast]
        7 |     muted: "#8d877c"
          |            ^
        help: "#726d64" could be read
        """)
    #expect(findings.count == 3)
  }

  @Test func `dark screens are measured too`() throws {
    let error = #expect(throws: UnusableContent.self) {
      try theme("on-accent: \"#1f1d1a\"", "on-accent: \"#ffffff\"")
    }
    #expect(
      firstLines(try #require(error).findings) == [
        "config/theme.yaml:18:16: error: on dark screens on-accent #ffffff on accent #ff9d80 has a contrast of 2.0:1; at least 4.5:1 is needed [contrast]"
      ])
  }

  /// Around the limit of 4.5:1: a grey of 118 has 4.54:1 on white, one of 119 has 4.47:1.
  @Test(arguments: [("#767676", true), ("#777777", false)])
  func `the limit is 4,5 to 1`(grey: String, isEnough: Bool) throws {
    let yaml = Theme.sample.replacing("#f4f1ea", with: "#ffffff").replacing("#f8f6f1", with: "#ffffff")
      .replacing("muted: \"#5f5a52\"", with: "muted: \"\(grey)\"")
    let theme = try? Theme(yaml: yaml, file: "config/theme.yaml")
    #expect((theme != nil) == isEnough)
  }

  @Test func `light colours that do not survive being inverted are named`() throws {
    // A pure blue is darker than its lightness says: turned round, it stays as it is, and the page becomes black.
    let theme = try theme("accent: \"#a3290f\"", "accent: \"#0000ff\"")
    #expect(
      firstLines(theme.findings).first
        == "config/theme.yaml:8:13: warning: where a mail client inverts the light colours, accent on page has a contrast of 2.1:1 [contrast-inverted]"
    )
  }
}

extension Theme {
  static let sample = """
    colors:
      light:
        page: "#f4f1ea"
        panel: "#ffffff"
        tint: "#f8f6f1"
        text: "#1f1d1a"
        muted: "#5f5a52"
        accent: "#a3290f"
        on-accent: "#ffffff"
        line: "#e2ddd2"
      dark:
        page: "#131210"
        panel: "#1d1b18"
        tint: "#282520"
        text: "#ece7dd"
        muted: "#aaa397"
        accent: "#ff9d80"
        on-accent: "#1f1d1a"
        line: "#3a362f"
    fonts:
      body: Arial
      heading: Georgia
      label: "'Segoe UI', Arial"
    sizes:
      text: 17px
      small: 14px
    logo:
      light: https://example.org/logo.png
      dark: https://example.org/logo-dark.png
      width: 200
      height: 40
    button:
      radius: 6
    direction: auto
    footer:
      note: Made by hand.
    social:
      - name: Mastodon
        url: https://social.example/@lantern

    """
}
