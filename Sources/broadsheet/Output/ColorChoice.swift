import ArgumentParser
import TerminalControl

/// Whether colours are written.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  var choice: Choice { Choice(rawValue: rawValue) ?? .auto }
}

/// Whether links are ones that the terminal opens.
enum HyperlinkChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  var choice: Choice { Choice(rawValue: rawValue) ?? .auto }
}
