/// A message that was read from any octets: ours, a bounce, a mailbox file, or no message at all.
///
/// Reading never fails and takes time in proportion to the octets. Lines may
/// end with CRLF, LF or CR; a mailbox file's "From " line and a byte order mark
/// at the beginning are passed over; what is broken is read as plain text.
public struct ParsedMessage: Hashable, Sendable {
  /// How much is read of a message that may be hostile.
  public struct Limits: Hashable, Sendable {
    /// Octets that are read; the rest is ignored.
    public var octets = 64 << 20
    /// Levels of parts and of messages inside messages; deeper ones stay unread in their parent's body.
    public var depth = 16
    /// Parts in the whole tree.
    public var parts = 1000
    /// Fields in one header.
    public var fields = 1000

    /// The limits that are kept when nothing else is said.
    public init() {}
  }

  /// The tree; its header is the header of the message.
  public let root: ParsedPart
  /// Whether a limit left something unread.
  public let isTruncated: Bool

  /// Reads a message.
  public init(_ bytes: [UInt8], limits: Limits = Limits()) {
    var reader = PartReader(limits: limits)
    var read = bytes[...]
    if read.count > limits.octets {
      read = read.prefix(limits.octets)
      reader.isTruncated = true
    }
    root = reader.part(read.withoutEnvelope, depth: 1, defaultType: .usASCII)
    isTruncated = reader.isTruncated
  }

  /// Reads the octets of a message that was just encoded.
  public init(_ message: EncodedMessage) {
    self.init(message.bytes)
  }

  /// The fields of the message.
  public var header: ParsedHeader { root.header }

  /// Whether the octets were mail at all: a field that mail has stands in the header. Any text with a colon in
  /// its first line has something like a field.
  public var isMail: Bool { header.fields.contains { Self.namesOfMail.contains($0.name.lowercased()) } }

  /// Every mail has From and Date (RFC 5322 §3.6); bounces of bad mail may have only one of the others.
  private static let namesOfMail: Set<String> = [
    "from", "date", "sender", "to", "subject", "message-id", "received", "return-path", "delivered-to",
    "x-original-to", "x-failed-recipients", "mime-version", "content-type", "auto-submitted",
  ]

  /// The first text/plain part that is no attachment.
  public var plainText: ParsedPart? { root.firstText("text/plain") }

  /// The first text/html part that is no attachment.
  public var html: ParsedPart? { root.firstText("text/html") }

  /// The tree as text, see ``ParsedPart/dump``.
  public var dump: String { root.dump }
}

extension ContentType {
  /// What a part without Content-Type holds (RFC 2045 §5.2).
  static let usASCII = ContentType(type: "text", subtype: "plain", parameters: ["charset": "us-ascii"])
  /// What a part of multipart/digest without Content-Type holds (RFC 2046 §5.1.5).
  static let embeddedMessage = ContentType(type: "message", subtype: "rfc822")
}

extension ArraySlice<UInt8> {
  /// The octets behind a byte order mark and the line that mailbox files put before a message (RFC 4155).
  fileprivate var withoutEnvelope: ArraySlice<UInt8> {
    let message = starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self
    guard message.starts(with: "From ".utf8) || message.starts(with: ">From ".utf8) else { return message }
    var scanner = LineScanner(message)
    _ = scanner.next()
    return message[scanner.position...]
  }
}
