/// The parameters behind a content type or disposition, in their order (RFC 2045 §5.1).
///
/// Names are lower-case tokens; values are decoded text without controls.
public struct MIMEParameters: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// One parameter.
  public struct Pair: Hashable, Sendable {
    /// The name: a token, lower case.
    public let name: String
    /// The value, decoded.
    public let value: String
  }

  /// The parameters in their order.
  public private(set) var pairs: [Pair] = []

  /// Collects parameters; the names are known when the program is written.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { self[name] = value }
  }

  /// The value of a parameter, whatever the case of its name.
  ///
  /// A name that is set must be a token (RFC 2045 §5.1).
  public subscript(name: String) -> String? {
    get { pairs.first { $0.name == name.lowercased() }?.value }
    set {
      let key = name.lowercased()
      precondition(key.isMIMEToken, "'\(name)' is not a parameter name")
      let pair = newValue.map { Pair(name: key, value: $0.headerSafe) }
      if let index = pairs.firstIndex(where: { $0.name == key }) {
        pairs.replaceSubrange(index...index, with: pair.map { [$0] } ?? [])
      } else if let pair {
        pairs.append(pair)
      }
    }
  }

  /// The parameters as words of a header field.
  ///
  /// A value is a token, a quoted string, or, when it is not ASCII or too long
  /// for its line, percent-encoded UTF-8 in as many pieces as needed (RFC 2231 §3, §4).
  var words: [String] { pairs.flatMap(\.words) }
}

extension MIMEParameters.Pair {
  fileprivate var words: [String] {
    // What looks like an encoded word is decoded by many readers, though RFC 2047 §5 forbids it.
    if value.isASCII, !value.contains("=?") {
      let isPlain = !value.isEmpty && value.utf8.allSatisfy(\.isAttributeOctet)
      let word = "\(name)=\(isPlain ? value : value.quoted)"
      if word.utf8.count <= wordLimit { return [word] }
    }
    let whole = "\(name)*=UTF-8''" + value.unicodeScalars.map(percentEncoded).joined()
    return whole.utf8.count <= wordLimit ? [whole] : continuations
  }

  private var continuations: [String] {
    var words: [String] = []
    var word = "\(name)*0*=UTF-8''"
    for scalar in value.unicodeScalars {
      let piece = percentEncoded(scalar)
      if word.utf8.count + piece.utf8.count > wordLimit {
        words.append(word)
        word = "\(name)*\(words.count)*="
      }
      word += piece
    }
    return words + [word]
  }
}

/// With a blank before it and a semicolon behind it the word fits a line of 78 octets.
private let wordLimit = 76

/// The octets of a scalar with everything encoded that is not an attribute character (RFC 2231 §7).
private func percentEncoded(_ scalar: Unicode.Scalar) -> String {
  var out: [UInt8] = []
  for octet in String(scalar).utf8 {
    if octet.isMIMETokenOctet, octet != UInt8(ascii: "*"), octet != UInt8(ascii: "'"),
      octet != UInt8(ascii: "%")
    {
      out.append(octet)
    } else {
      out.append(UInt8(ascii: "%"))
      out.append(contentsOf: octet.upperHex)
    }
  }
  return String(decoding: out, as: UTF8.self)
}

extension StringProtocol {
  /// Whether it is a token (RFC 2045 §5.1).
  var isMIMEToken: Bool { !isEmpty && utf8.allSatisfy(\.isMIMETokenOctet) }
}

extension UInt8 {
  /// Whether it is an attribute character: a token's, but `*`, `'` and `%` (RFC 2231 §7).
  fileprivate var isAttributeOctet: Bool {
    isMIMETokenOctet && self != UInt8(ascii: "*") && self != UInt8(ascii: "'") && self != UInt8(ascii: "%")
  }

  /// Whether it may stand in a token: printable ASCII but blanks and tspecials (RFC 2045 §5.1).
  var isMIMETokenOctet: Bool {
    switch self {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "@"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
      UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "?"), UInt8(ascii: "="):
      false
    default: 0x21...0x7E ~= self
    }
  }
}
