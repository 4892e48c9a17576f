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
  func contains(_ wanted: FoldedMarkup) -> Bool { place(of: wanted, from: 0) != nil }

  /// How often a text stands in it.
  func count(of text: String) -> Int {
    let wanted = FoldedMarkup(text)
    var (count, from) = (0, 0)
    while let place = place(of: wanted, from: from) {
      count += 1
      from = place + wanted.octets.count
    }
    return count
  }

  private func place(of wanted: FoldedMarkup, from start: Int) -> Int? {
    guard let first = wanted.octets.first, start + wanted.octets.count <= octets.count else { return nil }
    return octets.withUnsafeBufferPointer { octets in
      (start...octets.count - wanted.octets.count).first { place in
        octets[place] == first && octets[place...].starts(with: wanted.octets)
      }
    }
  }
}
