import CXML2

extension MarkupTree {
  /// Reads XML, going on after mistakes; names are in lower case, and namespaces as they are declared.
  ///
  /// A document type is not read, so there are no entities but those of XML and
  /// HTML: none can stand for a million others.
  public init(xml: String, limits: Limits = Limits(octets: 64 << 20)) {
    let builder = TreeBuilder(depth: limits.depth, isHTML: false)
    let bytes = XMLRepair.repaired(Array(xml.utf8.prefix(limits.octets)))
    let user = Unmanaged.passUnretained(builder).toOpaque()
    ParserLibrary.isReady
    withExtendedLifetime(builder) {
      bytes.withUnsafeBytes { buffer in
        guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return }
        _ = cxml2_parse_xml(
          start, Int32(buffer.count), Int32(limits.openElements), user, onStart, onEnd, onText)
      }
    }
    nodes = builder.nodes
  }
}

private let onStart: cxml2_xml_start = { user, name, prefix, space, count, attributes, line in
  guard let name else { return }
  var pairs: [(name: String, value: String)] = []
  for index in 0..<Int(count) {
    guard let attributes, let key = attributes[index * 5], let start = attributes[index * 5 + 3],
      let end = attributes[index * 5 + 4]
    else { continue }
    let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    let prefix = attributes[index * 5 + 1].map { String(cString: $0).lowercasedName + ":" } ?? ""
    pairs.append((prefix + String(cString: key).lowercasedName, value))
  }
  let namespace = (space ?? prefix).map { String(cString: $0) } ?? ""
  let element = MarkupTree.Element(
    name: String(cString: name).lowercasedName, namespace: namespace, attributes: .init(pairs))
  treeBuilder(user)?.start(element, line: Int(line))
}

private let onEnd: cxml2_end = { user, name in
  if let name { treeBuilder(user)?.end(String(cString: name).lowercasedName) }
}

private let onText: cxml2_text = { user, bytes, count in
  treeBuilder(user)?.text(
    String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self))
}
