import CXML2

extension String {
  /// The text with `&amp;`, `&#8217;` and `&eacute;` as the characters they stand for, once.
  public var withoutCharacterReferences: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    var out = ""
    var rest = self[...]
    while let start = rest.firstIndex(of: "&") {
      out += rest[..<start]
      rest = rest[start...]
      if let end = rest.prefix(34).firstIndex(of: ";"),
        let scalar = Unicode.Scalar(reference: rest[rest.index(after: start)..<end])
      {
        out.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
      } else {
        out += "&"
        rest = rest.dropFirst()
      }
    }
    return out + rest
  }
}

extension Unicode.Scalar {
  /// The character of a reference, without `&` and `;`.
  fileprivate init?(reference: Substring) {
    if reference.first == "#" {
      let digits = reference.dropFirst()
      let number =
        digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let number, let scalar = windowsCharacter(number) ?? Unicode.Scalar(number), number > 0 else {
        return nil
      }
      self = scalar
      return
    }
    guard reference.utf8.allSatisfy({ $0 < 0x80 && $0 > 0x20 }), !reference.isEmpty,
      let scalar = Unicode.Scalar(cxml2_html_entity(String(reference))), scalar.value > 0
    else { return nil }
    self = scalar
  }
}
