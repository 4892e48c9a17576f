/// After how many messages a connection says goodbye and another one is opened.
///
/// A server that closes connections after so many messages leaves what is under way on them unknown, each time. Where
/// two in a row end after nearly as many, the ones behind them are earlier.
final class ConnectionShare {
  /// How many a connection carries where nothing is known yet: where a window is open, a server that closes the
  /// connection leaves as many messages unknown as it has room for, elsewhere one.
  static func standard(on rung: SMTPRung) -> Int { rung.isChunked ? 100 : 1000 }

  private(set) var messages: Int
  private var lastEnd: Int?

  init(_ messages: Int) {
    self.messages = messages
  }

  /// Notes that a connection ended before it was to end.
  ///
  /// When it did, it may have begun as many messages more than the server takes as fit into its window.
  func ended(after carried: Int, window: Int) {
    if let lastEnd, abs(lastEnd - carried) <= window, min(lastEnd, carried) > 2 * window {
      messages = min(messages, min(lastEnd, carried) - window)
    }
    lastEnd = carried
  }
}
