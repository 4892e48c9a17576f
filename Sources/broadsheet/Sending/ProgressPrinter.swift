import ArgumentParser
import Composition
import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case auto, bar, lines, none
}

/// Shows how a send goes on: a bar on a terminal, lines with times elsewhere.
///
/// A bar is redrawn at most ten times a second; lines come every 30 seconds or
/// 5 %, and for every failure.
final class ProgressPrinter {
  private let style: ProgressStyle
  private let issue: String
  private let list: String
  private let people: Int
  private var counts: [DeliveryState: Int] = [:]
  private var started = Date()
  private var lastShown = Date.distantPast
  private var lastDone = 0
  private var isBarShown = false

  init(style: ProgressStyle, preparation: SendIssue.Preparation) {
    self.style = style == .auto ? (StandardError.isTerminal ? .bar : .lines) : style
    issue = preparation.issue.name
    list = preparation.mailing.plan.list
    people = preparation.people
  }

  func begin() {
    started = Date()
    lastShown = started
    switch style {
    case .bar:
      StandardError.write("Sending \(issue) to \(list); Ctrl-C finishes the message in flight and stops")
    case .lines: line("start issue=\(issue) list=\(list) people=\(people)")
    case .auto, .none: break
    }
  }

  func note(_ event: SendQueue.Event) {
    guard style != .none, case .settled(let delivery, let verdict) = event else { return }
    counts[verdict.state, default: 0] += 1
    if verdict.state != .accepted { warn(delivery, verdict) }
    show(isLast: false)
  }

  func end() {
    show(isLast: true)
    if isBarShown { StandardError.write("") }
    if style == .lines { line("end done=\(done)" + (fields.isEmpty ? "" : " " + fields)) }
  }

  /// What was seen of the mailing in this run; the rest is as if not begun.
  var deliveryCounts: DeliveryCounts {
    var counts = DeliveryCounts(self.counts)
    counts[.pending] = max(0, people - done)
    return counts
  }

  private var done: Int { counts.values.reduce(0, +) }

  private func show(isLast: Bool) {
    let now = Date()
    switch style {
    case .bar where isLast || now.timeIntervalSince(lastShown) >= 0.1:
      isBarShown = true
      StandardError.write(unended: "\r\u{1B}[K" + bar(at: now))
    case .lines where !isLast && isLineDue(at: now):
      lastDone = done
      line("progress done=\(done) \(fields)")
    default: return
    }
    lastShown = now
  }

  /// Every 30 seconds or 5 %, and not more than one a second.
  private func isLineDue(at now: Date) -> Bool {
    let pause = now.timeIntervalSince(lastShown)
    return pause >= 30 || pause >= 1 && (done - lastDone) * 20 >= people
  }

  private func bar(at now: Date) -> String {
    let share = people == 0 ? 1 : Double(done) / Double(people)
    let width = 24
    let eighths = Int(share * Double(width * 8))
    let partial = eighths % 8 == 0 ? "" : String(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1])
    let full = String(repeating: "█", count: eighths / 8) + partial
    let rate = Double(done) / max(0.001, now.timeIntervalSince(started))
    let left = rate > 0 ? Int(Double(people - done) / rate) : 0
    return "  " + full + String(repeating: "░", count: max(0, width - full.count))
      + " \(done)/\(people)  \(Int(share * 100)) %  \(Int(rate * 60))/min  \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
  }

  private func warn(_ delivery: Delivery, _ verdict: Verdict) {
    let words =
      "\(verdict.state.rawValue) to=\(delivery.address.description.printable) \(verdict.outcome.words)"
    if style == .lines { return line(words) }
    StandardError.write((isBarShown ? "\r\u{1B}[K" : "") + "  ! " + words)
  }

  private var fields: String {
    DeliveryState.allCases.compactMap { state in counts[state].map { "\(state.rawValue)=\($0)" } }
      .joined(separator: " ")
  }

  private func line(_ text: String) {
    StandardError.write("\(Date().ISO8601Format()) send \(text)")
  }
}

extension SubmissionOutcome {
  /// Whether trying again may help, or it is not known whether the server took it.
  var mayBeRetried: Bool {
    switch self {
    case .deferred, .unknown: true
    case .accepted, .rejected: false
    }
  }

  /// Whether the server took it.
  var isAccepted: Bool { if case .accepted = self { true } else { false } }

  /// The outcome as the report shows it.
  var words: String {
    switch self {
    case .accepted(let reply): "accepted: \(reply.description.printable)"
    case .deferred(let phase, let reason): "deferred at \(phase.words): \(reason.description.printable)"
    case .rejected(let phase, let reason): "refused at \(phase.words): \(reason.description.printable)"
    case .unknown(let phase, let reason): "unknown after \(phase.words): \(reason.description.printable)"
    }
  }
}
