import ArgumentParser
import Delivery
import Diagnostics
import Foundation
import Newsroom

/// When a mailing goes out, how fast, and to how many at first.
struct SchedulingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Wait until then: 2026-11-28T10:00+01:00, '10:00 Europe/Berlin', +2h.", valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "After that nothing of the mailing goes out any more; 7 days otherwise.", valueName: "time"))
  var notAfter: String?

  @Option(
    help: ArgumentHelp(
      "Count down before the first message: 5s, the standard after a question.", valueName: "time"))
  var hold: String?

  @Option(help: ArgumentHelp("Send to the first N people, then ask again.", valueName: "n"))
  var canary: Int?

  @Option(help: ArgumentHelp("Send to at most N people; --resume goes on.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("How fast, instead of as configured: 120/min, 20/s.", valueName: "rate"))
  var pace: String?

  @Flag(help: "Stay and try again what is put off, until nothing is left.")
  var wait = false

  /// Whether any of it was typed.
  var isUsed: Bool {
    wait || canary != nil || limit != nil || [at, notAfter, hold, pace].contains { $0 != nil }
  }

  func validate() throws {
    for (name, number) in [("--canary", canary), ("--limit", limit)] {
      if let number, number < 1 { throw ValidationError("\(name) takes a number from 1") }
    }
    if let canary, let limit, canary >= limit {
      throw ValidationError("--canary has to be smaller than --limit")
    }
    if let pace, Rate(pace) == nil {
      throw ValidationError("--pace takes a number of messages and a time, like 120/min or 20/s")
    }
    if let hold, Duration(words: hold) == nil {
      throw ValidationError("--hold takes a time, like 5s or 2min")
    }
  }

  /// The times as dates.
  ///
  /// - Throws: `InvalidMoment`; a `Problem` for a time that has passed.
  func times(now: Date) throws -> (start: Date?, notAfter: Date?) {
    let start = try at.map { try Moment($0, now: now).date }
    let latest = try notAfter.map { try Moment($0, now: now).date }
    if let start, let at, start <= now { throw Self.passed("--at \(at)", start) }
    if let latest, let notAfter, latest <= max(now, start ?? now) {
      throw Self.passed("--not-after \(notAfter)", latest)
    }
    return (start, latest)
  }

  private static func passed(_ option: String, _ date: Date) -> ProblemError {
    ProblemError(
      Problem(
        .usage, "\(option.printable) is too early: that is \(date.ISO8601Format())",
        try: ["a time that is still to come"], notDone: "nothing was sent"))
  }

  /// What is ordered for the run as a whole.
  var orders: SendOrders {
    var orders = SendOrders()
    orders.limit = limit
    orders.pace = pace.flatMap { Rate($0) }
    orders.waits = wait
    return orders
  }
}

/// How a send says what it does.
struct SendOutputOptions: ParsableArguments {
  @Option(help: "How progress is shown: auto, bar, lines or none.")
  var progress = ProgressStyle.auto

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @Flag(help: "Print one JSON object for each thing that happens, a line each.")
  var ndjson = false

  @Option(
    help: ArgumentHelp(
      "Keep figures in FILE, in the text format of Prometheus; it is replaced as a whole every five seconds.",
      valueName: "file"))
  var metrics: String?

  func validate() throws {
    if json, ndjson { throw ValidationError("--json and --ndjson exclude each other") }
  }
}
