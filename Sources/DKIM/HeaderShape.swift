/// Where the fields of a header are and what they are called: one pass over the octets, and no text.
///
/// Only headers as we write them have a shape: a name, a colon right behind it,
/// continuation lines. Others are read by ``RawHeader``.
struct HeaderShape {
  /// The names in lower case, a colon behind each: headers with the same names in the same order have the same.
  private(set) var names: [UInt8] = []
  /// For each field where its name is in `names`, and where its body is in the header.
  private(set) var fields: [(name: Range<Int>, body: Range<Int>)] = []

  init?(_ header: UnsafeBufferPointer<UInt8>) {
    names.reserveCapacity(512)
    fields.reserveCapacity(32)
    var start = 0
    while start < header.count {
      guard let end = header[start...].firstIndex(of: .lf), end > start, header[end - 1] == .cr else {
        return nil
      }
      if header[start].isBlank {
        guard let last = fields.indices.last else { return nil }
        fields[last].body = fields[last].body.lowerBound..<(end - 1)
      } else {
        guard let colon = header[start..<end].firstIndex(of: UInt8(ascii: ":")), colon > start,
          !header[colon - 1].isBlank
        else { return nil }
        let name = names.count
        for octet in header[start..<colon] { names.append(0x41...0x5A ~= octet ? octet | 0x20 : octet) }
        fields.append((name..<names.count, (colon + 1)..<(end - 1)))
        names.append(UInt8(ascii: ":"))
      }
      start = end + 1
    }
  }

  /// The canonical fields (RFC 6376 §3.4.2) of these numbers, each with its line end.
  func canonical(_ order: [Int], of header: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(header.count + 64)
    for number in order {
      output += names[fields[number].name]
      output.append(UInt8(ascii: ":"))
      output.appendRelaxed(UnsafeBufferPointer(rebasing: header[fields[number].body]))
      output.append(.cr)
      output.append(.lf)
    }
    return output
  }
}
