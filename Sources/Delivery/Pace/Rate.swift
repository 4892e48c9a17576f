/// How many messages in which time: `120/min`.
public struct Rate: Hashable, Sendable, CustomStringConvertible {
  /// The times that people count messages in.
  public enum Period: String, Hashable, Sendable, CaseIterable {
    case second = "s"
    case minute = "min"
    case hour = "h"
    case day = "d"

    /// How many seconds it has.
    public var seconds: Double {
      switch self {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      case .day: 86_400
      }
    }

    /// The period that a word means; people write it in more than one way.
    init?(word: some StringProtocol) {
      switch word.lowercased() {
      case "s", "sec", "second": self = .second
      case "m", "min", "minute": self = .minute
      case "h", "hour": self = .hour
      case "d", "day": self = .day
      default: return nil
      }
    }
  }

  /// How many messages.
  public let messages: Int
  /// In which time.
  public let period: Period

  /// So many messages in a period, at least one.
  public init(_ messages: Int, per period: Period) {
    self.messages = max(1, messages)
    self.period = period
  }

  /// Reads `20/s`, `120/min`, `5000/h` or `20000/day`; nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let messages = Int(parts[0]), (1...10_000_000).contains(messages),
      let period = Period(word: parts[1])
    else { return nil }
    self.init(messages, per: period)
  }

  /// The rate in the unit that shows it best.
  public init(perSecond: Double) {
    let period: Period = perSecond >= 10 ? .second : perSecond * 60 >= 1 ? .minute : .hour
    self.init(Int((min(perSecond, 1e7) * period.seconds).rounded()), per: period)
  }

  /// How many messages a second, on average.
  public var perSecond: Double { Double(messages) / period.seconds }

  /// The rate as it is written in the configuration.
  public var description: String { "\(messages)/\(period.rawValue)" }
}
