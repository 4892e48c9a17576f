import ArgumentParser
import Foundation

/// A day from which on articles count: `2024-05-17`, or `7d` and `2w` before today.
struct SinceDay: ExpressibleByArgument {
  /// The day as `YYYY-MM-DD`.
  let text: String

  init?(argument: String) { self.init(argument, now: Date()) }

  init?(_ argument: String, now: Date) {
    if argument.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil {
      guard (try? Date(argument + "T00:00:00Z", strategy: .iso8601)) != nil else { return nil }
      text = argument
      return
    }
    guard let match = argument.wholeMatch(of: /(\d{1,4})([dw])/), let count = Int(match.1) else { return nil }
    let days = match.2 == "w" ? count * 7 : count
    text = String(now.addingTimeInterval(-Double(days) * 86_400).ISO8601Format().prefix(10))
  }
}
