import Markup

extension MarkupTree {
  /// The texts of all `style` elements with their `media`, in document order.
  var styleSheets: [(text: String, media: String)] {
    nodes.compactMap { node in
      guard let element = node.element, element.name == "style" else { return nil }
      return (node.children.reduce(into: "") { $0 += nodes[$1].text }, element.attributes["media"] ?? "")
    }
  }

  /// Whether an element holds no text for readers, whatever the style says.
  static func isSilent(_ name: String) -> Bool {
    ["head", "style", "script", "title", "template", "noscript", "meta", "link", "object", "svg", "select"]
      .contains(name)
  }
}
