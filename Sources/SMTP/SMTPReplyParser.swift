internal import Delivery
internal import Diagnostics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Reads replies out of the bytes a server sends, however they are cut (RFC 5321 §4.2).
///
/// Servers are not trusted: lines may end in a bare LF, be far too long, hold
/// any byte, or be no reply at all. What is kept of one reply is bounded; the
/// rest is read and forgotten. Lines that are no reply are handed out as
/// garbage and otherwise skipped, as Postfix does.
struct SMTPReplyParser {
  enum Event: Equatable {
    case reply(SMTPReply)
    case garbage(String)
  }

  /// The octets kept of a line; RFC 5321 §4.5.3.1.5 allows 512.
  static let lineLimit = 2048
  /// The lines kept of a reply.
  static let linesLimit = 100

  /// The beginning of a line whose end has not come.
  private var begun: [UInt8] = []
  private var lines: [String] = []
  private var enhancedStatus: EnhancedStatusCode?
  private var known = KnownReplies()
  private var events: [Event] = []
  private var taken = 0

  /// Takes more bytes.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while let base = rest.base.baseAddress, !rest.isEmpty,
      let found = memchr(base + rest.startIndex, 10, rest.count)
    {
      let end = UnsafeRawPointer(found) - base
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if begun.isEmpty {
        endLine(UnsafeRawBufferPointer(rebasing: line))
      } else {
        keepBeginning(line)
        let whole = begun
        begun.removeAll(keepingCapacity: true)
        whole.withUnsafeBytes { endLine($0) }
      }
    }
    keepBeginning(rest)
  }

  /// Takes more bytes.
  mutating func append(_ bytes: some Sequence<UInt8>) {
    Array(bytes).withUnsafeBytes { append($0) }
  }

  /// The next reply or piece of garbage; nil until more bytes are there.
  mutating func next() -> Event? {
    guard taken < events.count else {
      events.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    taken += 1
    return events[taken - 1]
  }

  private mutating func keepBeginning(_ bytes: Slice<UnsafeRawBufferPointer>) {
    begun += bytes.prefix(Self.lineLimit + 1 - begun.count)
  }

  private mutating func endLine(_ ended: UnsafeRawBufferPointer) {
    var line = ended
    if line.last == UInt8(ascii: "\r") { line = .init(rebasing: line.dropLast()) }
    line = .init(rebasing: line.prefix(Self.lineLimit))
    let isAlone = lines.isEmpty
    if isAlone, let reply = known.reply(line) { return events.append(.reply(reply)) }
    guard let (code, isLast) = line.codeAndPosition else {
      // An empty line between replies says nothing at all.
      if !line.isEmpty {
        events.append(.garbage(String(decoding: line.prefix(200), as: UTF8.self).printable))
      }
      return
    }
    keep(line.dropFirst(4), code: code)
    guard isLast else { return }
    let reply = SMTPReply(code: code, enhancedStatus: enhancedStatus, lines: lines)
    if isAlone { known.learn(line, reply) }
    events.append(.reply(reply))
    lines = []
    enhancedStatus = nil
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>, code: Int) {
    guard lines.count < Self.linesLimit else { return }
    var text = String(decoding: bytes, as: UTF8.self).printable
    let word = text.prefix { $0 != " " }
    if let status = EnhancedStatusCode(word), status.statusClass == code / 100 {
      // The code stands in front of every line (RFC 2034 §4); the first one counts.
      enhancedStatus = enhancedStatus ?? status
      if status == enhancedStatus { text = String(text.dropFirst(word.count + 1)) }
    }
    lines.append(text)
  }
}

/// Replies of one line that came lately, with their octets: a server says a few of them all the time.
private struct KnownReplies {
  private static let limit = 8
  private var replies: [(line: [UInt8], reply: SMTPReply)] = []

  /// The reply whose octets these are. Those that come again move to the front half and stay there.
  mutating func reply(_ line: UnsafeRawBufferPointer) -> SMTPReply? {
    guard let index = replies.firstIndex(where: { $0.line.isEqual(to: line) }) else { return nil }
    let half = Self.limit / 2
    guard index >= half else { return replies[index].reply }
    replies.swapAt(index, index - half)
    return replies[index - half].reply
  }

  /// Takes the place of the one that comes least.
  mutating func learn(_ line: UnsafeRawBufferPointer, _ reply: SMTPReply) {
    if replies.count == Self.limit { replies.removeLast() }
    replies.append((Array(line), reply))
  }
}

extension [UInt8] {
  fileprivate func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let otherBase = other.baseAddress else { return false }
    return withUnsafeBytes { bytes in bytes.baseAddress.map { memcmp($0, otherBase, count) == 0 } ?? false }
  }
}

extension UnsafeRawBufferPointer {
  /// `250-` goes on, `250 ` and `250` end a reply; the last line's code counts.
  fileprivate var codeAndPosition: (code: Int, isLast: Bool)? {
    guard count >= 3, (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(self[0]),
      self[..<3].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    let code = self[..<3].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard count > 3 else { return (code, true) }
    switch self[3] {
    case UInt8(ascii: " "): return (code, true)
    case UInt8(ascii: "-"): return (code, false)
    default: return nil
    }
  }
}
