import Testing

@testable import DKIM

@Suite struct BodyCanonicalizerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    var chunks: [String]
    var simple: String
    var relaxed: String
    var testDescription: String { id }
  }

  static let cases = [
    Case(id: "nothing", chunks: [], simple: "\r\n", relaxed: ""),
    Case(id: "one line end", chunks: ["\r\n"], simple: "\r\n", relaxed: ""),
    Case(id: "line ends only, cut inside", chunks: ["\r", "\n\r", "\n"], simple: "\r\n", relaxed: ""),
    Case(id: "no line end", chunks: ["Hi"], simple: "Hi\r\n", relaxed: "Hi\r\n"),
    Case(
      id: "RFC 6376 section 3.4.5", chunks: [" C \r\n", "D \t E\r\n", "\r\n", "\r\n"],
      simple: " C \r\nD \t E\r\n", relaxed: " C\r\nD E\r\n"),
    Case(
      id: "empty lines in the middle stay", chunks: ["a\r\n\r\n", "\r\nb\r\n\r\n"],
      simple: "a\r\n\r\n\r\nb\r\n", relaxed: "a\r\n\r\n\r\nb\r\n"),
    Case(
      id: "empty lines at the beginning stay", chunks: ["\r\n", "\r\nb"], simple: "\r\n\r\nb\r\n",
      relaxed: "\r\n\r\nb\r\n"),
    Case(
      id: "lines of blanks are empty lines", chunks: ["a\r\n \r\n", "\t\t", "\r\n"],
      simple: "a\r\n \r\n\t\t\r\n", relaxed: "a\r\n"),
    Case(
      id: "blanks at a cut", chunks: ["a ", " ", "b\t", "\r", "\nc"], simple: "a  b\t\r\nc\r\n",
      relaxed: "a b\r\nc\r\n"),
    Case(
      id: "a CR alone is an octet", chunks: ["a \r", "b\r", "\r\nc\r"], simple: "a \rb\r\r\nc\r\r\n",
      relaxed: "a \rb\r\r\nc\r\r\n"),
    Case(
      id: "an LF alone is an octet", chunks: ["a\n", "\nb \n"], simple: "a\n\nb \n\r\n",
      relaxed: "a\n\nb \n\r\n"),
    Case(
      id: "a long line", chunks: [String(repeating: "0123456789 abcdef", count: 8) + "  ", "\r\n\r\n"],
      simple: String(repeating: "0123456789 abcdef", count: 8) + "  \r\n",
      relaxed: String(repeating: "0123456789 abcdef", count: 8) + "\r\n"),
  ]

  @Test(arguments: cases) func `the canonical body is that of the standard`(_ test: Case) {
    #expect(canonical(.simple, test.chunks.map(\.octets)) == test.simple)
    #expect(canonical(.relaxed, test.chunks.map(\.octets)) == test.relaxed)
  }

  @Test(arguments: cases) func `it does not matter where the body is cut`(_ test: Case) {
    let body = test.chunks.joined().octets
    for cut in 0...body.count {
      let pieces = [Array(body[..<cut]), Array(body[cut...])]
      #expect(canonical(.simple, pieces) == test.simple)
      #expect(canonical(.relaxed, pieces) == test.relaxed)
    }
    #expect(canonical(.simple, body.map { [$0] }) == test.simple)
    #expect(canonical(.relaxed, body.map { [$0] }) == test.relaxed)
  }

  @Test func `random bodies have the canonical form that rules applied one by one give`() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = ["a", "b", " ", "\t", "\r\n", "\r\n", "\r", "\n", "word of sixteen.", "  ", "=20"]
    for _ in 0..<400 {
      let body = (0..<Int.random(in: 0...40, using: &generator))
        .map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined().octets
      let cut = Int.random(in: 0...body.count, using: &generator)
      let pieces = [Array(body[..<cut]), Array(body[cut...])]
      #expect(canonical(.relaxed, pieces).octets == byTheRules(.relaxed, body), "\(body)")
      #expect(canonical(.simple, pieces).octets == byTheRules(.simple, body), "\(body)")
    }
  }

  private func canonical(_ rule: DKIMCanonicalization, _ pieces: [[UInt8]]) -> String {
    var canonicalizer = BodyCanonicalizer(rule)
    var output: [UInt8] = []
    for piece in pieces { piece.withUnsafeBytes { canonicalizer.feed($0, into: &output) } }
    canonicalizer.finish(into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Line by line, as §3.4.3 and §3.4.4 are written.
  private func byTheRules(_ rule: DKIMCanonicalization, _ body: [UInt8]) -> [UInt8] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < body.count {
      if body[index] == 13, index + 1 < body.count, body[index + 1] == 10 {
        lines.append([])
        index += 2
      } else {
        lines[lines.count - 1].append(body[index])
        index += 1
      }
    }
    if rule == .relaxed { lines = lines.map(reduced) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    if lines.isEmpty { return rule == .simple ? [13, 10] : [] }
    return lines.flatMap { $0 + [13, 10] }
  }

  private func reduced(_ line: [UInt8]) -> [UInt8] {
    var reduced: [UInt8] = []
    for octet in line.map({ $0 == 9 ? 32 : $0 }) where octet != 32 || reduced.last != 32 {
      reduced.append(octet)
    }
    if reduced.last == 32 { reduced.removeLast() }
    return reduced
  }
}
