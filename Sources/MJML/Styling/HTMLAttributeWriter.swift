/// Gives elements of the result the attributes that `mj-html-attributes` lists.
struct HTMLAttributeWriter {
  let store: ByteStore
  let log: ProblemLog

  func apply(_ attributes: [Head.HTMLAttribute], to html: [UInt8]) -> [UInt8] {
    guard !attributes.isEmpty else { return html }
    let outline = HTMLOutline(html)
    var matcher = SelectorMatcher(outline)
    /// For each element the attributes in order; the last of a name counts.
    var found: [Int: [(name: [UInt8], value: [UInt8])]] = [:]
    for attribute in attributes {
      for part in CSSSelectorParser.list(store[attribute.selector]) {
        guard let selector = part.selector?.resolved(in: outline) else {
          report(attribute)
          continue
        }
        for element in outline.elements.indices {
          if matcher.isExhausted { break }
          guard matcher.matches(selector, element) else { continue }
          let name = Array(store[attribute.name])
          let value = store[attribute.value].flatMap {
            $0 == ASCII.quote ? Array("&quot;".utf8) : [$0]
          }
          found[element, default: []].removeAll { $0.name == name }
          found[element, default: []].append((name, value))
        }
      }
    }
    if matcher.isExhausted, let first = attributes.first {
      log.report(
        "selector-too-slow", at: Int(first.selector.start),
        "the selectors and the document are too large; not every element was tried")
    }
    var edits = HTMLEdits(outline)
    for (element, attributes) in found.sorted(by: { $0.key < $1.key }) {
      for attribute in attributes { edits.setAttribute(attribute.name, to: attribute.value, of: element) }
    }
    return edits.applied()
  }

  private func report(_ attribute: Head.HTMLAttribute) {
    log.report(
      "selector", .warning, at: Int(attribute.selector.start),
      "the selector \(String(reflecting: store.string(attribute.selector))) finds nothing in a mail")
  }
}
