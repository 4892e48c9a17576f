/// HTML and CSS to look for something in: ASCII in lower case, no blank behind a colon.
struct FoldedMarkup {
  private let octets: [UInt8]

  init(_ text: String) {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count)
    for octet in text.utf8 {
      if octet == UInt8(ascii: " "), octets.last == UInt8(ascii: ":") { continue }
      octets.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) ? octet | 0x20 : octet)
    }
    self.octets = octets
  }

  /// Whether the other stands somewhere in it.
  func contains(_ wanted: FoldedMarkup) -> Bool {
    guard let first = wanted.octets.first, wanted.octets.count <= octets.count else { return false }
    return (0...octets.count - wanted.octets.count).contains { start in
      octets[start] == first && octets[start...].starts(with: wanted.octets)
    }
  }
}
