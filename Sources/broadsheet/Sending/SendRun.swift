import Composition
import Delivery
import Diagnostics
import Foundation
import Ledger
import Newsroom
import SMTP

/// One approved send, from the count-down to the report.
struct SendRun {
  let workspace: Workspace
  let ledger: SQLiteLedger
  let sending: SendIssue
  let preparation: SendIssue.Preparation
  let scheduling: SchedulingOptions
  let output: SendOutputOptions
  /// When the first message goes; nil for now.
  let start: Date?
  /// Whether a person was asked, and can be asked again.
  let isAttended: Bool

  func deliver(through transport: SMTPTransport, trace: TraceOutput) throws {
    let stop = StopFlag()
    let signals = SignalWatch(stop)
    defer { signals.cancel() }
    guard hold(stop) else {
      try sending.discard(preparation)
      return try end(stoppedBy: signals.received)
    }
    signals.whenEndingAtOnce { [ledger, mailing = preparation.mailing] in
      guard let count = try? ledger.abandon(mailing.id, at: Date()) else { return "stopped at once" }
      return "stopped at once; \(counted(count, "message was", "messages were")) in flight: unknown"
    }
    let watch = try Watch(self)
    if let bar = watch.bar {
      signals.announce(by: bar.announce)
      trace.show = bar.log
    }
    watch.begin()
    do {
      let ending = try send(through: transport, stop: stop, watch: watch)
      signals.waitIfEndingAtOnce()
      try finish(ending, watch: watch, signal: signals.received)
    } catch let error as any ExplainedError {
      signals.waitIfEndingAtOnce()
      throw explained(error, watch: watch)
    }
  }

  private func send(through transport: SMTPTransport, stop: StopFlag, watch: Watch) throws -> SendEnding {
    var orders = scheduling.orders
    if let canary = scheduling.canary, canary < preparation.people {
      var first = orders
      first.limit = canary
      first.waits = false
      let ending = try sending.deliver(
        preparation, first, through: transport, stop: stop, observer: watch.note)
      guard case .limited = ending, try approveTheRest(after: canary, watch: watch) else { return ending }
      orders.limit = orders.limit.map { $0 - canary }
    }
    return try sending.deliver(preparation, orders, through: transport, stop: stop, observer: watch.note)
  }

  /// Shows what became of the canary, and asks once more.
  private func approveTheRest(after canary: Int, watch: Watch) throws -> Bool {
    guard isAttended else { return false }
    watch.interrupt()
    let report = try sending.report(on: preparation)
    let counts = report.counts
    let left = counts[.pending] + counts[.deferred]
    StandardError.write("\nThe first \(canary.grouped) of \(preparation.people.grouped):\n")
    StandardError.write(ReportText(report).table)
    StandardError.write(
      unended: "\nType the number of people left, \(left), to go on, or press Enter to stop here: ")
    guard let answer = readLine(), Int(answer.filter { !$0.isWhitespace }) == left else { return false }
    return true
  }

  /// Waits for the time and counts down; false when it was asked to stop.
  private func hold(_ stop: StopFlag) -> Bool {
    let time = sending.time
    if let start {
      let wait = Duration.seconds(start.timeIntervalSince(time.clock.date())).words
      StandardError.write(
        "Starting at \(start.ISO8601Format()), in \(wait). Ctrl-C stops before anything is sent.")
      guard time.rest(until: start, stop: stop) else { return false }
    }
    let pause =
      scheduling.hold.flatMap { Duration(words: $0) } ?? .seconds(isAttended && start == nil ? 5 : 0)
    guard pause > .zero else { return !stop.isRaised }
    StandardError.write("\nStarting in \(pause.words). Ctrl-C stops before anything is sent.")
    return time.rest(until: time.clock.date() + pause.seconds, stop: stop)
  }

  private func end(stoppedBy signal: Int32?) throws {
    let code = signal.map { 128 + $0 } ?? Problem.Kind.refused.rawValue
    StandardError.write("nothing was sent (exit \(code))")
    throw ExitStatus.code(code)
  }

  private func finish(_ ending: SendEnding, watch: Watch, signal: Int32?) throws {
    let report = try sending.report(on: preparation)
    let status = ExitStatus(of: report, ending: ending, signal: signal)
    watch.end(exit: status.code)
    if output.json {
      try StandardOutput.write(json: ReportResult(report, isSending: false, exit: status.code))
    } else if !output.ndjson {
      let refused = try ledger.firstDeliveries(
        of: preparation.mailing.id, in: [.rejected], limit: ReportText.named)
      StandardOutput.write(
        ReportText(report).afterSending(
          refused, seconds: watch.elapsed.seconds, ending: ending, exit: status,
          resume: preparation.resumeCommand))
    }
    if status.code != 0 { throw ExitStatus.code(status.code) }
  }

  /// What stopped it, with what became of everyone until then.
  private func explained(_ error: any ExplainedError, watch: Watch) -> ProblemError {
    var problem = error.problem
    watch.end(exit: problem.kind.rawValue)
    if case .loginRefused? = (error as? TransportFailure)?.reason,
      let account = try? workspace.configuration.account()
    {
      problem.evidence.append(account.password.words)
    }
    // A ledger that cannot be written may not be readable either: then what was seen is said.
    var counts = (try? sending.report(on: preparation).counts) ?? watch.counts
    // What was being handed over has no answer any more that could be written down.
    counts[.unknown] += counts[.submitting]
    counts[.submitting] = 0
    problem.suggestions.append("\(preparation.resumeCommand)   to go on with the others")
    problem.notDone = counts.wasBegun ? counts.sentence : "nothing was sent; \(counts.sentence)"
    return ProblemError(problem)
  }
}

extension SendRun {
  /// The figures of the run, and everybody who looks at them.
  final class Watch {
    private let clock: SendClock
    private var progress: SendProgress
    private let watchers: [any SendWatcher]

    init(_ run: SendRun) throws {
      clock = run.sending.time.clock
      let configuration = run.workspace.configuration
      progress = SendProgress(
        issue: run.preparation.issue.name, list: run.preparation.mailing.plan.list,
        people: run.preparation.people,
        ledger: run.workspace.project.shown(run.workspace.project.ledgerFile),
        pace: run.scheduling.orders.pace ?? configuration.pace.account,
        warmUp: try run.sending.warmUpToday(), clock: clock)
      watchers = Self.watchers(run.output, at: clock.date())
    }

    private static func watchers(_ output: SendOutputOptions, at date: Date) -> [any SendWatcher] {
      var generator = SystemRandomNumberGenerator()
      let name = runName(at: date, using: &generator)
      var watchers: [any SendWatcher] = []
      let style = output.progress == .auto ? (StandardError.isTerminal ? .bar : .lines) : output.progress
      switch style {
      case .bar:
        watchers.append(
          ProgressBar(timeZone: .current, width: { StandardError.columns }) {
            StandardError.write(unended: $0)
          })
      case .lines where !(output.ndjson && output.progress == .auto):
        watchers.append(ProgressLines { StandardError.write($0) })
      case .lines, .auto, .none: break
      }
      if output.ndjson { watchers.append(EventLines(run: name) { StandardOutput.write($0) }) }
      if let metrics = output.metrics { watchers.append(MetricsFile(URL(filePath: metrics), run: name)) }
      return watchers
    }

    var elapsed: Duration { clock.elapsed() - progress.started }

    /// What was seen of the mailing in this run; the rest is as if not begun.
    var counts: DeliveryCounts {
      func count(_ state: RunState) -> Int { progress.counts[state] ?? 0 }
      return DeliveryCounts([
        .accepted: count(.accepted), .deferred: count(.retry), .rejected: count(.refused),
        .unknown: count(.unknown), .expired: count(.expired), .pending: progress.left,
      ])
    }

    /// What is drawn on the terminal.
    var bar: ProgressBar? { watchers.lazy.compactMap { $0 as? ProgressBar }.first }

    func begin() { for watcher in watchers { watcher.begin(progress) } }

    func note(_ event: SendEvent) {
      progress.note(event, clock: clock)
      for watcher in watchers { watcher.note(event, progress) }
    }

    /// Leaves the terminal to somebody else.
    func interrupt() { bar?.end(progress, exit: 0) }

    func end(exit: Int32) {
      for watcher in watchers { watcher.end(progress, exit: exit) }
    }
  }
}
