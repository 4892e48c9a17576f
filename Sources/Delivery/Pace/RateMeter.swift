/// Counts what happened in the last seconds.
struct RateMeter {
  private static let window = 10
  private var counts = [Int](repeating: 0, count: window)
  private var second: Int64
  private let start: Duration

  init(at now: Duration) {
    start = now
    second = now.components.seconds
  }

  mutating func count(at now: Duration) {
    move(to: now)
    counts[Int(second % Int64(Self.window))] += 1
  }

  /// Events a second over the window, or since the start when that is shorter.
  mutating func rate(at now: Duration) -> Double {
    move(to: now)
    let span = min(Double(Self.window), max(1, (now - start).timeInterval))
    return Double(counts.reduce(0, +)) / span
  }

  private mutating func move(to now: Duration) {
    let current = now.components.seconds
    guard current > second else { return }
    for passed in 0..<min(current - second, Int64(Self.window)) {
      counts[Int((current - passed) % Int64(Self.window))] = 0
    }
    second = current
  }
}
