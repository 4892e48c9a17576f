/// Cuts a mailbox file into its messages, however its octets arrive (RFC 4155).
///
/// A message begins behind a line with `From `, a sender and a time, that stands first or behind an empty line.
/// Lines that were quoted with `>` lose one of them.
public struct MailboxSplitter {
  /// The octets kept of one message; the rest of it is passed over.
  public static let messageLimit = 16 << 20

  /// Whether octets begin a mailbox file, not a message.
  public static func recognises(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: "From ".utf8) }

  private var message: [UInt8] = []
  private var line: [UInt8] = []
  private var isBehindEmptyLine = true
  private var isInMessage = false

  /// Begins with an empty file.
  public init() {}

  /// Takes more octets, and gives each message that is complete.
  public mutating func append(_ bytes: some Sequence<UInt8>, _ body: ([UInt8]) throws -> Void) rethrows {
    for byte in bytes {
      line.append(byte)
      if byte == 0x0A { try endLine(body) }
    }
  }

  /// Gives the last message.
  public mutating func finish(_ body: ([UInt8]) throws -> Void) rethrows {
    if !line.isEmpty { try endLine(body) }
    if isInMessage { try body(message) }
    self = MailboxSplitter()
  }

  /// Whether a line has a time of day in it: `10:02`.
  private static func hasTime(_ line: [UInt8]) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    return line.indices.dropFirst().dropLast().contains { index in
      line[index] == UInt8(ascii: ":") && isDigit(line[index - 1]) && isDigit(line[index + 1])
    }
  }

  private mutating func endLine(_ body: ([UInt8]) throws -> Void) rethrows {
    defer { line.removeAll(keepingCapacity: true) }
    if isBehindEmptyLine, Self.recognises(line), Self.hasTime(line) {
      if isInMessage { try body(message) }
      message.removeAll(keepingCapacity: true)
      isInMessage = true
      isBehindEmptyLine = false
      return
    }
    isBehindEmptyLine = line == [0x0A] || line == [0x0D, 0x0A]
    guard isInMessage, message.count + line.count <= Self.messageLimit else { return }
    let marks = line.prefix { $0 == UInt8(ascii: ">") }
    message += !marks.isEmpty && Self.recognises(line[marks.endIndex...]) ? line.dropFirst() : line[...]
  }
}
