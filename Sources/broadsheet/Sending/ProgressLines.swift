import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// How a send goes on, as lines for a log: every 30 seconds or 5 %, and every failure.
final class ProgressLines: SendWatcher {
  private let write: (String) -> Void
  private var lastShown = Duration.zero
  private var lastDone = 0

  init(write: @escaping (String) -> Void) { self.write = write }

  func begin(_ progress: SendProgress) {
    lastShown = progress.now
    let pace = progress.pace.map { " pace=\($0)" } ?? ""
    let warmUp = progress.warmUp.map { " today=\($0.used)/\($0.allowed)" } ?? ""
    line(
      "start issue=\(progress.issue) list=\(progress.list) people=\(progress.people)\(pace)\(warmUp)",
      progress)
  }

  func note(_ event: SendEvent, _ progress: SendProgress) {
    switch event {
    case .queue(.settled(let delivery, let verdict)):
      if verdict.state != .accepted { failure(delivery, verdict, progress) }
      guard isDue(progress) else { return }
      (lastShown, lastDone) = (progress.now, progress.done)
      let left = progress.timeLeft.map { " left=\($0.clockWords)" } ?? ""
      line("progress done=\(progress.done) \(counts(progress))\(left)", progress)
    case .queue(.paced(let change)): line("pace " + Self.fields(of: change), progress)
    case .resting(let rest, let until):
      line("rest until=\(until.ISO8601Format()) \(Self.fields(of: rest))", progress)
    case .queue(.claimed), .queue(.waiting): break
    }
  }

  func end(_ progress: SendProgress, exit: Int32) {
    line("done \(counts(progress)) exit=\(exit)", progress)
  }

  /// Every 30 seconds or 5 %, and not more than one a second.
  private func isDue(_ progress: SendProgress) -> Bool {
    let pause = (progress.now - lastShown).seconds
    return pause >= 30 || pause >= 1 && (progress.done - lastDone) * 20 >= progress.people
  }

  private func failure(_ delivery: Delivery, _ verdict: Verdict, _ progress: SendProgress) {
    let parts = OutcomeParts(verdict.outcome)
    var fields = ["to=\(delivery.address.description.printable)"]
    if let code = parts.code { fields.append("code=\(code)") }
    if let enhanced = parts.enhanced { fields.append("status=\(enhanced)") }
    if let phase = parts.phase { fields.append("at=\(phase.rawValue)") }
    fields.append("text=\(String(reflecting: parts.text))")
    line(
      "\(RunState(verdict.state)?.rawValue ?? verdict.state.rawValue) \(fields.joined(separator: " "))",
      progress)
  }

  private func counts(_ progress: SendProgress) -> String {
    RunState.allCases.compactMap { state in
      let count = progress.counts[state] ?? 0
      let isAlwaysShown = [.accepted, .retry, .refused].contains(state)
      return count > 0 || isAlwaysShown ? "\(state.rawValue)=\(count)" : nil
    }.joined(separator: " ")
  }

  private static func fields(of change: PaceChange) -> String {
    var fields = [change.domain.map { "domain=\($0)" }, "now=\(change.rate?.description ?? "unlimited")"]
    if let reply = change.reply {
      fields.append("because=\(String(reflecting: reply.description.printable))")
    }
    return fields.compactMap(\.self).joined(separator: " ")
  }

  private static func fields(of rest: SendEvent.Rest) -> String {
    switch rest {
    case .retry: "for=retry"
    case .quota: "for=warm-up"
    case .server(let words): "for=server text=\(String(reflecting: words.printable))"
    }
  }

  private func line(_ text: String, _ progress: SendProgress) {
    write("\(progress.date.ISO8601Format()) send \(text)")
  }
}
