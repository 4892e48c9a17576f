/// The variables that tell about a terminal, and what it is connected to.
public struct TerminalEnvironment: Hashable, Sendable {
  private let variables: [String: String]
  /// Whether standard output is a terminal.
  public var isOutputTerminal: Bool
  /// Whether a person can answer: standard input is a terminal.
  public var isInputTerminal: Bool
  /// Whether the process may read from the terminal without being stopped.
  public var isForeground: Bool

  /// The variables that are looked at, in the order in which they are told.
  public static let names = [
    "TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LC_TERMINAL", "VTE_VERSION", "WT_SESSION",
    "COLORFGBG", "TMUX", "STY", "SSH_CONNECTION", "CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE",
    "FORCE_HYPERLINK", "BROADSHEET_THEME", "LC_ALL", "LC_CTYPE", "LANG",
  ]

  /// Takes variables and facts.
  public init(
    _ variables: [String: String], isOutputTerminal: Bool, isInputTerminal: Bool = true,
    isForeground: Bool = true
  ) {
    self.variables = variables.filter { Self.names.contains($0.key) }
    self.isOutputTerminal = isOutputTerminal
    self.isInputTerminal = isInputTerminal
    self.isForeground = isForeground
  }

  /// The value of a variable; nil for one that is not set or empty.
  public subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The kind of terminal.
  public var term: String { self["TERM"] ?? "" }
  /// Whether tmux is between the program and the terminal.
  public var isInTmux: Bool { self["TMUX"] != nil }
  /// Whether GNU screen is between the program and the terminal.
  public var isInScreen: Bool { self["STY"] != nil }
  /// Whether the terminal is far away.
  public var isRemote: Bool { self["SSH_CONNECTION"] != nil }

  /// Whether UTF-8 is read, by the first of the three variables that is set.
  ///
  /// Without any of them nothing is known, and UTF-8 is what everybody reads.
  public var isUnicode: Bool {
    let name = self["LC_ALL"] ?? self["LC_CTYPE"] ?? self["LANG"] ?? "UTF-8"
    return name.lowercased().contains("utf")
  }

  /// Why the terminal is not asked; nil where it may be.
  public var reasonNotToAsk: String? {
    if !isOutputTerminal { return "standard output is not a terminal" }
    if !isInputTerminal { return "standard input is not a terminal" }
    if term.isEmpty { return "TERM is not set" }
    if term == "dumb" { return "TERM is dumb" }
    if self["CI"] != nil { return "CI is set" }
    if !isForeground { return "the process is in the background" }
    return nil
  }
}
