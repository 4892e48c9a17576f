/// What changed since the last round: bodies about to leave, and answers that came.
public struct Round: Sendable {
  /// Deliveries whose message is about to be handed over.
  public var claims: [DeliveryID]
  /// Deliveries whose fate is known now.
  public var outcomes: [(delivery: DeliveryID, outcome: SubmissionOutcome)]

  /// Makes a round.
  public init(claims: [DeliveryID] = [], outcomes: [(delivery: DeliveryID, outcome: SubmissionOutcome)] = [])
  {
    self.claims = claims
    self.outcomes = outcomes
  }
}

/// Where a transport gets its work from and writes down what became of it.
///
/// A transport calls it from one thread. The order is the guarantee: a claim
/// is committed *before* the last byte of its message can leave, so that after
/// a crash the claims without an outcome are exactly the ambiguous deliveries.
public protocol SubmissionQueue: AnyObject {
  /// The next message to hand over; nil when there is nothing now, of which `pause` says more.
  func next() throws -> Submission?
  /// After `next()` gave nothing: how long until there may be something; nil when there will be nothing more,
  /// or sending is to stop.
  var pause: Duration? { get }
  /// Whether sending is to stop: what was handed out and not claimed is not begun any more.
  ///
  /// Asked between rounds, so that a transport that holds submissions back while it connects again does not
  /// have to take another one to learn of it.
  var isStopping: Bool { get }
  /// Records a round durably. When it throws nothing more may be written to a socket.
  func commit(_ round: Round) throws
}

/// A way to hand messages to a server, a folder, a test.
public protocol Transport {
  /// Hands over what the queue gives until it gives no more.
  ///
  /// Returns when everything handed over has its outcome committed. Throws
  /// when the transport cannot work at all (the name does not resolve, the
  /// certificate is wrong, the login is refused); deliveries that were not
  /// claimed are then untouched.
  func deliver(from queue: any SubmissionQueue) throws
}
