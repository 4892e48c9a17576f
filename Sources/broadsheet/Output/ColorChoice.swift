import ArgumentParser
import Foundation
import TerminalPreview

/// Whether and how colours are written.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// The depth for standard output, from the terminal's variables.
  ///
  /// `NO_COLOR` and `TERM=dumb` mean none; `--color always` wins over both.
  var depth: ColorDepth {
    let environment = ProcessInfo.processInfo.environment
    let term = environment["TERM"] ?? ""
    switch self {
    case .never: return .none
    case .auto:
      let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty || term.isEmpty || term == "dumb"
      guard StandardOutput.isTerminal, !isRefused else { return .none }
    case .always: break
    }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return .full }
    if ["xterm-kitty", "alacritty", "wezterm", "foot", "xterm-ghostty"].contains(term)
      || term.hasSuffix("-direct")
    {
      return .full
    }
    return term.contains("256color") ? .indexed : .sixteen
  }
}
