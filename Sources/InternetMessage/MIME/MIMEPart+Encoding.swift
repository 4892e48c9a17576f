/// A part with its content encoded, before it is laid out between the others.
struct EncodedPart {
  private enum Body {
    /// Encoded content, and whether it stands as it was written, so that it could hold a boundary.
    case content([UInt8], isVerbatim: Bool)
    case openText(EncodedOpenText)
    case parts([EncodedPart], boundary: String)
  }

  /// The Content-* fields.
  let fields: [HeaderField]
  private let body: Body

  fileprivate init(_ fields: [HeaderField], _ content: [UInt8], isVerbatim: Bool = false) {
    self.fields = fields
    body = .content(content, isVerbatim: isVerbatim)
  }

  fileprivate init(_ fields: [HeaderField], _ text: OpenText) {
    self.fields = fields
    body = .openText(EncodedOpenText(text))
  }

  fileprivate init(_ fields: [HeaderField], _ parts: [EncodedPart], boundary: String) {
    self.fields = fields
    body = .parts(parts, boundary: boundary)
  }

  /// Whether the text stands in the part, for a text that no encoded content can hold.
  func holds(_ text: [UInt8]) -> Bool {
    if fields.contains(where: { $0.bytes.holds(text) }) { return true }
    switch body {
    case .content(let content, let isVerbatim): return isVerbatim && content.holds(text)
    case .openText(.verbatim(let constant)): return constant.octets.holds(text)
    case .openText: return false
    case .parts(let parts, _): return parts.contains { $0.holds(text) }
    }
  }

  /// Lays the content out, parts between their delimiters (RFC 2046 §5.1.1).
  ///
  /// The CRLF behind the last delimiter is the caller's.
  func lay(into layout: inout MessageLayout) {
    switch body {
    case .content(let content, _): layout.append(content)
    case .openText(let text): layout.append(text)
    case .parts(let parts, let boundary):
      for part in parts {
        layout.append("--\(boundary)\r\n".utf8)
        layout.append(Header(part.fields).bytes)
        layout.append("\r\n".utf8)
        part.lay(into: &layout)
        layout.append("\r\n".utf8)
      }
      layout.append("--\(boundary)--".utf8)
    }
  }
}

extension MIMEPart {
  func encoded(_ boundaries: inout Boundaries) -> EncodedPart {
    switch content {
    case .text(let text):
      let octets = canonicalLines(Array(text.utf8))
      switch encoding(for: octets) {
      case .base64: return EncodedPart(fields(.base64), Base64.lines(octets))
      case .sevenBit: return EncodedPart(fields(.sevenBit), octets, isVerbatim: true)
      default: return EncodedPart(fields(.quotedPrintable), QuotedPrintableText(text).bytes)
      }
    case .openText(let text):
      return EncodedPart(fields(text.encoding), text)
    case .binary(let octets):
      return EncodedPart(fields(.base64), Base64.lines(octets))
    case .multipart(let parts):
      let children = parts.map { $0.encoded(&boundaries) }
      let boundary = boundaries.next(absentFrom: children)
      var type = contentType
      type.parameters["boundary"] = boundary
      return EncodedPart([.contentType(type)] + ownFields, children, boundary: boundary)
    }
  }

  private func fields(_ encoding: ContentTransferEncoding) -> [HeaderField] {
    [.contentType(contentType), .text(.contentTransferEncoding, encoding.rawValue)] + ownFields
  }

  private var ownFields: [HeaderField] {
    var fields: [HeaderField] = []
    if let contentID { fields.append(.messageIDs(.contentID, [contentID])) }
    if let disposition { fields.append(.contentDisposition(disposition)) }
    return fields
  }

  private func encoding(for octets: [UInt8]) -> ContentTransferEncoding {
    switch preferredEncoding {
    case .quotedPrintable: .quotedPrintable
    case .base64: .base64
    default: .suited(forText: octets)
    }
  }
}
