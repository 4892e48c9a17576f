extension Character {
  /// Whether it is a letter; nearly all are ASCII, and those are known without the tables of Unicode.
  var isWordLetter: Bool {
    guard let octet = asciiValue else { return isLetter }
    return (0x61...0x7A).contains(octet | 0x20)
  }
}
