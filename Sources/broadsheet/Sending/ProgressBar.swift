import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// How a send goes on, redrawn in place on a terminal at most ten times a second; warnings stay above it.
///
/// Told from the thread that sends; announcements may come from another.
final class ProgressBar: SendWatcher, @unchecked Sendable {
  static let redraw = Duration.milliseconds(100)
  private static let barWidth = 24

  private let lock = NSLock()
  private let write: (String) -> Void
  private let width: () -> Int
  private let timeZone: TimeZone
  private var warnings: [String] = []
  /// Lines that are not cut to the width.
  private var log: [String] = []
  private var drawnLines = 0
  private var lastDrawn: Duration?
  private var resting: String?
  private var shown: SendProgress?

  /// Takes where to write and how wide that is at the moment.
  init(timeZone: TimeZone, width: @escaping () -> Int, write: @escaping (String) -> Void) {
    self.timeZone = timeZone
    self.width = width
    self.write = write
  }

  func begin(_ progress: SendProgress) {
    lock.withLock {
      write("\nSending \(progress.issue) to \(progress.list)        ledger: \(progress.ledger)\n\n")
      draw(progress)
    }
  }

  func note(_ event: SendEvent, _ progress: SendProgress) {
    lock.withLock {
      take(event, progress)
      shown = progress
      if let lastDrawn, progress.now - lastDrawn < Self.redraw { return }
      draw(progress)
    }
  }

  private func take(_ event: SendEvent, _ progress: SendProgress) {
    switch event {
    case .queue(.settled(let delivery, let verdict)):
      resting = nil
      guard verdict.state != .accepted else { break }
      let outcome = OutcomeParts(verdict.outcome).answer
      warn("\(delivery.address.description.printable)    \(outcome)", progress)
    case .queue(.paced(let change)): warn(Self.words(for: change), progress)
    case .resting(let rest, let until): resting = words(for: rest, until: until, progress)
    case .queue(.claimed), .queue(.waiting): break
    }
  }

  /// Says something at once, above the bar where one is shown.
  func announce(_ text: String) {
    lock.withLock {
      warnings.append("  " + text)
      guard let shown, drawnLines > 0 else {
        write("\n" + warnings.map { $0 + "\n" }.joined())
        warnings = []
        return
      }
      draw(shown)
    }
  }

  /// Shows a line above the bar at once and whole, as long as it is.
  func log(_ text: String) {
    lock.withLock {
      guard drawnLines > 0, let shown else { return write(text + "\n") }
      log = [text]
      draw(shown)
    }
  }

  func end(_ progress: SendProgress, exit: Int32) {
    lock.withLock {
      resting = nil
      draw(progress, isLast: true)
      write("\n")
      drawnLines = 0
    }
  }

  private func warn(_ text: String, _ progress: SendProgress) {
    warnings.append("  ⚠ \(time(progress.date)) \(text)")
  }

  private func draw(_ progress: SendProgress, isLast: Bool = false) {
    (lastDrawn, shown) = (progress.now, progress)
    var lines = [bar(progress), counts(progress)]
    if let pace = pace(progress) { lines.append(pace) }
    if let resting { lines.append("  " + resting) }
    if !isLast {
      lines += ["", "  Ctrl-C finishes what is in flight and stops; --resume goes on from there."]
    }
    let back = drawnLines > 0 ? "\u{1B}[\(drawnLines)A\r" : "\r"
    let limit = max(20, width() - 1)
    let all = (warnings + lines).map { $0.cut(to: limit) + "\u{1B}[K\n" }
    write(back + log.map { $0 + "\u{1B}[K\n" }.joined() + all.joined() + "\u{1B}[J")
    (warnings, log) = ([], [])
    drawnLines = lines.count
  }

  private func bar(_ progress: SendProgress) -> String {
    let share = progress.people == 0 ? 1 : min(1, Double(progress.done) / Double(progress.people))
    let eighths = Int(share * Double(Self.barWidth * 8))
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let full = String(repeating: "█", count: eighths / 8) + partial
    let empty = String(repeating: " ", count: Self.barWidth - eighths / 8 - (partial.isEmpty ? 0 : 1))
    var parts = ["\(progress.done.grouped)/\(progress.people.grouped)", "\(Int(share * 100)) %"]
    if let rate = progress.rate.perSecond, progress.done > 0 { parts.append("\(Rate(perSecond: rate))") }
    if let left = progress.timeLeft, progress.left > 0 { parts.append("\(left.clockWords) left") }
    return "  \(full)\(empty)  " + parts.joined(separator: "  ")
  }

  private func counts(_ progress: SendProgress) -> String {
    var parts = RunState.allCases.compactMap { state -> String? in
      let count = progress.counts[state] ?? 0
      let isAlwaysShown = [.accepted, .retry, .refused].contains(state)
      return count > 0 || isAlwaysShown ? "\(state.words) \(count.grouped)" : nil
    }
    if let (delivery, verdict) = progress.last {
      parts.append("\(delivery.address.description.printable): \(OutcomeParts(verdict.outcome).answer)")
    }
    return "  " + parts.joined(separator: "   ")
  }

  private func pace(_ progress: SendProgress) -> String? {
    var parts = progress.pace.map { ["pace \($0)"] } ?? []
    if let warmUp = progress.warmUp {
      parts.append("warm-up \(warmUp.used.grouped) of \(warmUp.allowed.grouped) today")
    }
    return parts.isEmpty ? nil : "  " + parts.joined(separator: "   ")
  }

  private static func words(for change: PaceChange) -> String {
    let whom = change.domain.map { "\($0)  " } ?? ""
    let pace = change.rate.map { "pace \($0)" } ?? "no pace holds back any more"
    return whom + (change.reply.map { "\($0.description.printable): \(pace) for a minute" } ?? pace)
  }

  private func words(for rest: SendEvent.Rest, until: Date, _ progress: SendProgress) -> String {
    let when = "at \(time(until)), in \(Duration.seconds(until.timeIntervalSince(progress.date)).words)"
    return switch rest {
    case .retry: "everything that is due was sent; the next try is \(when)"
    case .quota: "today's share of the warm-up is used up; it goes on \(when)"
    case .server(let words): "\(words.printable); the next try is \(when)"
    }
  }

  private func time(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = timeZone
    let parts = calendar.dateComponents([.hour, .minute, .second], from: date)
    return [parts.hour, parts.minute, parts.second].map { part in
      let number = part ?? 0
      return number < 10 ? "0\(number)" : "\(number)"
    }.joined(separator: ":")
  }
}

extension String {
  /// The beginning of the text that fits, with an ellipsis where something is missing.
  func cut(to columns: Int) -> String {
    guard self.columns > columns else { return self }
    var used = 0
    let kept = prefix { character in
      used += String(character).columns
      return used < columns
    }
    return kept + "…"
  }
}
