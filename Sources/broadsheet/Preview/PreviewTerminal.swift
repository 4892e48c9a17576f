import TerminalControl
import TerminalPreview

/// The terminal that a preview is shown on: what it is called, what it answered, what it can do.
struct PreviewTerminal {
  let environment: TerminalEnvironment
  let answers: TerminalAnswers
  let capabilities: TerminalCapabilities
  /// Columns and rows; nil without a terminal.
  let size: (columns: Int, rows: Int)?
  private let device: TerminalDevice

  /// Finds out; the terminal is asked only if that is wanted and allowed.
  init(
    isAsked: Bool, color: ColorChoice = .auto, hyperlinks: HyperlinkChoice = .auto,
    theme: PreviewOptions.Theme? = nil, configured: PreviewOptions.Theme? = nil
  ) {
    device = TerminalDevice()
    environment = TerminalEnvironment(
      Variables.values(of: TerminalEnvironment.names), isOutputTerminal: StandardOutput.isTerminal,
      isInputTerminal: StandardInput.isTerminal, isForeground: device.isForeground)
    let isAllowed = isAsked && environment.reasonNotToAsk == nil
    answers = isAllowed ? device.ask(TerminalQuery(environment)) : TerminalAnswers()
    let window = environment.isOutputTerminal ? device.size : nil
    size = window.map { ($0.columns, $0.rows) }
    capabilities = TerminalCapabilities(
      environment, answers, windowCell: window?.cell, color: color.choice, links: hyperlinks.choice,
      theme: theme, configured: configured)
  }

  /// Waits for what a slow terminal still has to say, so that the shell does not get it.
  func leave() {
    if answers.isTimedOut { device.awaitLateAnswers(.seconds(1)) }
  }
}
