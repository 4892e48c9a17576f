/// When the next connection may be opened.
///
/// Connections that are lost together, as when a server restarts, are one
/// failure: each was begun in a wave, and a failure begins the next one.
struct ReconnectBackoff {
  typealias Instant = ContinuousClock.Instant

  /// The wave a connection that is opened now belongs to.
  private(set) var wave = 0
  /// The failures in a row, without an answer about a message between them.
  private(set) var failures = 0
  /// No connection is opened before.
  private(set) var notBefore: Instant?

  /// The connections in a row that were refused; while others work, only this grows.
  private var refusals = 0
  private let policy: ReconnectPolicy

  init(_ policy: ReconnectPolicy) {
    self.policy = policy
  }

  /// Whether the last connection that was tried was refused.
  var isRefused: Bool { refusals > 0 }

  /// Whether there were as many failures in a row as the policy allows.
  var isExhausted: Bool { failures >= policy.attempts }

  /// How long no connection may be opened yet; zero when one may.
  func pause(at now: Instant) -> Duration { notBefore.map { max(.zero, now.duration(to: $0)) } ?? .zero }

  /// A connection could not be opened, or was lost.
  mutating func failed(wave: Int, wasOpen: Bool, at now: Instant) {
    guard wave == self.wave else { return }
    self.wave += 1
    failures += 1
    if !wasOpen { refusals += 1 }
    notBefore = now + policy.pause(afterFailures: max(failures, refusals))
  }

  /// A connection was opened.
  mutating func opened() {
    refusals = 0
  }

  /// The server answered about a message: it works.
  mutating func serverAnswered() {
    failures = 0
  }
}
