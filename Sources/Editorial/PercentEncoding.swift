/// Percent-encoding (RFC 3986 §2.1), and what can stand in an address at all.
extension StringProtocol {
  /// Whether no blank, control or formatting character and no backslash is in it.
  ///
  /// Most addresses are ASCII, and then no table of Unicode is asked.
  var canStandInLink: Bool {
    unicodeScalars.allSatisfy { scalar in
      if scalar.isASCII { return scalar.value > 0x20 && scalar.value < 0x7F && scalar != "\\" }
      return !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        && scalar.properties.generalCategory != .format
    }
  }

  /// RFC 3986's characters stay, every other octet becomes `%XX`; a `%` that begins no escape too.
  var percentEncoded: String {
    if utf8.allSatisfy({ addressOctets[Int($0)] }) { return String(self) }
    let octets = Array(utf8)
    var encoded = ""
    for (index, octet) in octets.enumerated() {
      let isEscape =
        octet == UInt8(ascii: "%") && index + 2 < octets.count && hexadecimal[Int(octets[index + 1])]
        && hexadecimal[Int(octets[index + 2])]
      if addressOctets[Int(octet)] || isEscape {
        encoded.unicodeScalars.append(Unicode.Scalar(octet))
      } else {
        encoded += octet.percentEncoded
      }
    }
    return encoded
  }

  /// Only unreserved characters stay (RFC 3986 §2.3), as in a value that is part of an address.
  var percentEncodedValue: String {
    utf8.map { unreserved[Int($0)] ? String(UnicodeScalar($0)) : $0.percentEncoded }.joined()
  }

  /// The text with `%XX` read; nil when it is not UTF-8 then.
  var percentDecoded: String? {
    var octets: [UInt8] = []
    var rest = Array(utf8)[...]
    while let octet = rest.popFirst() {
      let digits = rest.prefix(2)
      if octet == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ hexadecimal[Int($0)] }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return String(validating: octets, as: UTF8.self)
  }

  /// A value of an address's query: `+` is a blank there; one that is not UTF-8 stays as it is written.
  public var queryDecoded: String {
    guard contains("%") || contains("+") else { return String(self) }
    let blanked = String(self).replacing("+", with: " ")
    return blanked.percentDecoded ?? blanked
  }

  /// Whether only letters, digits and what an IPv6 address or a port needs is in it.
  var isHostASCII: Bool { utf8.allSatisfy { $0 >= 0x80 || hostOctets[Int($0)] } }
}

extension UInt8 {
  fileprivate var percentEncoded: String {
    "%" + (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
  }
}

/// For each octet whether it is among some.
private func table(of octets: String) -> [Bool] {
  var table = [Bool](repeating: false, count: 256)
  for octet in octets.utf8 { table[Int(octet)] = true }
  return table
}

private let lettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
private let unreserved = table(of: lettersAndDigits + "-._~")
private let addressOctets = table(of: lettersAndDigits + "-._~:/?#[]@!$&'()*+,;=")
private let hostOctets = table(of: lettersAndDigits + ".-_[]:")
private let hexadecimal = table(of: "0123456789ABCDEFabcdef")
