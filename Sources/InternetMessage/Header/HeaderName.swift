/// The name of a header field: printable ASCII without colon (RFC 5322 §3.6.8).
///
/// Names are equal without regard to case; the spelling they were made with is
/// what is written.
public struct HeaderName: Sendable {
  /// The name as it is written.
  public let text: String

  /// Checks a name; nil when it is empty, longer than 76 octets, or holds a colon, a blank or anything but ASCII.
  public init?(_ text: String) {
    guard (1...76).contains(text.utf8.count) else { return nil }
    guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }) else { return nil }
    self.text = text
  }

  /// Whether a second field of this name replaces the first.
  ///
  /// RFC 5322 §3.6, RFC 2045, RFC 2369 §3, RFC 2919, RFC 8058 and RFC 3834 §5 allow
  /// these once; receivers reject a second Subject, From, To or Message-ID.
  public var isSingleton: Bool { singletons.contains(key) }

  private var key: String { text.lowercased() }
}

extension HeaderName: Hashable {
  /// Compares without regard to case.
  public static func == (a: HeaderName, b: HeaderName) -> Bool { a.key == b.key }

  /// Hashes without regard to case.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension HeaderName: ExpressibleByStringLiteral, CustomStringConvertible {
  /// Makes a name that is known when the program is written.
  public init(stringLiteral text: String) {
    guard let name = HeaderName(text) else { preconditionFailure("'\(text)' is not a header name") }
    self = name
  }

  /// The name as it is written.
  public var description: String { text }
}

extension HeaderName {
  /// `Date`
  public static let date: HeaderName = "Date"
  /// `From`
  public static let from: HeaderName = "From"
  /// `Sender`
  public static let sender: HeaderName = "Sender"
  /// `Reply-To`
  public static let replyTo: HeaderName = "Reply-To"
  /// `To`
  public static let to: HeaderName = "To"
  /// `Subject`
  public static let subject: HeaderName = "Subject"
  /// `Message-ID`
  public static let messageID: HeaderName = "Message-ID"
  /// `In-Reply-To`
  public static let inReplyTo: HeaderName = "In-Reply-To"
  /// `References`
  public static let references: HeaderName = "References"
  /// `MIME-Version`
  public static let mimeVersion: HeaderName = "MIME-Version"
  /// `Content-Type`
  public static let contentType: HeaderName = "Content-Type"
  /// `Content-Transfer-Encoding`
  public static let contentTransferEncoding: HeaderName = "Content-Transfer-Encoding"
  /// `Content-Disposition`
  public static let contentDisposition: HeaderName = "Content-Disposition"
  /// `Content-ID`
  public static let contentID: HeaderName = "Content-ID"
  /// `List-Id`
  public static let listID: HeaderName = "List-Id"
  /// `List-Unsubscribe`
  public static let listUnsubscribe: HeaderName = "List-Unsubscribe"
  /// `List-Unsubscribe-Post`
  public static let listUnsubscribePost: HeaderName = "List-Unsubscribe-Post"
  /// `List-Help`
  public static let listHelp: HeaderName = "List-Help"
  /// `List-Archive`
  public static let listArchive: HeaderName = "List-Archive"
  /// `List-Owner`
  public static let listOwner: HeaderName = "List-Owner"
  /// `List-Post`
  public static let listPost: HeaderName = "List-Post"
  /// `Feedback-ID`
  public static let feedbackID: HeaderName = "Feedback-ID"
  /// `Auto-Submitted`
  public static let autoSubmitted: HeaderName = "Auto-Submitted"
  /// `Precedence`
  public static let precedence: HeaderName = "Precedence"
  /// `DKIM-Signature`
  public static let dkimSignature: HeaderName = "DKIM-Signature"
}

private let singletons: Set<String> = [
  "date", "from", "sender", "reply-to", "to", "cc", "bcc", "subject", "message-id", "in-reply-to",
  "references", "mime-version", "content-type", "content-transfer-encoding", "content-disposition",
  "content-id", "content-description", "list-id", "list-unsubscribe", "list-unsubscribe-post",
  "list-help", "list-archive", "list-owner", "list-post", "list-subscribe", "feedback-id",
  "auto-submitted", "precedence", "return-path",
]
