/// A part with its content encoded, before it is laid out between the others.
struct EncodedPart {
  private enum Body {
    /// Encoded content, and whether it stands as it was written, so that it could hold a boundary.
    case content([UInt8], isVerbatim: Bool)
    case parts([EncodedPart], boundary: String)
  }

  /// The Content-* fields.
  let fields: [HeaderField]
  private let body: Body

  fileprivate init(_ fields: [HeaderField], _ content: [UInt8], isVerbatim: Bool = false) {
    self.fields = fields
    body = .content(content, isVerbatim: isVerbatim)
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
    case .parts(let parts, _): return parts.contains { $0.holds(text) }
    }
  }

  /// About as many octets as the part will have.
  var size: Int {
    switch body {
    case .content(let content, _): content.count + 400
    case .parts(let parts, _): parts.reduce(400) { $0 + $1.size }
    }
  }

  /// Writes the content, parts between their delimiters (RFC 2046 §5.1.1).
  ///
  /// The CRLF behind the last delimiter is the caller's.
  func write(to bytes: inout [UInt8]) {
    switch body {
    case .content(let content, _): bytes += content
    case .parts(let parts, let boundary):
      for part in parts {
        bytes += "--\(boundary)\r\n".utf8
        bytes += Header(part.fields).bytes
        bytes += "\r\n".utf8
        part.write(to: &bytes)
        bytes += "\r\n".utf8
      }
      bytes += "--\(boundary)--".utf8
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
    case .encodedText(let text):
      return EncodedPart(fields(.quotedPrintable), text.bytes)
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
