public import Delivery

/// What a server says it can do, in its answer to EHLO (RFC 5321 §4.1.1.1).
public struct SMTPCapabilities: Hashable, Sendable {
  /// Every keyword in upper case, with the parameters behind it.
  public private(set) var keywords: [String: [String]] = [:]

  /// A server that offers nothing, as after HELO.
  public init() {}

  /// Reads the keywords out of the reply to EHLO: every line but the first.
  public init(_ reply: SMTPReply) {
    for line in reply.lines.dropFirst() {
      // `AUTH=LOGIN PLAIN` is an old form that some servers still send.
      let words = line.split { $0 == " " || $0 == "=" }.map { $0.uppercased() }
      guard let keyword = words.first else { continue }
      keywords[keyword, default: []] += words.dropFirst()
    }
  }

  /// Whether the server offers it, whatever the case it wrote it in (RFC 5321 §2.4).
  public func offers(_ keyword: String) -> Bool { keywords[keyword.uppercased()] != nil }

  /// The largest message the server takes; nil when it does not say (RFC 1870 §3).
  public var sizeLimit: Int? {
    keywords["SIZE"]?.first.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
  }

  /// The ways to log in that it offers (RFC 4954 §3).
  public var authMechanisms: [String] { keywords["AUTH"] ?? [] }
}
