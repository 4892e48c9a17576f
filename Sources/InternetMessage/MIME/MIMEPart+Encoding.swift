/// A part as it goes over the wire.
struct EncodedPart {
  /// The Content-* fields.
  var fields: [HeaderField]
  /// The encoded content.
  var body: [UInt8]
}

extension MIMEPart {
  func encoded(_ boundaries: inout Boundaries) -> EncodedPart {
    let own = contentFields
    switch content {
    case .text(let text):
      let octets = canonicalLines(Array(text.utf8))
      switch encoding(for: octets) {
      case .base64: return EncodedPart(fields: fields(.base64) + own, body: Base64.lines(octets))
      case .sevenBit: return EncodedPart(fields: fields(.sevenBit) + own, body: octets)
      default:
        return EncodedPart(fields: fields(.quotedPrintable) + own, body: QuotedPrintableText(text).bytes)
      }
    case .encodedText(let text):
      return EncodedPart(fields: fields(.quotedPrintable) + own, body: text.bytes)
    case .binary(let octets):
      return EncodedPart(fields: fields(.base64) + own, body: Base64.lines(octets))
    case .multipart(let parts):
      let chunks = parts.map { part in
        let encoded = part.encoded(&boundaries)
        return Header(encoded.fields).bytes + [0x0D, 0x0A] + encoded.body
      }
      let boundary = boundaries.next(absentFrom: chunks)
      var type = contentType
      type.parameters["boundary"] = boundary
      return EncodedPart(fields: [.contentType(type)] + own, body: joined(chunks, boundary))
    }
  }

  private var contentFields: [HeaderField] {
    var fields: [HeaderField] = []
    if let contentID { fields.append(.messageIDs(.contentID, [contentID])) }
    if let disposition { fields.append(.contentDisposition(disposition)) }
    return fields
  }

  private func fields(_ encoding: ContentTransferEncoding) -> [HeaderField] {
    [.contentType(contentType), .text(.contentTransferEncoding, encoding.rawValue)]
  }

  private func encoding(for octets: [UInt8]) -> ContentTransferEncoding {
    switch preferredEncoding {
    case .quotedPrintable: .quotedPrintable
    case .base64: .base64
    default: .suited(forText: octets)
    }
  }
}

/// Parts between their delimiters (RFC 2046 §5.1.1); the CRLF behind the last one is the caller's.
private func joined(_ chunks: [[UInt8]], _ boundary: String) -> [UInt8] {
  let delimiter = Array("--\(boundary)".utf8)
  var body: [UInt8] = []
  body.reserveCapacity(chunks.reduce(0) { $0 + $1.count + delimiter.count + 4 } + delimiter.count + 4)
  for chunk in chunks {
    body += delimiter
    body += [0x0D, 0x0A]
    body += chunk
    body += [0x0D, 0x0A]
  }
  return body + delimiter + Array("--".utf8)
}
