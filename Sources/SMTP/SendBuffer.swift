internal import InternetMessage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What is to leave over a connection: commands, and messages where they are in memory.
///
/// It knows where messages end, so that it is known which of them have left.
struct SendBuffer {
  private struct Piece {
    enum Kind { case commands, message, endOfMessage }

    var octets: [UInt8]
    let kind: Kind
  }

  /// More than a connection takes at once, and fewer than any system's limit of 1024 for one write.
  static let piecesAtOnce = 64

  private static let finalDot = Array(".\r\n".utf8)

  private let trace: ((SMTPTraceEvent) -> Void)?
  private var pieces: [Piece] = []
  /// How many octets of the first piece have left.
  private var sent = 0
  /// How many octets wait.
  private(set) var count = 0

  /// Whether nothing waits.
  var isEmpty: Bool { count == 0 }

  /// Makes an empty buffer; what is added to it is shown to the trace.
  init(trace: ((SMTPTraceEvent) -> Void)? = nil) { self.trace = trace }

  /// Adds a command.
  mutating func append(_ command: SMTPCommand) {
    trace?(.client(command.line))
    if pieces.last?.kind != .commands {
      pieces.append(Piece(octets: [], kind: .commands))
      pieces[pieces.count - 1].octets.reserveCapacity(256)
    }
    let before = pieces[pieces.count - 1].octets.count
    command.write(to: &pieces[pieces.count - 1].octets)
    count += pieces[pieces.count - 1].octets.count - before
  }

  /// Adds a message for BDAT: its octets as they are (RFC 3030 §2).
  mutating func append(message: EncodedMessage) {
    show(message)
    append(message.bytes, .endOfMessage)
  }

  /// Adds a message for DATA: dots at line starts doubled, and a final one behind it (RFC 5321 §4.5.2).
  mutating func append(data message: EncodedMessage) {
    show(message)
    append(message.hasDotLine ? message.bytes.withDotsDoubled : message.bytes, .message)
    append(Self.finalDot, .endOfMessage)
  }

  /// Adds the end of a message that has nothing in it.
  mutating func appendLoneDot() {
    trace?(.client("."))
    append(Self.finalDot, .commands)
  }

  private func show(_ message: EncodedMessage) {
    trace?(.client("(\(message.bytes.count) octets of message)"))
  }

  private mutating func append(_ octets: [UInt8], _ kind: Piece.Kind) {
    pieces.append(Piece(octets: octets, kind: kind))
    count += octets.count
  }

  /// Takes out the first octets, which have left, and says how many messages ended among them.
  @discardableResult
  mutating func consume(_ left: Int) -> Int {
    precondition(left >= 0 && left <= count, "more was sent than there was")
    count -= left
    sent += left
    var gone = 0
    var messages = 0
    while gone < pieces.count, sent >= pieces[gone].octets.count {
      sent -= pieces[gone].octets.count
      if pieces[gone].kind == .endOfMessage { messages += 1 }
      gone += 1
    }
    pieces.removeFirst(gone)
    return messages
  }

  /// Calls the body with where the first pieces are, for one write.
  func withPieces<Result>(_ body: (UnsafeMutableBufferPointer<iovec>) -> Result) -> Result {
    withFirst(min(pieces.count, Self.piecesAtOnce), body)
  }

  /// Calls the body with where the pieces are up to the end of the first message.
  func withPiecesOfOneMessage<Result>(_ body: (UnsafeMutableBufferPointer<iovec>) -> Result) -> Result {
    withFirst(pieces.firstIndex { $0.kind == .endOfMessage }.map { $0 + 1 } ?? pieces.count, body)
  }

  private func withFirst<Result>(_ count: Int, _ body: (UnsafeMutableBufferPointer<iovec>) -> Result)
    -> Result
  {
    withUnsafeTemporaryAllocation(of: iovec.self, capacity: count) { locate(0, in: $0, body) }
  }

  /// One call inside the other, so that each piece keeps its place until the body has returned.
  private func locate<Result>(
    _ index: Int, in places: UnsafeMutableBufferPointer<iovec>,
    _ body: (UnsafeMutableBufferPointer<iovec>) -> Result
  ) -> Result {
    guard index < places.count else { return body(places) }
    return pieces[index].octets.withUnsafeBytes { octets in
      let waiting = UnsafeRawBufferPointer(rebasing: octets[(index == 0 ? sent : 0)...])
      places[index] = iovec(
        iov_base: UnsafeMutableRawPointer(mutating: waiting.baseAddress), iov_len: waiting.count)
      return locate(index + 1, in: places, body)
    }
  }
}
