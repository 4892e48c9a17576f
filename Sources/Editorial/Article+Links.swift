extension Article {
  /// The article with each of its links changed; images stay where they are.
  public func mapLinks(_ change: (LinkURL) -> LinkURL) -> Article {
    var article = self
    article.url = url.map(change)
    article.byline = byline.map { author in
      Author(author.name, role: author.role, url: author.url.map(change))
    }
    article.callsToAction = callsToAction.map { $0.mapLink(change) }
    article.related = related.map { RelatedLink($0.title, url: $0.url.map(change), label: $0.label) }
    article.body = body.map { $0.mapLinks(change) }
    return article
  }

  /// The article without calls to action whose last day has passed, and the calls that were left out.
  ///
  /// A call in the text goes with the one in the front matter that leads to the same address. `day` and the
  /// last day are compared as `YYYY-MM-DD`.
  public func withoutExpired(on day: String) -> (article: Article, expired: [CallToAction]) {
    let expired = callsToAction.filter { $0.expires.map { $0.prefix(10) < day } ?? false }
    guard !expired.isEmpty else { return (self, []) }
    let addresses = Set(expired.compactMap(\.url))
    var article = self
    article.callsToAction.removeAll { expired.contains($0) }
    article.body.removeAll { block in
      if case .callToAction(let call) = block { call.url.map(addresses.contains) ?? false } else { false }
    }
    return (article, expired)
  }
}

extension CallToAction {
  fileprivate func mapLink(_ change: (LinkURL) -> LinkURL) -> CallToAction {
    var call = self
    call.url = url.map(change)
    return call
  }
}

extension Block {
  fileprivate func mapLinks(_ change: (LinkURL) -> LinkURL) -> Block {
    func mapped(_ parts: [Inline]) -> [Inline] { parts.map { $0.mapLinks(change) } }
    switch self {
    case .paragraph(let parts): return .paragraph(mapped(parts))
    case .heading(let level, let parts): return .heading(level: level, mapped(parts))
    case .quote(let blocks, let source):
      return .quote(blocks.map { $0.mapLinks(change) }, source: source.map(mapped))
    case .list(let list):
      let items = list.items.map { $0.map { $0.mapLinks(change) } }
      return .list(ListBlock(isOrdered: list.isOrdered, start: list.start, items: items))
    case .table(let header, let rows):
      return .table(header: header.map(mapped), rows: rows.map { $0.map(mapped) })
    case .callToAction(let call): return .callToAction(call.mapLink(change))
    case .embed(let embed):
      return .embed(Embed(url: change(embed.url), provider: embed.provider, title: embed.title))
    case .image, .code, .rule: return self
    }
  }
}

extension Inline {
  fileprivate func mapLinks(_ change: (LinkURL) -> LinkURL) -> Inline {
    func mapped(_ parts: [Inline]) -> [Inline] { parts.map { $0.mapLinks(change) } }
    switch self {
    case .emphasis(let parts): return .emphasis(mapped(parts))
    case .strong(let parts): return .strong(mapped(parts))
    case .strikethrough(let parts): return .strikethrough(mapped(parts))
    case .link(let parts, let url, let title): return .link(mapped(parts), url: change(url), title: title)
    case .text, .code, .image, .lineBreak, .mergeField: return self
    }
  }
}
