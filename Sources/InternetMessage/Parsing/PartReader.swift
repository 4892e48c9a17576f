/// Reads the MIME tree from the top down, so that a part never reaches beyond its parent.
struct PartReader {
  /// Whether a limit left something unread.
  var isTruncated = false
  private let limits: ParsedMessage.Limits
  private var count = 0

  init(limits: ParsedMessage.Limits) {
    self.limits = limits
  }

  mutating func part(_ bytes: ArraySlice<UInt8>, depth: Int, defaultType: ContentType) -> ParsedPart {
    count += 1
    let (header, body, isComplete) = parseHeader(bytes, fieldLimit: limits.fields)
    if !isComplete { isTruncated = true }
    let type = header[.contentType].map { contentType($0.unfolded) } ?? defaultType
    let encoding = transferEncoding(header[.contentTransferEncoding])
    return ParsedPart(
      header: header, contentType: type, disposition: disposition(header[.contentDisposition]),
      transferEncoding: encoding, body: body,
      parts: children(of: type, body, encoding, depth: depth))
  }

  private mutating func children(
    of type: ContentType, _ body: ArraySlice<UInt8>, _ encoding: ContentTransferEncoding?, depth: Int
  ) -> [ParsedPart] {
    let isMessage = ["message/rfc822", "message/global"].contains(type.name)
    let boundary = type.type == "multipart" ? type.parameters["boundary"] ?? "" : ""
    guard isMessage || !boundary.isEmpty else { return [] }
    guard depth < limits.depth else {
      isTruncated = true
      return []
    }
    if isMessage {
      guard hasRoom else { return [] }
      // RFC 2046 §5.2.1 forbids to encode a message, and some senders do all the same.
      let message: ArraySlice<UInt8> =
        switch encoding {
        case .base64 where body.count <= encodedMessageLimit: Base64.decoded(body)[...]
        case .quotedPrintable where body.count <= encodedMessageLimit: decodedQuotedPrintable(body)[...]
        default: body
        }
      return [part(message, depth: depth + 1, defaultType: .usASCII)]
    }
    let defaultType = type.subtype == "digest" ? ContentType.embeddedMessage : .usASCII
    var parts: [ParsedPart] = []
    for section in sections(of: body, boundary: boundary, limit: limits.parts) {
      guard hasRoom else { break }
      parts.append(part(section, depth: depth + 1, defaultType: defaultType))
    }
    return parts
  }

  private var hasRoom: Bool {
    mutating get {
      if count >= limits.parts { isTruncated = true }
      return count < limits.parts
    }
  }
}

/// Each level of encoded messages is a copy, so only small ones are decoded.
private let encodedMessageLimit = 4 << 20

/// What stands between the delimiters of a multipart (RFC 2046 §5.1.1); the last one need not be closed.
///
/// The line end before a delimiter belongs to the delimiter.
private func sections(of body: ArraySlice<UInt8>, boundary: String, limit: Int) -> [ArraySlice<UInt8>] {
  let delimiter = Array("--\(boundary.trimmed)".utf8)
  var sections: [ArraySlice<UInt8>] = []
  var scanner = LineScanner(body)
  var start: Int?
  var previousEnd = body.startIndex
  while sections.count <= limit, let line = scanner.next() {
    let content = body[line.content]
    if content.first == UInt8(ascii: "-"), content.starts(with: delimiter) {
      let rest = content.dropFirst(delimiter.count)
      let isClosing = rest.starts(with: "--".utf8)
      if (isClosing ? rest.dropFirst(2) : rest).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        if let start { sections.append(body[start..<max(start, previousEnd)]) }
        start = isClosing ? nil : line.end
        if isClosing { break }
      }
    }
    previousEnd = line.content.upperBound
  }
  if let start { sections.append(body[start...]) }
  return sections
}

private func contentType(_ text: String) -> ContentType {
  let parsed = ParsedParameters(text)
  let name = parsed.value.filter { $0 != " " }
  return ContentType(name, parameters: parsed.parameters)
    ?? (name == "text"
      ? .usASCII : ContentType(type: "application", subtype: "octet-stream", parameters: parsed.parameters))
}

private func disposition(_ field: ParsedField?) -> ContentDisposition? {
  guard let field else { return nil }
  let parsed = ParsedParameters(field.unfolded)
  return ContentDisposition(
    ContentDisposition.Kind(rawValue: parsed.value) ?? .attachment, filename: parsed.parameters["filename"])
}

private func transferEncoding(_ field: ParsedField?) -> ContentTransferEncoding? {
  guard let field else { return .sevenBit }
  let name = ParsedParameters(field.unfolded).value
  return name.isEmpty ? .sevenBit : ContentTransferEncoding(rawValue: name)
}
