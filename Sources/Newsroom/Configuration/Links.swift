/// Where the links that every message has lead to.
public struct Links: Hashable, Sendable {
  private let unsubscribe: TokenPattern
  private let unsubscribeMail: TokenPattern
  private let browser: String?
  private let preferences: TokenPattern?
  private let images: String?

  /// Takes the patterns: `{token}` names reader and list, `{issue}` the issue.
  ///
  /// `{token}` may also stand in the address that takes unsubscribe mail.
  public init(
    unsubscribe: String, unsubscribeMail: String, browser: String?, preferences: String? = nil,
    images: String? = nil
  ) {
    self.unsubscribe = TokenPattern(unsubscribe)
    // A token is made of letters and digits, so the address can be escaped before it is known.
    self.unsubscribeMail = TokenPattern(unsubscribeMail, escaped: Self.escaped)
    self.browser = browser
    self.images = images
    self.preferences = preferences.map { TokenPattern($0) }
  }

  /// Whether an issue can also be read on the web.
  public var hasBrowserLink: Bool { browser != nil }

  /// Where one reader chooses what to get.
  public func preferencesURL(token: String) -> String? { preferences?.text(with: token) }

  /// The way out for one reader.
  public func unsubscribeURL(token: String) -> String { unsubscribe.text(with: token) }

  /// The way out by mail (RFC 6068): the token stands in the subject, and in the address if the pattern has it there.
  public func unsubscribeMail(token: String) -> String {
    "mailto:\(unsubscribeMail.text(with: token))?subject=unsubscribe%20\(token)"
  }

  /// The issue on the web.
  public func browserURL(issue: String) -> String? { browser?.replacing("{issue}", with: issue) }

  /// Where the images of an issue lie on the web, with a slash at the end.
  func imagesAddress(issue: String) -> String? {
    images.map { $0.replacing("{issue}", with: issue) }.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }

  /// An address as a `mailto` URI writes it (RFC 6068 §2).
  static func escaped(_ address: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var escaped: [UInt8] = []
    for byte in address.utf8 {
      switch byte {
      case 48...57, 64...90, 97...122: escaped.append(byte)
      case _ where "-._~!$'*+".utf8.contains(byte): escaped.append(byte)
      default: escaped += [37, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}

/// A text with `{token}` in it, taken apart once and put together for each reader.
private struct TokenPattern: Hashable, Sendable {
  private let parts: [String]

  init(_ text: String, escaped: (String) -> String = { $0 }) {
    parts = text.split(separator: "{token}", omittingEmptySubsequences: false).map { escaped(String($0)) }
  }

  func text(with token: String) -> String { parts.joined(separator: token) }
}
