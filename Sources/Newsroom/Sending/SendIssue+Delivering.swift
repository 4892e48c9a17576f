public import Delivery
import Diagnostics
import Foundation
import MailingLists

extension SendIssue {
  /// The pause after a server could not be used, while a send waits; it doubles up to the longest.
  static let firstTrouble: TimeInterval = 60
  static let longestTrouble: TimeInterval = 15 * 60

  /// Delivers an approved plan.
  ///
  /// A send that waits stays until nothing is left to try again, or the retries of the last one are used up.
  ///
  /// - Throws: What the transport or the ledger throws; what was accepted until
  ///   then is in the ledger.
  public func deliver(
    _ preparation: Preparation, _ orders: SendOrders = SendOrders(), through transport: any Transport,
    stop: StopFlag, observer: @escaping (SendEvent) -> Void
  ) throws -> SendEnding {
    let mailing = try begin(preparation)
    let factory = try factory(for: preparation)
    var troubles = 0
    var orders = orders
    while true {
      do {
        let ending = try run(
          mailing, &orders, factory: factory, notAfter: preparation.notAfter, through: transport, stop: stop
        ) { observer(.queue($0)) }
        troubles = 0
        if try ledger.finish(mailing.id) { return .finished }
        guard orders.waits, let (rest, date) = try rest(after: ending, of: mailing) else { return ending }
        if let latest = preparation.notAfter, date > latest { return ending }
        observer(.resting(rest, until: date))
        guard time.rest(until: date, stop: stop) else { return .stopped }
      } catch let error as any ExplainedError where orders.waits && error.problem.kind == .temporary {
        let pause = min(Self.longestTrouble, Self.firstTrouble * Double(1 << min(troubles, 10)))
        troubles += 1
        let date = time.clock.date() + pause
        if let latest = preparation.notAfter, date > latest { throw error }
        observer(.resting(.server(error.problem.summary), until: date))
        guard time.rest(until: date, stop: stop) else { return .stopped }
      }
    }
  }

  /// What the account in use may hand over today by its warm-up, and has; nil where nothing limits it.
  public func warmUpToday() throws -> (allowed: Int, used: Int)? {
    guard let account = workspace.configuration.settings["account"]?.text,
      let warmUp = workspace.configuration.warmUp
    else { return nil }
    let usage = try ledger.usage(of: account, on: SendDay(of: time.clock.date(), in: time.calendar).name)
    return warmUp.allowance(afterDays: usage.earlierDays).map { ($0, usage.messages) }
  }

  /// Starts a proposed mailing, or does what was approved with one that runs.
  private func begin(_ preparation: Preparation) throws -> Mailing {
    let id = preparation.mailing.id
    let current = try ledger.mailing(id) ?? preparation.mailing
    if current.state == .proposed { return try ledger.start(id, at: time.clock.date()) }
    try ledger.goOn(id)
    if preparation.course == .unknown { _ = try ledger.resendUnknown(id) }
    if current.plan.notAfter != preparation.notAfter {
      try ledger.setNotAfter(preparation.notAfter, of: id)
    }
    return current
  }

  private func run(
    _ mailing: Mailing, _ orders: inout SendOrders, factory: MessageFactory, notAfter: Date?,
    through transport: any Transport, stop: StopFlag, observer: @escaping (SendQueue.Event) -> Void
  ) throws -> SendEnding {
    let now = time.clock.date()
    // Whoever left the list while this waited gets nothing, and what a failure left open is unknown.
    _ = try ledger.recover(mailing.id, at: now)
    var rules = workspace.configuration.sendRules(orders, calendar: time.calendar)
    rules.selection = .dueBy(now, longestPause: rules.schedule.longestPause)
    rules.notAfter = notAfter
    let allowList = workspace.configuration.allowList
    let queue = SendQueue(
      mailing, in: ledger, rules: rules, stop: stop, clock: time.clock,
      submission: { delivery in
        if let allowList, !allowList.allows(delivery.address) {
          throw SendRefused.notAllowed(delivery.address, allowList)
        }
        return try factory.submission(for: delivery)
      }, observer: observer)
    defer { orders.limit = orders.limit.map { $0 - queue.handedOut } }
    try transport.deliver(from: queue)
    return queue.ending ?? .finished
  }

  /// Until when a send that waits has nothing to do; nil when waiting does not help.
  private func rest(
    after ending: SendEnding, of mailing: Mailing
  ) throws -> (SendEvent.Rest, Date)? {
    switch ending {
    case .usedUp(let until): return (.quota, until)
    case .finished:
      guard let next = try ledger.nextAttempt(of: mailing.id) else { return nil }
      let longest = workspace.configuration.retrySchedule.longestPause.components.seconds
      let now = time.clock.date()
      return (.retry, min(max(next, now + 1), now + TimeInterval(longest)))
    case .stopped, .limited, .tooLate, .paused, .tooLarge: return nil
    }
  }
}
