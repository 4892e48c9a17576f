public import TerminalPreview

/// A choice that a person made, or left to the program.
public enum Choice: String, CaseIterable, Hashable, Sendable {
  /// The program finds out.
  case auto
  /// Yes, whatever the program finds.
  case always
  /// No.
  case never
}

extension ColorDepth {
  /// How many colours a terminal shows, and the reason in a few words.
  ///
  /// The first that holds:
  ///
  /// 1. none by the choice, by `NO_COLOR`, by `TERM=dumb` or without a terminal,
  ///    unless the choice, `FORCE_COLOR` or `CLICOLOR_FORCE` wants colours;
  /// 2. 24 bits by `COLORTERM`, by a terminal known for them;
  /// 3. 256 in Apple's Terminal and where `TERM` says so;
  /// 4. 8 on a console, else 16.
  public static func detected(
    _ environment: TerminalEnvironment, version: String?, choice: Choice = .auto
  ) -> (depth: ColorDepth, reason: String) {
    if choice == .never { return (.none, "--color never") }
    let forced = ["FORCE_COLOR", "CLICOLOR_FORCE"].first { ![nil, "0"].contains(environment[$0]) }
    if choice == .auto, forced == nil {
      if environment["NO_COLOR"] != nil { return (.none, "NO_COLOR is set") }
      if environment.term == "dumb" { return (.none, "TERM is dumb") }
      if !environment.isOutputTerminal { return (.none, "not a terminal") }
    }
    switch environment["FORCE_COLOR"] {
    case "2"?: return (.indexed, "FORCE_COLOR is 2")
    case "3"?: return (.full, "FORCE_COLOR is 3")
    default: return named(environment, version)
    }
  }

  private static func named(
    _ environment: TerminalEnvironment, _ version: String?
  ) -> (depth: ColorDepth, reason: String) {
    let term = environment.term
    if let value = environment["COLORTERM"], ["truecolor", "24bit"].contains(value.lowercased()) {
      return (.full, "COLORTERM is \(value)")
    }
    if fullTerms.contains(term) || term.hasSuffix("-direct") { return (.full, "TERM is \(term)") }
    if let version, let name = fullNames.first(where: { version.lowercased().hasPrefix($0.lowercased()) }) {
      return (.full, "the terminal is \(name)")
    }
    if environment["WT_SESSION"] != nil { return (.full, "WT_SESSION is set") }
    if let value = environment["VTE_VERSION"].flatMap({ Int($0) }), value >= 3600 {
      return (.full, "VTE_VERSION is \(value)")
    }
    if environment["TERM_PROGRAM"] == "Apple_Terminal" { return (.indexed, "TERM_PROGRAM is Apple_Terminal") }
    if term.contains("256color") { return (.indexed, "TERM is \(term)") }
    if term == "linux" || term.hasPrefix("vt") { return (.eight, "TERM is \(term)") }
    return (.sixteen, term.isEmpty ? "nothing is known" : "TERM is \(term)")
  }

  private static let fullTerms = ["xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot"]
  private static let fullNames = [
    "kitty", "ghostty", "WezTerm", "foot", "iTerm2", "Konsole", "contour", "mintty", "VTE",
  ]
}
