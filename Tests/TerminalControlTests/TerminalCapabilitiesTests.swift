import TerminalPreview
import Testing

@testable import TerminalControl

struct TerminalCapabilitiesTests {
  private func environment(_ variables: [String: String], isTerminal: Bool = true) -> TerminalEnvironment {
    TerminalEnvironment(variables, isOutputTerminal: isTerminal)
  }

  private func answers(_ replies: TerminalReply...) -> TerminalAnswers {
    var answers = TerminalAnswers()
    answers.wasAsked = true
    replies.forEach { answers.take($0) }
    return answers
  }

  private func capabilities(
    _ variables: [String: String], _ answers: TerminalAnswers = TerminalAnswers()
  ) -> TerminalCapabilities {
    TerminalCapabilities(environment(variables), answers, windowCell: nil)
  }

  @Test(
    arguments: [
      ([:], ColorDepth.sixteen), (["TERM": "dumb"], .none), (["TERM": "xterm"], .sixteen),
      (["TERM": "xterm-256color"], .indexed), (["TERM": "xterm-256color", "COLORTERM": "truecolor"], .full),
      (["TERM": "xterm-256color", "COLORTERM": "24bit", "NO_COLOR": "1"], .none),
      (["TERM": "xterm-256color", "NO_COLOR": ""], .indexed),
      (["TERM": "xterm", "NO_COLOR": "1", "FORCE_COLOR": "3"], .full),
      (["TERM": "xterm", "FORCE_COLOR": "2"], .indexed),
      (["TERM": "dumb", "CLICOLOR_FORCE": "1"], .sixteen), (["TERM": "dumb", "CLICOLOR_FORCE": "0"], .none),
      (["TERM": "xterm-kitty"], .full), (["TERM": "xterm-direct"], .full),
      (["TERM": "xterm", "VTE_VERSION": "3600"], .full),
      (["TERM": "xterm", "VTE_VERSION": "3599"], .sixteen),
      (["TERM": "xterm", "WT_SESSION": "x"], .full),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], .indexed), (["TERM": "linux"], .eight),
      (["TERM": "vt220"], .eight),
    ] as [([String: String], ColorDepth)])
  func `colours are as many as the variables say`(variables: [String: String], depth: ColorDepth) {
    #expect(capabilities(variables).colors == depth)
  }

  @Test func `a choice wins over variables, and a file has no colours`() {
    let file = environment(["TERM": "xterm-256color"], isTerminal: false)
    #expect(ColorDepth.detected(file, version: nil).depth == .none)
    #expect(ColorDepth.detected(file, version: nil, choice: .always).depth == .indexed)
    let refused = environment(["TERM": "xterm-256color", "NO_COLOR": "1"])
    #expect(ColorDepth.detected(refused, version: nil, choice: .always).depth == .indexed)
    #expect(ColorDepth.detected(refused, version: nil, choice: .never).depth == .none)
    #expect(ColorDepth.detected(environment(["TERM": "xterm"]), version: "foot(1.13)").depth == .full)
  }

  /// What real terminals answered when they were asked.
  private static let terminals: [(name: String, replies: [TerminalReply], images: ImageProtocol)] = [
    ("xterm", [.version("XTerm(379)"), .primaryAttributes([64, 1, 2, 6, 9, 15])], .blocks),
    ("xterm -ti vt340", [.version("XTerm(379)"), .primaryAttributes([63, 1, 2, 4, 6])], .sixel),
    (
      "kitty",
      [
        .version("kitty(0.26.5)"), .kittyGraphics(isOK: true, message: "OK"), .cellSize(width: 9, height: 18),
        .mode(number: 2026, state: 2), .primaryAttributes([62]),
      ], .kitty
    ),
    ("mlterm", [.cellSize(width: 10, height: 19), .primaryAttributes([63, 1, 2, 3, 4])], .sixel),
    (
      "WezTerm",
      [
        .version("WezTerm 20240203"), .kittyGraphics(isOK: true, message: "OK"), .primaryAttributes([65, 4]),
      ], .iterm
    ),
    ("iTerm2", [.version("iTerm2 3.5.0"), .primaryAttributes([65, 4])], .iterm),
    ("a liar", [.kittyGraphics(isOK: false, message: "no"), .primaryAttributes([1])], .blocks),
    ("silence", [], .blocks),
  ]

  @Test(arguments: terminals.indices)
  func `pictures go the best way the answers allow`(index: Int) {
    let (name, replies, images) = Self.terminals[index]
    var answers = TerminalAnswers()
    replies.forEach { answers.take($0) }
    #expect(capabilities(["TERM": "xterm-256color"], answers).images == images, "\(name)")
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], ImageProtocol.alt), (["TERM": "dumb"], .alt),
      (["TERM": "xterm-256color", "LANG": "C"], .alt),
      (["TERM": "xterm-256color", "LC_ALL": "de_DE.utf8", "LANG": "C"], .blocks),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.80.0"], .iterm),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.79.9"], .blocks),
      (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iterm),
      (["TERM": "screen-256color", "LC_TERMINAL": "iTerm2", "TMUX": "x"], .blocks),
    ] as [([String: String], ImageProtocol)])
  func `variables help where nothing is answered`(variables: [String: String], images: ImageProtocol) {
    #expect(capabilities(variables).images == images)
  }

  @Test(arguments: [
    ("kitty(0.26.5)", ImageProtocol.blocks), ("kitty(0.28.0)", .placeholders), ("kitty(1.0)", .placeholders),
    ("ghostty 1.2", .placeholders), ("WezTerm 2026", .blocks),
  ])
  func `in tmux placeholders stand for pictures where the outer terminal knows them`(
    version: String, images: ImageProtocol
  ) {
    let found = answers(
      .version("tmux 3.3a"), .primaryAttributes([1, 2]), .version(version),
      .kittyGraphics(isOK: true, message: "OK"), .primaryAttributes([62]))
    #expect(capabilities(["TERM": "tmux-256color", "TMUX": "x"], found).images == images)
  }

  @Test func `in tmux and screen pictures of the outer terminal are not used`() {
    let kitty = answers(.kittyGraphics(isOK: true, message: "OK"), .primaryAttributes([1, 2]))
    #expect(capabilities(["TERM": "tmux-256color", "TMUX": "x"], kitty).images == .blocks)
    #expect(capabilities(["TERM": "screen-256color", "STY": "x"], kitty).images == .blocks)
    #expect(
      capabilities(["TERM": "tmux-256color", "TMUX": "x"], answers(.primaryAttributes([1, 4]))).images
        == .sixel)
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], nil, true), (["TERM": "linux"], nil, false), (["TERM": "dumb"], nil, false),
      ([:], nil, false), (["TERM": "screen", "STY": "x"], nil, false),
      (["TERM": "tmux", "TMUX": "x"], "tmux 3.3a", false), (["TERM": "tmux", "TMUX": "x"], "tmux 3.4", true),
      (["TERM": "tmux", "TMUX": "x"], nil, false), (["TERM": "dumb", "FORCE_HYPERLINK": "1"], nil, true),
      (["TERM": "xterm", "FORCE_HYPERLINK": "0"], nil, false),
    ] as [([String: String], String?, Bool)])
  func `links are opened where nothing speaks against it`(
    variables: [String: String], version: String?, isOn: Bool
  ) {
    var answers = TerminalAnswers()
    if let version { answers.take(.version(version)) }
    #expect(capabilities(variables, answers).hyperlinks == isOn)
  }

  @Test func `the background is what was chosen, then what was answered, then what variables say`() {
    let white = answers(.background(red: 1, green: 1, blue: 1))
    let variables = ["TERM": "xterm", "COLORFGBG": "15;0"]
    #expect(capabilities(variables, white).theme == .light)
    #expect(capabilities(variables).theme == .dark)
    #expect(capabilities(["COLORFGBG": "0;default;15"]).theme == .light)
    #expect(capabilities(["BROADSHEET_THEME": "dark"], white).theme == .dark)
    #expect(capabilities(["TERM": "xterm"]).theme == .unknown)
    let chosen = TerminalCapabilities(
      environment(["BROADSHEET_THEME": "dark"]), white, windowCell: nil, theme: .light)
    #expect(chosen.theme == .light)
    let configured = TerminalCapabilities(environment([:]), white, windowCell: nil, configured: .dark)
    #expect(configured.theme == .dark)
    let variable = TerminalCapabilities(
      environment(["BROADSHEET_THEME": "light"]), white, windowCell: nil, configured: .dark)
    #expect(variable.theme == .light)
  }

  @Test(arguments: [(0.46, PreviewOptions.Theme.dark), (0.47, .light)])
  func `grey is dark below a luminance of 0.18`(value: Double, theme: PreviewOptions.Theme) {
    #expect(capabilities([:], answers(.background(red: value, green: value, blue: value))).theme == theme)
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], true), ([:], false), (["TERM": "dumb"], false),
      (["TERM": "xterm", "CI": "true"], false),
    ] as [([String: String], Bool)])
  func `some terminals are not asked`(variables: [String: String], isAsked: Bool) {
    #expect((environment(variables).reasonNotToAsk == nil) == isAsked)
    #expect(environment(variables, isTerminal: false).reasonNotToAsk != nil)
  }

  @Test func `the questions end with DA1, and are doubled inside tmux`() {
    let plain = String(decoding: TerminalQuery(environment(["TERM": "xterm"])).octets, as: UTF8.self)
    #expect(plain.hasSuffix("\u{1B}[c"))
    #expect(plain.firstRange(of: "\u{1B}[c")?.upperBound == plain.endIndex)
    let tmux = TerminalQuery(environment(["TERM": "xterm", "TMUX": "x"]))
    #expect(String(decoding: tmux.octets, as: UTF8.self).hasSuffix("\u{1B}\u{1B}[c\u{1B}\\"))
    #expect(tmux.sentinels == 2)
    #expect(tmux.limit == .milliseconds(300))
    #expect(TerminalQuery(environment(["TERM": "xterm", "SSH_CONNECTION": "x"])).limit == .seconds(2))
  }
}
