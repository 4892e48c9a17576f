import CXML2

extension MarkupTree {
  /// Reads any text as HTML, as libxml2 understands it.
  public init(html: String, limits: Limits = Limits()) {
    let builder = TreeBuilder(depth: limits.depth, isHTML: true, octets: min(html.utf8.count, limits.octets))
    var bytes = Self.withoutControls(html, limit: limits.octets)
    Self.dropConditions(&bytes)
    let user = Unmanaged.passUnretained(builder).toOpaque()
    ParserLibrary.isReady
    withExtendedLifetime(builder) {
      bytes.withUnsafeBytes { buffer in
        guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return }
        _ = cxml2_parse_html(
          start, Int32(buffer.count), Int32(limits.openElements), user, onStart, onEnd, onText)
      }
    }
    nodes = builder.nodes
  }

  /// The octets of a text, blanks instead of the control characters that would stop the parser or reach the terminal.
  private static func withoutControls(_ html: String, limit: Int) -> [UInt8] {
    var html = html
    return html.withUTF8 { octets in
      var bytes = Array(octets.prefix(limit))
      for index in bytes.indices where bytes[index] < 0x20 && bytes[index] != 0x0A && bytes[index] != 0x09 {
        bytes[index] = 0x20
      }
      return bytes
    }
  }

  /// Blanks out `<![if !mso]>` and `<![endif]>`, which libxml2 takes for text; comments stay as they are.
  private static func dropConditions(_ bytes: inout [UInt8]) {
    let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? 0
    var index = 0
    while index + 3 < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "!") else {
        index += 1
        continue
      }
      if bytes[index + 2] == UInt8(ascii: "["), index < lastEnd,
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">"))
      {
        for position in index...end { bytes[position] = 0x20 }
        index = end
      } else if bytes[index + 2] == UInt8(ascii: "-"), bytes[index + 3] == UInt8(ascii: "-") {
        index += 4
        while index + 2 < bytes.count, !isCommentEnd(bytes, index) { index += 1 }
      } else {
        index += 2
      }
    }
  }
}

private let onStart: cxml2_start = { user, name, attributes, line in
  guard let name else { return }
  var pairs: [(name: String, value: String)] = []
  var classes: [String] = []
  var next = attributes
  if next != nil { pairs.reserveCapacity(4) }
  while let pair = next, let key = pair[0] {
    let attribute = String(cString: key).lowercasedName
    let value = pair[1].map { String(cString: $0) } ?? ""
    if attribute == "class", classes.isEmpty {
      classes = value.utf8.split(whereSeparator: \.isHTMLBlank).compactMap { String($0) }
    }
    pairs.append((attribute, value))
    next = pair + 2
  }
  let element = MarkupTree.Element(
    name: String(cString: name).lowercasedName, attributes: .init(pairs), classes: classes)
  treeBuilder(user)?.start(element, line: Int(line))
}

private let onEnd: cxml2_end = { user, name in
  if let name { treeBuilder(user)?.end(String(cString: name).lowercasedName) }
}

private let onText: cxml2_text = { user, bytes, count in
  treeBuilder(user)?.text(
    String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self))
}

private func isCommentEnd(_ bytes: [UInt8], _ index: Int) -> Bool {
  bytes[index] == 0x2D && bytes[index + 1] == 0x2D && bytes[index + 2] == 0x3E
}

extension UInt8 {
  /// What stands between the names of `class` (WHATWG HTML, ASCII whitespace).
  fileprivate var isHTMLBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }
}
