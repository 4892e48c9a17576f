/// How header fields and bodies are made equal before they are hashed (RFC 6376 §3.4).
public enum DKIMCanonicalization: String, Hashable, Sendable {
  /// As it stands; only empty lines at the end of the body do not count (§3.4.1, §3.4.3).
  case simple
  /// Blanks may change and lines be refolded on the way (§3.4.2, §3.4.4).
  case relaxed
}

/// A body in its canonical form, made of pieces that may be cut anywhere (RFC 6376 §3.4.3, §3.4.4).
///
/// Blanks and line ends are held back until something follows them. A CR or LF
/// that stands alone is an octet like others.
struct BodyCanonicalizer: Sendable {
  let rule: DKIMCanonicalization
  private var hasBlank = false
  private var hasCarriageReturn = false
  private var lineEnds = 0
  private var hasContent = false

  init(_ rule: DKIMCanonicalization) { self.rule = rule }

  private var holdsNothing: Bool { lineEnds == 0 && !hasBlank && !hasCarriageReturn }

  /// Appends what is certain after these octets.
  mutating func feed(_ input: UnsafeRawBufferPointer, into output: inout some CanonicalOutput) {
    var index = 0
    while index < input.count {
      if holdsNothing {
        let end = endOfUnchanged(in: input, from: index)
        if end > index {
          output.append(UnsafeRawBufferPointer(rebasing: input[index..<end]))
          hasContent = true
          index = end
          continue
        }
      }
      take(input[index], into: &output)
      index += 1
    }
  }

  /// Appends octets among which the rules change nothing; see `EncodedMessage.evenRuns`.
  mutating func feed(even input: UnsafeRawBufferPointer, into output: inout some CanonicalOutput) {
    var index = 0
    while index < input.count, !holdsNothing {
      take(input[index], into: &output)
      index += 1
    }
    guard index < input.count else { return }
    output.append(UnsafeRawBufferPointer(rebasing: input[index...]))
    hasContent = true
  }

  /// Appends what the end of the body makes certain.
  mutating func finish(into output: inout some CanonicalOutput) {
    if hasCarriageReturn { release(into: &output, then: .cr) }
    if hasContent || rule == .simple { output.appendLineEnd() }
    self = Self(rule)
  }

  private mutating func take(_ octet: UInt8, into output: inout some CanonicalOutput) {
    if hasCarriageReturn {
      if octet == .lf {
        lineEnds += 1
        hasBlank = false
        hasCarriageReturn = false
        return
      }
      release(into: &output, then: .cr)
    }
    if octet == .cr {
      hasCarriageReturn = true
    } else if rule == .relaxed, octet == .space || octet == .tab {
      hasBlank = true
    } else {
      release(into: &output, then: octet)
    }
  }

  private mutating func release(into output: inout some CanonicalOutput, then octet: UInt8) {
    for _ in 0..<lineEnds { output.appendLineEnd() }
    if hasBlank { output.append(.space) }
    output.append(octet)
    hasContent = true
    lineEnds = 0
    hasBlank = false
    hasCarriageReturn = false
  }

  /// Where the octets stop that are canonical as they stand, before any blanks and line ends there.
  private func endOfUnchanged(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = rule == .relaxed ? firstRelaxedChange(in: bytes, from: start) : start
    while end < bytes.count, !isChanged(bytes, at: end) { end += 1 }
    while end > start, bytes[end - 1].isHeldBack { end -= 1 }
    return end
  }

  /// The first octet of sixteen at a time that may not stay as it is, or where fewer than sixteen are left.
  private func firstRelaxedChange(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let (tab, lf, cr, space) = (Lanes.all(.tab), Lanes.all(.lf), Lanes.all(.cr), Lanes.all(.space))
    var end = start
    while end + 17 <= bytes.count {
      let here = bytes.loadUnaligned(fromByteOffset: end, as: SIMD16<UInt8>.self)
      let next = bytes.loadUnaligned(fromByteOffset: end + 1, as: SIMD16<UInt8>.self)
      let emptyLine = (here .== lf) .& (next .== cr)
      let blank = (here .== tab) .| ((here .== space) .& ((next .== space) .| (next .== cr)))
      if let lane = Lanes.first(emptyLine .| blank) { return end + lane }
      end += 16
    }
    return end
  }

  private func isChanged(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    let next = index + 1 < bytes.count ? bytes[index + 1] : .cr
    return switch bytes[index] {
    case .lf: next == .cr
    case .tab: rule == .relaxed
    case .space: rule == .relaxed && (next == .space || next == .cr)
    default: false
    }
  }
}

/// Where canonical octets go.
protocol CanonicalOutput {
  mutating func append(_ octet: UInt8)
  /// Octets that are valid during the call only.
  mutating func append(_ octets: UnsafeRawBufferPointer)
}

extension CanonicalOutput {
  mutating func appendLineEnd() {
    append(.cr)
    append(.lf)
  }
}

extension [UInt8]: CanonicalOutput {
  mutating func append(_ octets: UnsafeRawBufferPointer) { append(contentsOf: octets) }
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lf: UInt8 = 0x0A
  static let cr: UInt8 = 0x0D
  static let space: UInt8 = 0x20

  /// Whether it is a blank (RFC 5234 WSP).
  var isBlank: Bool { self == .space || self == .tab }
  /// Whether it is a blank or part of a line end.
  var isHeldBack: Bool { isBlank || self == .cr || self == .lf }
}

/// Sixteen octets at a time.
private enum Lanes {
  static func all(_ octet: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: octet) }

  /// The first lane that is set; two words are looked at, which costs less than sixteen lanes.
  static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int? {
    let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    guard words[0] | words[1] != 0 else { return nil }
    let (low, high) = (UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
    return low != 0 ? low.trailingZeroBitCount / 8 : 8 + high.trailingZeroBitCount / 8
  }
}
