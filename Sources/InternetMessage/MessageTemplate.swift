/// The messages of one issue: all that they share is encoded once, and what belongs to a reader has a slot.
///
/// A message costs little more than copying it. Its octets are those that
/// ``Message`` makes of the same fields and of the text with its values.
public struct MessageTemplate: Sendable {
  /// A field of the header.
  public enum Field: Hashable, Sendable {
    /// The same in all messages.
    case fixed(HeaderField)
    /// What the reader has of his own, by its number.
    case slot(Int)
  }

  private let header: MessageLayout
  private let body: MessageLayout
  private let capacity: Int

  /// Lays a message out. Fields that stand only once are given once.
  public init(header fields: [Field], body part: MIMEPart, boundarySeed: String) {
    var boundaries = Boundaries(seed: boundarySeed)
    let part = part.encoded(&boundaries)
    var header = MessageLayout()
    for field in fields {
      switch field {
      case .slot(let number): header.append(slot: number)
      case .fixed(let field) where !mimeFields.contains(field.name): header.append(Header([field]).bytes)
      case .fixed: continue
      }
    }
    header.append(Header([.text(.mimeVersion, "1.0")] + part.fields).bytes)
    header.append([0x0D, 0x0A])
    self.header = header
    var body = MessageLayout()
    part.lay(into: &body)
    self.body = body
    capacity = header.size + body.size + 2_000
  }

  /// The body with all slots empty: up to the first slot, the body of every message.
  public var emptyBody: [UInt8] {
    var buffer = MessageBuffer()
    write(to: &buffer, fields: { _ in [] }, value: { _, _ in })
    return Array(buffer.bytes[buffer.bodyStart...])
  }

  /// Writes a message in place of what the buffer holds.
  ///
  /// `fields` makes the fields of a slot of the header; `value`
  /// appends the value of a slot of the text, as UTF-8.
  public func write(
    to buffer: inout MessageBuffer, fields: (Int) throws -> [HeaderField],
    value: (Int, inout [UInt8]) throws -> Void
  ) rethrows {
    buffer.bytes.removeAll(keepingCapacity: true)
    buffer.bytes.reserveCapacity(capacity)
    buffer.evenRuns.removeAll(keepingCapacity: true)
    buffer.hasDotLine = false
    for piece in header.pieces {
      switch piece {
      case .octets(let constant): buffer.append(header: constant)
      case .slot(let number):
        let start = buffer.bytes.count
        for field in try fields(number) where !field.isEmpty { field.append(to: &buffer.bytes) }
        buffer.noteDotLines(from: start)
      case .text: preconditionFailure("only a body has open text")
      }
    }
    buffer.bodyStart = buffer.bytes.count
    for piece in body.pieces {
      switch piece {
      case .octets(let constant): buffer.append(constant)
      case .text(let text): try text.write(to: &buffer, fill: value)
      case .slot: preconditionFailure("only a header has open fields")
      }
    }
    if buffer.bytes.count > buffer.bodyStart, !buffer.bytes.endsLine { buffer.bytes += [0x0D, 0x0A] }
  }
}

private let mimeFields: [HeaderName] = [
  .mimeVersion, .contentType, .contentTransferEncoding, .contentDisposition, .contentID,
]

/// Octets, and between them what is filled in for a reader.
struct MessageLayout: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case octets(ConstantOctets)
    case slot(Int)
    case text(EncodedOpenText)
  }

  private(set) var pieces: [Piece] = []

  mutating func append(_ octets: some Collection<UInt8>) {
    if case .octets(let before) = pieces.last {
      pieces[pieces.count - 1] = .octets(ConstantOctets(before.octets + octets))
    } else {
      pieces.append(.octets(ConstantOctets(Array(octets))))
    }
  }

  mutating func append(_ text: EncodedOpenText) { pieces.append(.text(text)) }

  mutating func append(slot number: Int) { pieces.append(.slot(number)) }

  /// About as many octets as a message will have of it.
  var size: Int {
    pieces.reduce(0) { size, piece in
      switch piece {
      case .octets(let constant): size + constant.octets.count
      case .slot: size + 100
      case .text(let text): size + text.size
      }
    }
  }
}

extension [UInt8] {
  fileprivate var endsLine: Bool { suffix(2).elementsEqual([0x0D, 0x0A]) }
}
