import Foundation
import InternetMessage
import Testing

@testable import SMTP

@Suite struct SendBufferTests {
  @Test(arguments: [
    ("", ""),
    (".", ".."),
    (".\r\n", "..\r\n"),
    ("..\r\n", "...\r\n"),
    (".x\r\n", "..x\r\n"),
    ("a.\r\n", "a.\r\n"),
    ("a\r\n.", "a\r\n.."),
    ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n"),
    (".\r\n.\r\n.\r\n", "..\r\n..\r\n..\r\n"),
    ("a\r\n\r\n.b\r\n", "a\r\n\r\n..b\r\n"),
    ("bare\n.x\r\n", "bare\n.x\r\n"),
    ("\n.\r\n", "\n.\r\n"),
  ])
  func `dots at line starts are doubled`(_ message: String, _ expected: String) {
    #expect(String(decoding: Array(message.utf8).withDotsDoubled, as: UTF8.self) == expected)
  }

  @Test(arguments: [4095, 4096, 4097, 12288, 40960])
  func `any number of dots fits`(_ count: Int) {
    let message = String(repeating: ".\r\n", count: count)
    #expect(Array(message.utf8).withDotsDoubled.count == count * 4)
  }

  /// Commands and messages of each kind, what leaves, and where messages end in it.
  private func example() throws -> (buffer: SendBuffer, octets: [UInt8], ends: [Int]) {
    var buffer = SendBuffer()
    var octets: [UInt8] = []
    var ends: [Int] = []
    func say(_ command: SMTPCommand) {
      buffer.append(command)
      octets += (command.line + "\r\n").utf8
    }
    say(.data)
    say(.bdat(12))
    buffer.append(message: try EncodedMessage(Array("A: b\r\n\r\n.c\r\n".utf8)))
    octets += "A: b\r\n\r\n.c\r\n".utf8
    ends.append(octets.count)
    buffer.append(data: try EncodedMessage(Array("A: b\r\n\r\nc.\r\nd\r\n".utf8)))
    octets += "A: b\r\n\r\nc.\r\nd\r\n.\r\n".utf8
    ends.append(octets.count)
    say(.rset)
    buffer.append(data: try EncodedMessage(Array("A: b\r\n\r\n.\r\n.c\r\n".utf8)))
    octets += "A: b\r\n\r\n..\r\n..c\r\n.\r\n".utf8
    ends.append(octets.count)
    buffer.appendLoneDot()
    octets += ".\r\n".utf8
    say(.quit)
    return (buffer, octets, ends)
  }

  @Test func `whatever has left of one write, the next one begins behind it, and messages end where they do`()
    throws
  {
    let (whole, octets, ends) = try example()
    for first in 0...octets.count {
      for second in 0...octets.count - first {
        var buffer = whole
        #expect(buffer.consume(first) == ends.count { $0 <= first })
        #expect(buffer.consume(second) == ends.count { $0 > first && $0 <= first + second })
        #expect(buffer.next == Array(octets.dropFirst(first + second)))
        #expect(buffer.count == octets.count - first - second)
        #expect(buffer.isEmpty == (first + second == octets.count))
      }
    }
  }

  @Test func `what is added while something waits stands behind it`() throws {
    let (whole, octets, ends) = try example()
    for left in 0...octets.count {
      var buffer = whole
      buffer.consume(left)
      buffer.append(.rset)
      buffer.append(message: try EncodedMessage(Array("A: b\r\n".utf8)))
      #expect(buffer.next == Array(octets.dropFirst(left)) + Array("RSET\r\nA: b\r\n".utf8))
      #expect(buffer.consume(buffer.count) == ends.count { $0 > left } + 1)
    }
  }

  @Test(arguments: [-1, 0, 1])
  func `one write has so many pieces, and the next one the others`(_ offset: Int) throws {
    let count = SendBuffer.piecesAtOnce + offset
    var buffer = SendBuffer()
    for _ in 0..<count { buffer.append(message: try EncodedMessage(Array("A: b\r\n".utf8))) }
    let first = min(count, SendBuffer.piecesAtOnce)
    #expect(buffer.next.count == 6 * first)
    #expect(buffer.consume(6 * first) == first)
    #expect(buffer.next.count == 6 * (count - first))
  }

  @Test func `one write over TLS has one message at most, at its end, and all of them are the whole`() throws
  {
    var (buffer, octets, ends) = try example()
    let frozen = FrozenWrite()
    var written: [UInt8] = []
    var writeEnds: [Int] = []
    while !buffer.isEmpty {
      let pending = frozen.pending(of: buffer)
      written += pending
      writeEnds.append(written.count)
      frozen.consume(pending.count)
      #expect(buffer.consume(pending.count) <= 1)
    }
    #expect(written == octets)
    #expect(writeEnds == ends + [octets.count])
  }

  @Test func `what TLS is taking keeps its place while more is added, and partly taken goes on where it was`()
    throws
  {
    let (whole, octets, ends) = try example()
    for taken in 1..<ends[0] {
      var buffer = whole
      let frozen = FrozenWrite()
      let before = frozen.pending(of: buffer)
      for _ in 0..<1000 { buffer.append(.data) }
      let again = frozen.pending(of: buffer)
      #expect(before.baseAddress == again.baseAddress && before.count == again.count)
      #expect(again.elementsEqual(octets.prefix(ends[0])))
      frozen.consume(taken)
      buffer.consume(taken)
      let rest = frozen.pending(of: buffer)
      #expect(rest.elementsEqual(octets[taken..<ends[0]]))
      frozen.consume(rest.count)
      buffer.consume(rest.count)
      #expect(frozen.pending(of: buffer).elementsEqual(octets[ends[0]..<ends[1]]))
    }
  }

  @Test func `a large message has room, and a small one behind it`() throws {
    var buffer = SendBuffer()
    let line = String(repeating: "x", count: 70) + "\r\n"
    let large = "A: b\r\n\r\n" + String(repeating: line, count: 20_000)
    buffer.append(message: try EncodedMessage(Array(large.utf8)))
    buffer.append(message: try EncodedMessage(Array("A: c\r\n".utf8)))
    let frozen = FrozenWrite()
    for expected in [large, "A: c\r\n"] {
      let pending = frozen.pending(of: buffer)
      #expect(pending.elementsEqual(expected.utf8))
      frozen.consume(pending.count)
      buffer.consume(pending.count)
    }
    #expect(buffer.isEmpty)
  }
}
