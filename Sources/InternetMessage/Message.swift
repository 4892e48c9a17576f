/// A message before it becomes octets: a header and a MIME tree.
public struct Message: Hashable, Sendable {
  /// The fields that are not about MIME; those are written from the body.
  public var header: Header
  /// The MIME tree.
  public var body: MIMEPart

  /// Joins a header with a body.
  public init(header: Header, body: MIMEPart) {
    self.header = header
    self.body = body
  }

  /// The message as octets.
  ///
  /// The same message and seed give the same octets. The seed makes the
  /// boundaries; any text will do, such as the hash of the issue.
  public func encoded(boundarySeed: String) -> EncodedMessage {
    var boundaries = Boundaries(seed: boundarySeed)
    let part = body.encoded(&boundaries)
    var header = header
    for name in mimeFields { header.remove(name) }
    header.append(.text(.mimeVersion, "1.0"))
    for field in part.fields { header.append(field) }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(part.size + 4000)
    bytes += header.bytes
    bytes += [0x0D, 0x0A]
    let bodyStart = bytes.count
    part.write(to: &bytes)
    if bytes.count > bodyStart, !bytes.endsLine { bytes += [0x0D, 0x0A] }
    return EncodedMessage(unchecked: bytes)
  }
}

extension EncodedMessage {
  /// The message with a field before all others, as signatures and traces want it (RFC 6376 §3.5).
  public func prepending(_ field: HeaderField) -> EncodedMessage {
    field.isEmpty ? self : EncodedMessage(unchecked: field.bytes + bytes)
  }
}

private let mimeFields: [HeaderName] = [
  .mimeVersion, .contentType, .contentTransferEncoding, .contentDisposition, .contentID,
]

extension [UInt8] {
  fileprivate var endsLine: Bool { suffix(2).elementsEqual([0x0D, 0x0A]) }
}
