internal import InternetMessage

/// What is to leave over a connection.
///
/// After "try again" under TLS the retry must pass the same pointer and the
/// same length, or the connection dies. So what is being sent is frozen in
/// memory of our own, and what is said meanwhile waits beside it. A message is
/// copied once, right before it leaves.
///
/// It knows where messages end, so that it is known which of them have left.
final class SendBuffer {
  /// What waits: commands, and messages at their places between them.
  private struct Waiting {
    var octets: [UInt8] = []
    var messages: [(place: Int, bytes: [UInt8], form: Form)] = []
    var octetsOfMessages = 0
    var count: Int { octets.count + octetsOfMessages }
  }

  /// How a message is written.
  enum Form {
    /// For BDAT: its octets as they are (RFC 3030 §2).
    case counted
    /// For DATA, where no line of it begins with a dot: the final dot behind it.
    case dotted
    /// For DATA: dots at line starts doubled, and a final one behind it.
    case stuffed
  }

  private var waiting = Waiting()
  private let own = OctetRegion()
  private let shared: OctetRegion?
  /// Where the frozen octets are: our own memory, or what is shared.
  private var frozen: OctetRegion
  private var frozenCount = 0
  private var sent = 0
  /// Behind the last octet of each frozen message that has not left.
  private var messageEnds: [Int] = []

  /// Makes an empty buffer.
  ///
  /// TLS tells that all of a write has left or that not all has. Without shared memory a write stops at the
  /// ends of messages: it has at most one of them, as its last octet, and so knows about each. Connections
  /// that share memory leave it to the next one with `keepRest`.
  init(sharing shared: OctetRegion? = nil) {
    self.shared = shared
    frozen = own
  }

  /// Whether everything that was frozen has left.
  private var isDrained: Bool { sent == frozenCount }

  /// Whether nothing waits, neither frozen nor behind it.
  var isEmpty: Bool { isDrained && waiting.count == 0 }

  /// How many octets wait.
  var count: Int { frozenCount - sent + waiting.count }

  /// What is to be sent now: unchanged until `consume` is called.
  ///
  /// Freezes what waits once the frozen octets have left.
  var pending: UnsafeRawBufferPointer {
    if isDrained { freeze() }
    let end = shared == nil ? messageEnds.first ?? frozenCount : frozenCount
    return UnsafeRawBufferPointer(rebasing: frozen.filled[sent..<end])
  }

  /// Notes that the first octets of `pending` have left, and says how many messages ended among them.
  @discardableResult
  func consume(_ count: Int) -> Int {
    precondition(count >= 0 && sent + count <= frozenCount, "more was sent than there was")
    sent += count
    let left = messageEnds.prefix { $0 <= sent }.count
    messageEnds.removeFirst(left)
    return left
  }

  /// Takes what has not left out of the memory that is shared.
  func keepRest() {
    guard !isDrained, frozen !== own else { return }
    own.clear()
    own.append(UnsafeRawBufferPointer(rebasing: frozen.filled[sent..<frozenCount]))
    messageEnds = messageEnds.map { $0 - sent }
    (frozen, frozenCount, sent) = (own, own.count, 0)
  }

  /// Adds octets as they are, put together in place.
  func append(_ write: (inout [UInt8]) -> Void) { write(&waiting.octets) }

  /// Adds a message for DATA.
  func append(data message: EncodedMessage) {
    append(message.bytes, message.hasDotLine ? .stuffed : .dotted)
  }

  /// Adds a message for BDAT.
  func append(message: EncodedMessage) { append(message.bytes, .counted) }

  /// Adds the octets of a message in a form.
  func append(_ bytes: [UInt8], _ form: Form) {
    waiting.messages.append((waiting.octets.count, bytes, form))
    waiting.octetsOfMessages += bytes.count + (form == .counted ? 0 : 5)
  }

  private func freeze() {
    frozen = shared ?? own
    frozen.clear()
    frozen.reserve(waiting.count)
    waiting.octets.withUnsafeBytes { octets in
      var position = 0
      for message in waiting.messages {
        frozen.append(UnsafeRawBufferPointer(rebasing: octets[position..<message.place]))
        message.bytes.withUnsafeBytes { append($0, message.form, to: frozen) }
        messageEnds.append(frozen.count)
        position = message.place
      }
      frozen.append(UnsafeRawBufferPointer(rebasing: octets[position...]))
    }
    waiting.octets.removeAll(keepingCapacity: true)
    waiting.messages.removeAll(keepingCapacity: true)
    waiting.octetsOfMessages = 0
    (frozenCount, sent) = (frozen.count, 0)
  }

  private func append(_ bytes: UnsafeRawBufferPointer, _ form: Form, to region: OctetRegion) {
    switch form {
    case .counted: region.append(bytes)
    case .dotted:
      region.append(bytes)
      region.append(atMost: 3) { room in
        room.copyBytes(from: ".\r\n".utf8)
        return 3
      }
    case .stuffed: region.append(stuffing: bytes)
    }
  }
}
