import Editorial

extension MergeContext {
  /// Appends a value, written for this context: whatever it holds, it stays text there.
  ///
  /// Controls and bidirectional overrides are taken out and line ends become
  /// blanks, see ``Swift/String/cleaned``. The address of a link is checked by
  /// whoever has the value.
  func append(_ value: String, to bytes: inout [UInt8]) {
    var value = value
    if !value.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { value = value.onOneLine }
    value.withUTF8 { octets in
      switch self {
      case .plain: bytes.append(contentsOf: octets)
      case .text, .attribute, .wholeURL: appendEscaped(octets, to: &bytes)
      case .urlPart: appendPercentEncoded(octets, to: &bytes)
      case .refused: return
      }
    }
  }
}

/// Why a text cannot be the address of a link; nil when it can.
func linkFault(_ text: String) -> String? {
  do throws(InvalidLinkURL) {
    _ = try LinkURL(text)
    return nil
  } catch {
    return error.explanation
  }
}

private func appendEscaped(_ octets: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
  guard octets.contains(where: \.isEscaped) else { return bytes.append(contentsOf: octets) }
  for octet in octets {
    switch octet {
    case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
    case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
    default: bytes.append(octet)
    }
  }
}

extension UInt8 {
  /// Whether it ends a text or an attribute of HTML, or begins a reference.
  fileprivate var isEscaped: Bool {
    switch self {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}

/// All but unreserved characters in percents (RFC 3986 §2.1).
private func appendPercentEncoded(_ octets: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
  for octet in octets {
    switch octet {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(octet)
    default:
      bytes.append(UInt8(ascii: "%"))
      bytes.append(hexDigit(octet >> 4))
      bytes.append(hexDigit(octet & 15))
    }
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
}

extension String {
  /// The text without controls and overrides; line ends and tabs are blanks.
  fileprivate var onOneLine: String {
    let clean = cleaned
    guard clean.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return clean }
    return String(
      String.UnicodeScalarView(clean.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
  }

  /// The text as it stands between tags or in a quoted attribute.
  var htmlEscaped: String {
    guard utf8.contains(where: \.isEscaped) else { return self }
    var text = self
    var escaped: [UInt8] = []
    escaped.reserveCapacity(utf8.count + 32)
    text.withUTF8 { appendEscaped($0, to: &escaped) }
    return String(decoding: escaped, as: UTF8.self)
  }
}
