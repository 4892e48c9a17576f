import Delivery

/// Gives every message of a plan once, or the first of them, and writes nothing down: a send without a server.
final class Rehearsal: SubmissionQueue {
  private let ledger: any DeliveryLedger
  private let mailing: Mailing
  private let factory: MessageFactory
  private var waiting: ArraySlice<Delivery> = []
  private var last: Int64 = 0
  private var left: Int

  init(ledger: any DeliveryLedger, mailing: Mailing, factory: MessageFactory, limit: Int?) {
    left = limit ?? .max
    self.ledger = ledger
    self.mailing = mailing
    self.factory = factory
  }

  func next() throws -> Submission? {
    guard left > 0 else { return nil }
    left -= 1
    if waiting.isEmpty {
      waiting = try ledger.due(.everythingLeft, of: mailing.id, after: last, limit: 200)[...]
      last = waiting.last?.id.number ?? last
    }
    return try waiting.popFirst().map(factory.submission)
  }

  let pause: Duration? = nil
  let isStopping = false

  func commit(_ round: Round) {}
}
