import Delivery
import InternetMessage

/// A queue in memory that writes down what a transport does with it.
final class MemoryQueue: SubmissionQueue {
  struct Entry: Equatable {
    var claims: [Int64]
    var outcomes: [Int64: SubmissionOutcome]
  }

  private var waiting: [Submission]
  private(set) var log: [Entry] = []
  private(set) var outcomes: [Int64: SubmissionOutcome] = [:]
  private(set) var claims: [Int64] = []
  /// What to do instead of recording a round.
  var whenCommitting: (Round) throws -> Void = { _ in }
  /// What happens before the next submission is given.
  var beforeNext: (Int) throws -> Void = { _ in }
  private var given = 0
  /// Said after nothing was given.
  var pause: Duration?
  /// Said at any time.
  var isStopping = false

  init(_ submissions: [Submission]) {
    waiting = submissions.reversed()
  }

  func next() throws -> Submission? {
    try beforeNext(given)
    given += 1
    return waiting.popLast()
  }

  func commit(_ round: Round) throws {
    try whenCommitting(round)
    let decided = Dictionary(uniqueKeysWithValues: round.outcomes.map { ($0.delivery.number, $0.outcome) })
    log.append(Entry(claims: round.claims.map(\.number), outcomes: decided))
    claims += round.claims.map(\.number)
    outcomes.merge(decided) { _, new in new }
  }

  /// Gives nothing more.
  func dropWaiting() { waiting = [] }

  /// What was given by nobody any more.
  var untouched: Int { waiting.count }
}

extension Submission {
  /// A small message to one recipient; the number is the delivery's.
  static func example(_ number: Int64, to recipient: String, body: String = "Hello\r\n") throws -> Submission
  {
    try example(number, to: recipient, bytes: Array("Subject: \(number)\r\n\r\n\(body)".utf8))
  }

  static func example(_ number: Int64, to recipient: String, bytes: [UInt8]) throws -> Submission {
    Submission(
      delivery: DeliveryID(mailing: 1, number: number),
      envelope: Envelope(
        returnPath: try EmailAddress("bounces+\(number)@example.com"), recipient: try EmailAddress(recipient)),
      message: try EncodedMessage(bytes))
  }
}

extension SubmissionOutcome {
  /// The outcome in words, for comparing: `deferred at RCPT TO: 450 4.2.0 later`.
  var words: String {
    switch self {
    case .accepted(let reply): "accepted: \(reply)"
    case .deferred(let phase, let reason): "deferred at \(phase.rawValue): \(reason)"
    case .rejected(let phase, let reason): "rejected at \(phase.rawValue): \(reason)"
    case .unknown(let phase, let reason): "unknown at \(phase.rawValue): \(reason)"
    }
  }
}
