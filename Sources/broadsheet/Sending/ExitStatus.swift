import ArgumentParser
import Delivery
import Diagnostics

/// How a send ends for the program that called it.
struct ExitStatus {
  let code: Int32
  let words: String?

  init(of report: DeliveryReport, ending: SendEnding, signal: Int32?) {
    let counts = report.counts
    if let signal {
      (code, words) = (128 + signal, "stopped")
    } else if case .paused = ending {
      (code, words) = (
        Problem.Kind.temporary.rawValue, "paused: the server refuses the sender, not the readers"
      )
    } else if case .tooLarge = ending {
      (code, words) = (Problem.Kind.badData.rawValue, "stopped: the message is too large for the server")
    } else if case .tooLate = ending, counts.open > 0 {
      (code, words) = (Problem.Kind.refused.rawValue, "its time is over")
    } else if case .limited = ending, counts.open > 0 {
      (code, words) = (Problem.Kind.temporary.rawValue, "people are left")
    } else if case .usedUp = ending, counts.open > 0 {
      (code, words) = (Problem.Kind.temporary.rawValue, "people are left for another day")
    } else if counts.open > 0 || counts[.unknown] > 0 {
      (code, words) = (
        Problem.Kind.temporary.rawValue, counts.open > 0 ? "temporary failures remain" : "some are unknown"
      )
    } else if counts[.rejected] + counts[.expired] > 0 {
      (code, words) = (Problem.Kind.someRejected.rawValue, "some were refused for good")
    } else {
      (code, words) = (0, nil)
    }
  }

  /// Ends the program with a status and without further words.
  static func code(_ code: Int32) -> ExitCode { ExitCode(code) }
}
