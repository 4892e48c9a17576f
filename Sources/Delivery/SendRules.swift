public import Foundation

/// What holds for one run of a mailing.
public struct SendRules: Sendable {
  /// Which deliveries are handed over.
  public var selection: DueSelection
  /// When deferred deliveries are tried again.
  public var schedule = RetrySchedule()
  /// How fast.
  public var pace = PaceLimits()
  /// The account's name: what it hands over is counted under it. Nil counts nothing.
  public var account: String?
  /// How much the account may hand over on its first days.
  public var warmUp: WarmUp?
  /// Where the days are those of a calendar.
  public var calendar = Calendar(identifier: .gregorian)
  /// How many people at most; nil for all.
  public var limit: Int?
  /// After this nothing more is handed over.
  public var notAfter: Date?
  /// How many deliveries are read from the ledger at a time.
  public var batch = 500
  /// How many deliveries to domains that have to wait are kept aside while others go.
  public var lookAhead = 5000

  /// Rules that hold nothing back.
  public init(_ selection: DueSelection = .pending) { self.selection = selection }
}

/// The two clocks of a run.
///
/// The wall clock says when something is due, and may jump. The other one only goes forward, and measures pauses.
public struct SendClock {
  /// The date and time.
  public var date: () -> Date
  /// The time since some moment.
  public var elapsed: () -> Duration

  /// Takes two clocks.
  public init(date: @escaping () -> Date, elapsed: @escaping () -> Duration) {
    self.date = date
    self.elapsed = elapsed
  }
}
