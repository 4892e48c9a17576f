import CXML2

extension HTMLTree {
  /// Reads any text as HTML, as libxml2 understands it.
  init(_ html: String, limits: Limits = Limits()) {
    let builder = Builder(depth: limits.depth)
    // Control characters would stop the parser, or reach the terminal.
    var bytes = html.utf8.prefix(limits.octets).map { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 ? 0x20 : $0 }
    Self.dropConditions(&bytes)
    let user = Unmanaged.passUnretained(builder).toOpaque()
    withExtendedLifetime(builder) {
      bytes.withUnsafeBytes { buffer in
        guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return }
        _ = cxml2_parse_html(start, Int32(buffer.count), user, onStart, onEnd, onText)
      }
    }
    nodes = builder.nodes
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

  fileprivate final class Builder {
    var nodes = [Node(element: Element(name: "", attributes: [:]), parent: 0, line: 1)]
    private var open: [(name: String, node: Int)] = []
    private let depth: Int
    private var line = 1

    init(depth: Int) { self.depth = depth }

    private var parent: Int { open.isEmpty ? 0 : open[min(open.count, depth) - 1].node }

    private func append(_ node: Node) -> Int {
      nodes.append(node)
      nodes[node.parent].children.append(nodes.count - 1)
      return nodes.count - 1
    }

    func start(_ name: String, _ attributes: [String: String], line: Int) {
      self.line = line
      let name = name.lowercased()
      if ["html", "body"].contains(name), let same = open.last(where: { $0.name == name }) {
        open.append((name, same.node))
        return
      }
      let classes = (attributes["class"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
      let element = Element(name: name, attributes: attributes, classes: classes)
      open.append((name, append(Node(element: element, parent: parent, line: line))))
    }

    func end(_ name: String) {
      if open.last?.name == name.lowercased() { open.removeLast() }
    }

    func text(_ text: String) {
      let parent = parent
      if let last = nodes[parent].children.last, last == nodes.count - 1, nodes[last].element == nil {
        nodes[last].text += text
      } else {
        _ = append(Node(element: nil, text: text, parent: parent, line: line))
      }
    }
  }
}

private func builder(_ user: UnsafeMutableRawPointer?) -> HTMLTree.Builder? {
  user.map { Unmanaged<HTMLTree.Builder>.fromOpaque($0).takeUnretainedValue() }
}

private let onStart: cxml2_start = { user, name, attributes, line in
  guard let name else { return }
  var found: [String: String] = [:]
  var next = attributes
  while let pair = next, let key = pair[0] {
    let attribute = String(cString: key).lowercased()
    if found[attribute] == nil { found[attribute] = pair[1].map { String(cString: $0) } ?? "" }
    next = pair + 2
  }
  builder(user)?.start(String(cString: name), found, line: Int(line))
}

private let onEnd: cxml2_end = { user, name in
  if let name { builder(user)?.end(String(cString: name)) }
}

private let onText: cxml2_text = { user, bytes, count in
  builder(user)?.text(String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self))
}

private func isCommentEnd(_ bytes: [UInt8], _ index: Int) -> Bool {
  bytes[index] == 0x2D && bytes[index + 1] == 0x2D && bytes[index + 2] == 0x3E
}
