/// A node of the MIME tree: text, octets, or parts in order (RFC 2045, 2046).
///
///     .newsletter(text: "Hello", html: "<p>Hello</p>")
///     .mixed([.alternative([.text("Hello"), .html("<p>Hello</p>")]), .attachment(pdf, …)])
public struct MIMEPart: Hashable, Sendable {
  /// What a part holds.
  public enum Content: Hashable, Sendable {
    /// Text; line ends of any kind become CRLF.
    case text(String)
    /// Text with slots that stay open until a reader is known.
    case openText(OpenText)
    /// Octets, written as base64.
    case binary([UInt8])
    /// Parts in their order; at least one.
    case multipart([MIMEPart])
  }

  /// What the content is; a boundary is added when the message is encoded.
  public let contentType: ContentType
  /// The content.
  public let content: Content
  /// How it is shown; nil for the text itself.
  public var disposition: ContentDisposition?
  /// What `cid:` links name it by (RFC 2392).
  public var contentID: MessageID?
  /// The encoding to use for text without slots instead of the one that suits it best.
  ///
  /// Only quoted-printable and base64 are followed; 7bit is chosen by itself
  /// where it is possible, 8bit and binary never are.
  public var preferredEncoding: ContentTransferEncoding?

  private init(_ contentType: ContentType, _ content: Content, disposition: ContentDisposition? = nil) {
    self.contentType = contentType
    self.content = content
    self.disposition = disposition
  }
}

extension MIMEPart {
  /// Text, plain unless another type is given; the charset is UTF-8.
  public static func text(_ text: String, as type: ContentType = .plainText) -> MIMEPart {
    MIMEPart(type.inUTF8, .text(text))
  }

  /// An HTML page.
  public static func html(_ text: String) -> MIMEPart { .text(text, as: .html) }

  /// Text with open slots, to be filled by ``MessageTemplate``.
  public static func text(_ text: OpenText, as type: ContentType = .plainText) -> MIMEPart {
    MIMEPart(type.inUTF8, .openText(text))
  }

  /// A file beside the message (RFC 2183 §2.2).
  ///
  /// Messages and multiparts must not be base64 (RFC 2046 §5.2.1), so they are
  /// attached as `application/octet-stream`.
  public static func attachment(
    _ octets: [UInt8], type: ContentType = .octetStream, filename: String
  ) -> MIMEPart {
    let name = ContentDisposition(.attachment, filename: filename)
    return MIMEPart(
      type.inBase64, .binary(octets),
      disposition: ContentDisposition(.attachment, filename: name.filename ?? "file"))
  }

  /// A picture that the HTML page beside it shows through a `cid:` link.
  public static func inline(
    _ octets: [UInt8], type: ContentType, contentID: MessageID, filename: String? = nil
  ) -> MIMEPart {
    var part = MIMEPart(
      type.inBase64, .binary(octets), disposition: ContentDisposition(.inline, filename: filename))
    part.contentID = contentID
    return part
  }

  /// The same content in several forms, the best one last (RFC 2046 §5.1.4).
  public static func alternative(_ parts: [MIMEPart]) -> MIMEPart { multipart("alternative", parts) }

  /// A page with what it shows (RFC 2387); `type` names the page's type.
  public static func related(_ root: MIMEPart, _ resources: [MIMEPart]) -> MIMEPart {
    multipart("related", [root] + resources, ["type": root.contentType.name])
  }

  /// A message with files beside it (RFC 2046 §5.1.3).
  public static func mixed(_ parts: [MIMEPart]) -> MIMEPart { multipart("mixed", parts) }

  /// Text and HTML of an issue, with the pictures the HTML shows and the files beside it.
  ///
  /// multipart/mixed stands outside only where there are files, and
  /// multipart/related only where there are pictures.
  public static func newsletter(
    text: MIMEPart, html: MIMEPart, pictures: [MIMEPart] = [], attachments: [MIMEPart] = []
  ) -> MIMEPart {
    let body = alternative([text, pictures.isEmpty ? html : related(html, pictures)])
    return attachments.isEmpty ? body : mixed([body] + attachments)
  }

  private static func multipart(
    _ subtype: String, _ parts: [MIMEPart], _ parameters: MIMEParameters = [:]
  ) -> MIMEPart {
    precondition(!parts.isEmpty, "a multipart has at least one part (RFC 2046 §5.1)")
    return MIMEPart(
      ContentType(type: "multipart", subtype: subtype, parameters: parameters), .multipart(parts))
  }
}

extension ContentType {
  fileprivate var inUTF8: ContentType {
    var type = self.type == "text" ? self : .plainText
    type.parameters["charset"] = "utf-8"
    return type
  }

  fileprivate var inBase64: ContentType { ["message", "multipart"].contains(type) ? .octetStream : self }
}
