import CXML2

/// Makes of XML as it is found what a parser of XML reads: the mistakes that feeds make most.
///
/// What stands before the first tag goes, and so does a document type. `&nbsp;`
/// and the other names of HTML become their characters, an `&` that begins no
/// reference becomes `&amp;`, control characters become blanks.
enum XMLRepair {
  private static let lessThan = UInt8(ascii: "<")
  private static let ampersand = UInt8(ascii: "&")

  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    guard var index = bytes.firstIndex(of: lessThan) else { return [] }
    var unclosed: Set<UInt8> = []
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 64)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == lessThan, let end = verbatimEnd(bytes, index, &unclosed) {
        for byte in bytes[index..<end] { out.append(byte < 0x20 && !isBlank(byte) ? 0x20 : byte) }
        index = end
      } else if byte == lessThan, begins(bytes, index, "<!DOCTYPE") || begins(bytes, index, "<!doctype") {
        index = doctypeEnd(bytes, index)
      } else if byte == ampersand {
        index = copyReference(bytes, index, into: &out)
      } else {
        out.append(byte < 0x20 && !isBlank(byte) ? 0x20 : byte)
        index += 1
      }
    }
    return out
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func begins(_ bytes: [UInt8], _ index: Int, _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for offset in 0..<count where bytes[index + offset] != buffer[offset] { return false }
      return true
    }
  }

  /// The end of a CDATA section, a comment or an instruction that begins here.
  ///
  /// One that is never closed is remembered by the octet that would close it, so that the end is sought once.
  private static func verbatimEnd(_ bytes: [UInt8], _ index: Int, _ unclosed: inout Set<UInt8>) -> Int? {
    let closing: [UInt8]
    if begins(bytes, index, "<![CDATA[") {
      closing = Array("]]>".utf8)
    } else if begins(bytes, index, "<!--") {
      closing = Array("-->".utf8)
    } else if begins(bytes, index, "<?") {
      closing = Array("?>".utf8)
    } else {
      return nil
    }
    guard !unclosed.contains(closing[0]) else { return nil }
    var position = index + 2
    while position + closing.count <= bytes.count {
      if bytes[position] == closing[0], bytes[position..<(position + closing.count)].elementsEqual(closing) {
        return position + closing.count
      }
      position += 1
    }
    unclosed.insert(closing[0])
    return nil
  }

  /// A document type ends at its `>`, that of a part in brackets not counted.
  private static func doctypeEnd(_ bytes: [UInt8], _ index: Int) -> Int {
    var position = index
    var brackets = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: ">") where brackets <= 0: return position + 1
      default: break
      }
      position += 1
    }
    return position
  }

  private static func copyReference(_ bytes: [UInt8], _ index: Int, into out: inout [UInt8]) -> Int {
    let limit = min(bytes.count, index + 34)
    let end = bytes[(index + 1)..<limit].firstIndex {
      $0 == UInt8(ascii: ";") || $0 <= 0x20 || $0 == ampersand
    }
    guard let end, bytes[end] == UInt8(ascii: ";"), end > index + 1 else {
      out.append(contentsOf: "&amp;".utf8)
      return index + 1
    }
    let name = bytes[(index + 1)..<end]
    if name.first == UInt8(ascii: "#") {
      guard let scalar = character(name.dropFirst()) else {
        out.append(contentsOf: "&amp;".utf8)
        return index + 1
      }
      out.append(contentsOf: "&#\(scalar.value);".utf8)
      return end + 1
    }
    let text = String(decoding: name, as: UTF8.self)
    if ["amp", "lt", "gt", "quot", "apos"].contains(text) {
      out.append(contentsOf: bytes[index...end])
    } else if let scalar = Unicode.Scalar(cxml2_html_entity(text)), scalar.value > 0 {
      out.append(contentsOf: String(scalar).utf8)
    } else {
      out.append(contentsOf: "&amp;".utf8)
      return index + 1
    }
    return end + 1
  }

  /// The character of `#8217` or `#x2019`; Windows' quotation marks at 128–159 as they are meant.
  private static func character(_ digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var digits = String(decoding: digits, as: UTF8.self)
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    if isHexadecimal { digits.removeFirst() }
    guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
    if let scalar = windowsCharacter(number) { return scalar }
    guard let scalar = Unicode.Scalar(number), number >= 0x20 || number == 9 || number == 10,
      number & 0xFFFE != 0xFFFE
    else { return " " }
    return scalar
  }
}

/// What a character reference of 128 to 159 means (WHATWG HTML, numeric character reference end state).
func windowsCharacter(_ number: UInt32) -> Unicode.Scalar? {
  guard (0x80...0x9F).contains(number) else { return nil }
  let scalars = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—\u{2DC}™š›œ\u{9D}žŸ".unicodeScalars)
  return scalars[Int(number) - 0x80]
}
