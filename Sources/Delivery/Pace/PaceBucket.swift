/// Says when the next message may go at a rate.
///
/// It fills up at the rate and holds what a tenth of a second brings, at least
/// one message: a sender that comes a little late catches up, and one that was
/// away for an hour does not.
struct PaceBucket {
  /// Messages a second.
  var rate: Double
  private var level = 1.0
  private var filledAt: Duration

  init(rate: Double, at now: Duration) {
    self.rate = rate
    filledAt = now
  }

  /// How long until a message may go; zero when one may go now.
  mutating func wait(at now: Duration) -> Duration {
    fill(at: now)
    // A level that is short of one message by no more than rounding is one message.
    return level > 1 - 1e-9 ? .zero : .seconds((1 - level) / rate)
  }

  /// Whether it says the same as a new one.
  func isFull(at now: Duration) -> Bool {
    var bucket = self
    bucket.fill(at: now)
    return bucket.level >= 1
  }

  private mutating func fill(at now: Duration) {
    if now > filledAt { level = min(max(1, rate / 10), level + (now - filledAt).timeInterval * rate) }
    filledAt = max(filledAt, now)
  }

  /// Takes what one message costs.
  mutating func take() { level -= 1 }
}
