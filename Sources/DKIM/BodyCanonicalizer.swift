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
  mutating func feed(_ input: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    var index = 0
    while index < input.count {
      if holdsNothing {
        let end = endOfUnchanged(in: input, from: index)
        if end > index {
          output.append(contentsOf: UnsafeRawBufferPointer(rebasing: input[index..<end]))
          hasContent = true
          index = end
          continue
        }
      }
      take(input[index], into: &output)
      index += 1
    }
  }

  /// Appends what the end of the body makes certain.
  mutating func finish(into output: inout [UInt8]) {
    if hasCarriageReturn { release(into: &output, then: .cr) }
    if hasContent || rule == .simple { output += [.cr, .lf] }
    self = Self(rule)
  }

  private mutating func take(_ octet: UInt8, into output: inout [UInt8]) {
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

  private mutating func release(into output: inout [UInt8], then octet: UInt8) {
    for _ in 0..<lineEnds { output += [.cr, .lf] }
    if hasBlank { output.append(.space) }
    output.append(octet)
    hasContent = true
    lineEnds = 0
    hasBlank = false
    hasCarriageReturn = false
  }

  /// Where the octets stop that are canonical as they stand, before any blanks and line ends there.
  private func endOfUnchanged(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = start
    while end + 17 <= bytes.count {
      let here = bytes.loadUnaligned(fromByteOffset: end, as: SIMD16<UInt8>.self)
      let next = bytes.loadUnaligned(fromByteOffset: end + 1, as: SIMD16<UInt8>.self)
      var changes = (here .== .lf) .& (next .== .cr)
      if rule == .relaxed {
        changes = changes .| (here .== .tab) .| ((here .== .space) .& ((next .== .space) .| (next .== .cr)))
      }
      if any(changes) { break }
      end += 16
    }
    while end < bytes.count, !isChanged(bytes, at: end) { end += 1 }
    while end > start, bytes[end - 1].isHeldBack { end -= 1 }
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

extension SIMD16<UInt8> {
  fileprivate static let tab = SIMD16(repeating: UInt8.tab)
  fileprivate static let lf = SIMD16(repeating: UInt8.lf)
  fileprivate static let cr = SIMD16(repeating: UInt8.cr)
  fileprivate static let space = SIMD16(repeating: UInt8.space)
}
