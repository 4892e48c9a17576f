import Delivery
import Diagnostics
import Foundation
import Newsroom

/// Keeps a run's figures in a file, in the text format of Prometheus, for a collector that reads folders.
///
/// The file is replaced as a whole, so that nobody reads half of it.
final class MetricsFile: SendWatcher {
  static let pause = Duration.seconds(5)

  private let file: URL
  private let run: String
  private var lastWritten: Duration?
  private var replies: [String: Int] = [:]
  private var hasFailed = false

  init(_ file: URL, run: String) {
    self.file = file
    self.run = run
  }

  func begin(_ progress: SendProgress) { write(progress, exit: nil) }

  func note(_ event: SendEvent, _ progress: SendProgress) {
    if case .queue(.settled(_, let verdict)) = event, let code = OutcomeParts(verdict.outcome).code {
      replies["\(code)", default: 0] += 1
    }
    if let lastWritten, progress.now - lastWritten < Self.pause { return }
    write(progress, exit: nil)
  }

  func end(_ progress: SendProgress, exit: Int32) { write(progress, exit: exit) }

  private func write(_ progress: SendProgress, exit: Int32?) {
    lastWritten = progress.now
    do {
      try Data(Self.text(progress, run: run, replies: replies, exit: exit).utf8).write(
        to: file, options: .atomic)
    } catch {
      // Mail is more important than figures about it: said once, and the sending goes on.
      guard !hasFailed else { return }
      hasFailed = true
      StandardError.write("warning: can't write \(file.path.printable): figures are missing there")
    }
  }

  static func text(_ progress: SendProgress, run: String, replies: [String: Int], exit: Int32?) -> String {
    let labels = "issue=\"\(escaped(progress.issue))\",list=\"\(escaped(progress.list))\""
    var lines: [String] = []
    func metric(_ name: String, _ type: String, _ help: String, _ samples: [(String, Double)]) {
      guard !samples.isEmpty else { return }
      lines += ["# HELP broadsheet_send_\(name) \(help)", "# TYPE broadsheet_send_\(name) \(type)"]
      for (more, value) in samples {
        lines.append("broadsheet_send_\(name){\(labels)\(more)} \(number(value))")
      }
    }
    metric("info", "gauge", "Which run this is.", [(",run=\"\(run)\"", 1)])
    metric("people", "gauge", "People this run is for.", [("", Double(progress.people))])
    metric(
      "deliveries_total", "counter", "Deliveries with an outcome, by what became of them.",
      RunState.allCases.map { (",state=\"\($0.rawValue)\"", Double(progress.counts[$0] ?? 0)) })
    metric(
      "replies_total", "counter", "Outcomes that rest on an answer of the server, by its code.",
      replies.sorted { $0.key < $1.key }.map { (",code=\"\($0.key)\"", Double($0.value)) })
    metric(
      "in_flight", "gauge", "Messages that left and have no answer yet.", [("", Double(progress.inFlight))])
    metric("rate", "gauge", "Deliveries a second, smoothed.", [("", progress.rate.perSecond ?? 0)])
    metric(
      "pace", "gauge", "The most messages a second that may go now.",
      progress.pace.map { [("", $0.perSecond)] } ?? [])
    metric(
      "seconds", "gauge", "How long the run has taken.", [("", (progress.now - progress.started).seconds)])
    metric(
      "updated_timestamp_seconds", "gauge", "When this was written.",
      [("", progress.date.timeIntervalSince1970.rounded())])
    metric("exit_status", "gauge", "How the run ended.", exit.map { [("", Double($0))] } ?? [])
    return lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
