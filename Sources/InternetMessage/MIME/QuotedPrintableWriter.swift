/// The inner loop of quoted-printable: octets in, octets out, no allocation.
struct QuotedPrintableWriter {
  /// Octets on the current line.
  var column: Int
  /// Octets written.
  private(set) var count = 0
  /// Octets read.
  private(set) var consumed = 0

  /// A line has at most 76 octets (RFC 2045 §6.7 (5)), one of them for the soft line break.
  private static let lineLimit = 75

  init(column: Int) {
    self.column = column
  }

  /// Encodes until the next octet cannot be judged, or to the end.
  ///
  /// `out` has room for four octets per octet of input and some more.
  mutating func encode(
    _ input: UnsafeBufferPointer<UInt8>, isEnd: Bool, out: UnsafeMutableBufferPointer<UInt8>
  ) {
    while consumed < input.count {
      copyPlainRun(input, out)
      guard consumed < input.count else { return }
      let octet = input[consumed]
      let isLast = consumed + 1 == input.count
      if octet == 0x0D || octet == 0x0A {
        if octet == 0x0D {
          if isLast, !isEnd { return }
          if !isLast, input[consumed + 1] == 0x0A { consumed += 1 }
        }
        consumed += 1
        put(0x0D, out)
        put(0x0A, out)
        column = 0
        continue
      }
      if column == Self.lineLimit { breakLine(out) }
      switch form(of: octet, in: input, isEnd: isEnd) {
      case .undecided: return
      case .plain:
        put(octet, out)
        column += 1
      case .encoded:
        if column + 3 > Self.lineLimit { breakLine(out) }
        put(UInt8(ascii: "="), out)
        put(hexDigit(octet >> 4), out)
        put(hexDigit(octet & 15), out)
        column += 3
      }
      consumed += 1
    }
  }

  /// Copies what needs no judgement: letters and single blanks inside a line.
  private mutating func copyPlainRun(
    _ input: UnsafeBufferPointer<UInt8>, _ out: UnsafeMutableBufferPointer<UInt8>
  ) {
    guard column > 0 else { return }
    let start = consumed
    let offset = count - start
    let end = min(input.count - 1, start + Self.lineLimit - column)
    var index = start
    while index < end {
      let octet = input[index]
      guard 0x21...0x7E ~= octet && octet != UInt8(ascii: "=") || octet == 0x20 && input[index + 1] > 0x20
      else { break }
      out[index + offset] = octet
      index += 1
    }
    column += index - start
    count += index - start
    consumed = index
  }

  private enum Form {
    case plain, encoded, undecided
  }

  @inline(__always)
  private func form(of octet: UInt8, in input: UnsafeBufferPointer<UInt8>, isEnd: Bool) -> Form {
    switch octet {
    case UInt8(ascii: "="): return .encoded
    case UInt8(ascii: "."): return column == 0 ? .encoded : .plain
    case UInt8(ascii: "F") where column == 0: return fromForm(input, isEnd: isEnd)
    case 0x21...0x7E: return .plain
    case 0x20, 0x09:
      guard consumed + 1 < input.count else { return isEnd ? .encoded : .undecided }
      let next = input[consumed + 1]
      return next == 0x0D || next == 0x0A ? .encoded : .plain
    default: return .encoded
    }
  }

  /// "From " at the beginning of a line is what mailbox files separate messages with.
  private func fromForm(_ input: UnsafeBufferPointer<UInt8>, isEnd: Bool) -> Form {
    var index = consumed
    for wanted in "From ".utf8 {
      guard index < input.count else { return isEnd ? .plain : .undecided }
      guard input[index] == wanted else { return .plain }
      index += 1
    }
    return .encoded
  }

  @inline(__always)
  private mutating func put(_ octet: UInt8, _ out: UnsafeMutableBufferPointer<UInt8>) {
    out[count] = octet
    count += 1
  }

  private mutating func breakLine(_ out: UnsafeMutableBufferPointer<UInt8>) {
    put(UInt8(ascii: "="), out)
    put(0x0D, out)
    put(0x0A, out)
    column = 0
  }
}
