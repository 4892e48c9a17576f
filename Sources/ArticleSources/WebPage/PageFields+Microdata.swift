import Editorial
import Markup

extension PageFields {
  func texts(ofProperty name: String, _ isLeftOut: (Int) -> Bool = { _ in false }) -> [String] {
    (head.properties[name] ?? []).filter { !isLeftOut($0) }.compactMap { node in
      let attributes = tree.nodes[node].element?.attributes
      if let content = attributes?["content"] ?? attributes?["datetime"] { return content.nonEmptyLine }
      // An item within: its name is what counts.
      if attributes?["itemscope"] != nil,
        let inner = head.properties["name"]?.first(where: { $0 > node && $0 <= body.outline.last[node] })
      {
        return (tree.attribute("content", of: inner) ?? tree.text(of: inner)).nonEmptyLine
      }
      return tree.text(of: node).nonEmptyLine
    }
  }

  func text(ofProperty name: String) -> String? { texts(ofProperty: name).first }

  func addresses(ofProperty name: String) -> [String] {
    (head.properties[name] ?? []).flatMap { node -> [String] in
      let attributes = tree.nodes[node].element?.attributes
      if let address = attributes?["src"] ?? attributes?["href"] ?? attributes?["content"] {
        return [address]
      }
      let inner = (head.properties["url"] ?? []).filter { $0 > node && $0 <= body.outline.last[node] }
      return inner.compactMap {
        tree.attribute("content", of: $0) ?? tree.attribute("href", of: $0) ?? tree.attribute("src", of: $0)
      }
    }
  }
}
