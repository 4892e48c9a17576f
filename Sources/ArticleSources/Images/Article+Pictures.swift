public import Editorial

extension Article {
  /// All pictures: the leading one, and those of the text in their order.
  public var pictures: [Picture] { [image].compactMap(\.self) + body.flatMap(\.pictures) }

  /// The article with each picture changed.
  public func withPictures(_ change: (Picture) -> Picture) -> Article {
    var article = self
    article.image = image.map(change)
    article.body = body.map { $0.withPictures(change) }
    return article
  }
}

extension Block {
  fileprivate var pictures: [Picture] {
    switch self {
    case .image(let picture): [picture]
    case .quote(let blocks, _): blocks.flatMap(\.pictures)
    case .list(let list): list.items.joined().flatMap(\.pictures)
    case .paragraph, .heading, .code, .rule, .table, .callToAction, .embed: []
    }
  }

  fileprivate func withPictures(_ change: (Picture) -> Picture) -> Block {
    switch self {
    case .image(let picture): return .image(change(picture))
    case .quote(let blocks, let source):
      return .quote(blocks.map { $0.withPictures(change) }, source: source)
    case .list(let list):
      let items = list.items.map { $0.map { $0.withPictures(change) } }
      return .list(ListBlock(isOrdered: list.isOrdered, start: list.start, items: items))
    case .paragraph, .heading, .code, .rule, .table, .callToAction, .embed: return self
    }
  }
}
