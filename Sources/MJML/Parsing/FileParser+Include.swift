extension FileParser {
  /// Reads what `<mj-include>` names, in the place where it stands.
  mutating func include(_ node: Tree.Node) throws(MJMLFailure) {
    let attributes = parser.tree.attributes.suffix(Int(node.attributeCount))
    func value(_ name: AttributeName) -> String {
      attributes.first { $0.id == name.id }.map { parser.store.string($0.value) } ?? ""
    }
    let path = value(.path)
    let type = value(.type)
    let isInline = value(.cssInline) == "inline"
    let offset = Int(node.name.start) - 1
    guard current >= 0 else { return }
    parser.includeCount += 1
    guard parser.includeCount <= MJMLParser.includeLimit else {
      throw parser.log.failure(
        "too-many-includes", at: offset, "more than \(MJMLParser.includeLimit) files are included")
    }
    guard let file = load(path, at: offset) else {
      appendNode(parser.tags.raw, content: parser.store.append("<!-- mj-include fails to read file -->".utf8))
      return
    }
    switch type {
    case "html":
      parser.log.files.add(file.name, appendRaw(file.bytes))
    case "css":
      let slice = parser.store.append(file.bytes)
      parser.log.files.add(file.name, slice)
      let style = appendNode(parser.tags.style, content: slice, below: parser.headNode())
      if isInline { setInline(style) }
    default:
      try includeMJML(file, at: offset)
    }
  }

  private mutating func includeMJML(_ file: IncludedFile, at offset: Int) throws(MJMLFailure) {
    if chain.contains(file.name) {
      throw parser.log.failure(
        "circular-include", at: offset,
        "\(file.name) includes itself: " + (chain + [file.name]).joined(separator: " → "))
    }
    guard chain.count < MJMLParser.includeDepthLimit else {
      throw parser.log.failure(
        "too-deep", at: offset, "files include each other more than \(MJMLParser.includeDepthLimit) deep")
    }
    try parser.parse(file.bytes, named: file.name, below: current, includedFrom: chain)
  }

  private func load(_ path: String, at offset: Int) -> IncludedFile? {
    let problem: String
    if let includes = parser.options.includes {
      do throws(IncludeRefusal) {
        return try includes.load(path, from: name)
      } catch {
        problem = error.reason
      }
    } else {
      problem = "includes are not allowed here"
    }
    parser.log.report(
      "refused-include", at: offset, "\(String(reflecting: path)) cannot be included: \(problem)")
    return nil
  }

  private mutating func appendRaw(_ bytes: [UInt8]) -> Slice {
    let slice = parser.store.append(bytes)
    appendNode(parser.tags.raw, content: parser.store.trimmed(slice))
    return slice
  }

  @discardableResult
  private mutating func appendNode(_ component: Int, content: Slice, below parent: Int? = nil) -> Int {
    var node = Tree.Node(component: component, name: .empty, parent: Int32(parent ?? current))
    node.content = content
    node.firstAttribute = Int32(parser.tree.attributes.count)
    return parser.tree.append(node)
  }

  private mutating func setInline(_ node: Int) {
    parser.tree.attributes.append(
      Tree.AttributeEntry(
        id: AttributeName.inline.id, name: .empty, value: parser.store.append("inline".utf8)))
    parser.tree.nodes[node].attributeCount = 1
  }
}

extension MJMLParser {
  /// The head of the document, which is made where there is none.
  func headNode() -> Int {
    let root = 0
    if let head = tree.child(of: root, component: tags.head) { return head }
    return tree.append(Tree.Node(component: tags.head, name: .empty, parent: Int32(root)))
  }
}
