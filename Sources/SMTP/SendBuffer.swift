#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Memory of our own for what leaves over a connection.
///
/// After "try again" under TLS the retry must pass the same pointer and the
/// same length, or the connection dies. So one half is frozen while it is being
/// sent and the other one is built meanwhile; an `Array` gives no such promise.
///
/// It knows where messages end, so that it is known which of them have left.
final class SendBuffer {
  /// Memory above this is given back once it is empty: one large message must not cost it for good.
  static let keptCapacity = 1 << 20

  private var building = Region()
  private var frozen = Region()
  private var sent = 0
  private let stopsAtMessageEnds: Bool

  /// Makes an empty buffer.
  ///
  /// TLS tells that all of a write has left or that not all has. One that stops at the ends of messages has
  /// at most one of them in a write, as its last octet, and so knows about each.
  init(stopsAtMessageEnds: Bool = false) {
    self.stopsAtMessageEnds = stopsAtMessageEnds
  }

  deinit {
    building.release()
    frozen.release()
  }

  /// Whether everything that was frozen has left.
  var isDrained: Bool { sent == frozen.count }

  /// Whether nothing waits, neither frozen nor being built.
  var isEmpty: Bool { isDrained && building.count == 0 }

  /// How many octets wait.
  var count: Int { frozen.count - sent + building.count }

  /// What is to be sent now: unchanged until `consume` is called.
  ///
  /// Freezes what was built once the frozen half has left.
  var pending: UnsafeRawBufferPointer {
    if isDrained {
      frozen.clear()
      swap(&building, &frozen)
      sent = 0
    }
    let end = stopsAtMessageEnds ? frozen.messageEnds.first ?? frozen.count : frozen.count
    return UnsafeRawBufferPointer(rebasing: frozen.filled[sent..<end])
  }

  /// Notes that the first octets of `pending` have left, and says how many messages ended among them.
  @discardableResult
  func consume(_ count: Int) -> Int {
    precondition(count >= 0 && sent + count <= frozen.count, "more was sent than there was")
    sent += count
    return frozen.takeMessageEnds(upTo: sent)
  }

  /// Adds one line and its CRLF.
  func append(line: String) {
    var line = line
    line.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    append(crlf)
  }

  /// Adds a message for DATA: dots at line starts doubled, CRLF and the final dot behind it (RFC 5321 §4.5.2).
  ///
  /// Looks for line ends with `memchr` and copies the runs between the few dots behind them.
  func append(stuffing message: UnsafeRawBufferPointer) {
    building.reserve(building.count + message.count + message.count / 64 + 6)
    if message.first == UInt8(ascii: ".") { append(dot) }
    var runStart = 0
    var searchStart = 0
    while let lineStart = message.nextDottedLine(from: searchStart) {
      append(UnsafeRawBufferPointer(rebasing: message[runStart..<lineStart]))
      append(dot)
      runStart = lineStart
      searchStart = lineStart
    }
    append(UnsafeRawBufferPointer(rebasing: message[runStart...]))
    if !message.endsWithCRLF { append(crlf) }
    append(dot)
    append(crlf)
    building.messageEnds.append(building.count)
  }

  /// Adds a message for BDAT: its octets as they are (RFC 3030 §2).
  func append(message: UnsafeRawBufferPointer) {
    append(message)
    building.messageEnds.append(building.count)
  }

  /// Adds the end of a message that has nothing in it.
  func appendLoneDot() {
    append(dot)
    append(crlf)
  }

  private func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    building.append(bytes)
  }
}

private let crlf: StaticString = "\r\n"
private let dot: StaticString = "."

private struct Region {
  var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  var count = 0
  /// Behind the last octet of each message that has not left.
  var messageEnds: [Int] = []

  var filled: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  mutating func reserve(_ capacity: Int) {
    guard capacity > memory.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(capacity, memory.count * 2, 4096), alignment: 16)
    larger.copyMemory(from: filled)
    memory.deallocate()
    memory = larger
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    reserve(count + bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  mutating func takeMessageEnds(upTo offset: Int) -> Int {
    let passed = messageEnds.prefix { $0 <= offset }.count
    messageEnds.removeFirst(passed)
    return passed
  }

  mutating func clear() {
    if memory.count > SendBuffer.keptCapacity { release() }
    count = 0
  }

  mutating func release() {
    memory.deallocate()
    memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    count = 0
  }
}

extension UnsafeRawBufferPointer {
  /// Where the next line that begins with a dot begins.
  ///
  /// A dot behind a bare LF is no dot at a line start on the wire.
  fileprivate func nextDottedLine(from start: Int) -> Int? {
    guard let base = baseAddress else { return nil }
    let end = base + count
    var position = base + start
    while position < end, let found = memchr(position, 10, end - position) {
      position = UnsafeRawPointer(found) + 1
      if position < end, position.load(as: UInt8.self) == UInt8(ascii: "."), position - base > 1,
        (position - 2).load(as: UInt8.self) == UInt8(ascii: "\r")
      {
        return position - base
      }
    }
    return nil
  }

  fileprivate var endsWithCRLF: Bool {
    count >= 2 && self[count - 2] == UInt8(ascii: "\r") && self[count - 1] == UInt8(ascii: "\n")
  }
}
