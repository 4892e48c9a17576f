import Markup

extension MessagePreview {
  /// An image of the HTML part, in document order.
  public struct Image: Hashable, Sendable {
    /// Its address: https, `cid:` or `data:`.
    public var source: String
    /// The alternative text; nil where there is none, empty for decoration.
    public var alternative: String?
    /// The width as written.
    public var width: String?
    /// The height as written.
    public var height: String?
    /// Whether it has to be fetched from a server.
    public var isRemote: Bool { source.lowercased().hasPrefix("http") || source.hasPrefix("//") }
  }

  /// The images of the HTML part.
  public var images: [Image] {
    guard let document else { return [] }
    return document.images.map { node in
      Image(
        source: document.tree.attribute("src", of: node) ?? "",
        alternative: document.tree.attribute("alt", of: node),
        width: document.tree.attribute("width", of: node), height: document.tree.attribute("height", of: node)
      )
    }
  }
}
