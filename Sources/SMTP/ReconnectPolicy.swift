/// How often, and how soon, a lost connection is opened again.
///
/// The pause doubles with each failure in a row up to the longest:
///
/// | failures in a row | next attempt after |
/// |------------------:|-------------------:|
/// |                 1 |           1 second |
/// |                 2 |          2 seconds |
/// |                 3 |      never: failed |
///
/// While other connections work, one that cannot be opened is no failure: it is
/// tried again and again, after 1, 2, 4 and so on up to 30 seconds.
public struct ReconnectPolicy: Hashable, Sendable {
  /// The failures in a row, without a message accepted or refused between them, after which it is over.
  public var attempts: Int
  /// The pause after the first failure.
  public var firstPause: Duration
  /// The longest pause.
  public var longestPause: Duration

  /// Sets the limits.
  public init(
    attempts: Int = 3, firstPause: Duration = .seconds(1), longestPause: Duration = .seconds(30)
  ) {
    self.attempts = max(1, attempts)
    self.firstPause = firstPause
    self.longestPause = longestPause
  }

  /// The pause after this many failures in a row.
  public func pause(afterFailures count: Int) -> Duration {
    min(firstPause * (1 << min(max(count - 1, 0), 20)), longestPause)
  }
}
