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

  /// The message as octets; open slots stay empty.
  ///
  /// The same message and seed give the same octets. The seed makes the
  /// boundaries; any text will do, such as the hash of the issue.
  public func encoded(boundarySeed: String) -> EncodedMessage {
    let template = MessageTemplate(
      header: header.fields.map(MessageTemplate.Field.fixed), body: body, boundarySeed: boundarySeed)
    var buffer = MessageBuffer()
    template.write(to: &buffer, fields: { _ in [] }, value: { _, _ in })
    return EncodedMessage(buffer)
  }
}

extension EncodedMessage {
  /// The message that a template wrote last.
  public init(_ buffer: MessageBuffer) {
    self.init(
      unchecked: buffer.bytes, bodyStart: buffer.bodyStart, evenRuns: buffer.evenRuns,
      hasDotLine: buffer.hasDotLine)
  }

  /// The message with fields before all others, as signatures and traces want it (RFC 6376 §3.5).
  public func prepending(_ fields: [HeaderField]) -> EncodedMessage {
    prepending(fields: Header(fields).bytes)
  }

  /// The message with octets before all others that ``HeaderField/bytes`` gave.
  public func prepending(fields added: [UInt8]) -> EncodedMessage {
    guard !added.isEmpty else { return self }
    precondition(added.suffix(2).elementsEqual([0x0D, 0x0A]), "a field ends with its line end")
    var octets: [UInt8] = []
    octets.reserveCapacity(added.count + bytes.count)
    octets += added
    octets += bytes
    return EncodedMessage(
      unchecked: octets, bodyStart: added.count + header.count + 2, evenRuns: evenRuns,
      hasDotLine: hasDotLine || added.hasDotLine(in: added.indices))
  }
}
