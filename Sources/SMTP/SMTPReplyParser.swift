internal import Delivery
internal import Diagnostics

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

  private var line: [UInt8] = []
  private var lines: [String] = []
  private var enhancedStatus: EnhancedStatusCode?
  private var events: [Event] = []

  /// Takes more bytes.
  mutating func append(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        endLine()
        line.removeAll(keepingCapacity: true)
      } else if line.count < Self.lineLimit {
        line.append(byte)
      }
    }
  }

  /// The next reply or piece of garbage; nil until more bytes are there.
  mutating func next() -> Event? {
    events.isEmpty ? nil : events.removeFirst()
  }

  private mutating func endLine() {
    guard let (code, isLast) = codeAndPosition else {
      // An empty line between replies says nothing at all.
      if !line.isEmpty {
        events.append(.garbage(String(decoding: line.prefix(200), as: UTF8.self).printable))
      }
      return
    }
    keep(line.dropFirst(4), code: code)
    if isLast {
      events.append(.reply(SMTPReply(code: code, enhancedStatus: enhancedStatus, lines: lines)))
      lines = []
      enhancedStatus = nil
    }
  }

  /// `250-` goes on, `250 ` and `250` end a reply; the last line's code counts.
  private var codeAndPosition: (code: Int, isLast: Bool)? {
    guard line.count >= 3, (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(line[0]),
      line[..<3].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    let code = line[..<3].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard line.count > 3 else { return (code, true) }
    switch line[3] {
    case UInt8(ascii: " "): return (code, true)
    case UInt8(ascii: "-"): return (code, false)
    default: return nil
    }
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>, code: Int) {
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
