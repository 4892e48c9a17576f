/// Where the links that every message has lead to.
public struct Links: Hashable, Sendable {
  private let unsubscribe: String
  private let browser: String?

  /// Takes the patterns: `{token}` names reader and list, `{issue}` the issue.
  public init(unsubscribe: String, browser: String?) {
    self.unsubscribe = unsubscribe
    self.browser = browser
  }

  /// Whether an issue can also be read on the web.
  public var hasBrowserLink: Bool { browser != nil }

  /// The way out for one reader.
  public func unsubscribeURL(token: String) -> String { unsubscribe.replacing("{token}", with: token) }

  /// The issue on the web.
  public func browserURL(issue: String) -> String? { browser?.replacing("{issue}", with: issue) }
}
