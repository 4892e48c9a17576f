import Foundation

/// A rate of events that forgets: what happened ten seconds ago counts a third.
struct SmoothRate {
  private static let memory = 10.0
  private var events = 0.0
  private var seconds = 0.0
  private var last: Duration
  private var lastCount = 0

  init(at now: Duration) { last = now }

  /// Notes how many events there were altogether; at most ten times a second changes anything.
  mutating func note(_ count: Int, at now: Duration) {
    let passed = (now - last).seconds
    guard passed >= 0.1 else { return }
    let kept = exp(-passed / Self.memory)
    events = events * kept + Double(count - lastCount)
    seconds = seconds * kept + passed
    last = now
    lastCount = count
  }

  /// Events a second; nil as long as nothing can be said.
  var perSecond: Double? { seconds > 0 && events > 0 ? events / seconds : nil }

  /// How long so many more take.
  func time(for count: Int) -> Duration? { perSecond.map { .seconds(Double(count) / $0) } }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

  /// `4:56`, `1:04:56`
  var clockWords: String {
    let whole = Int(seconds.rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return whole < 3600
      ? "\(whole / 60):\(two(whole % 60))"
      : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
  }
}
