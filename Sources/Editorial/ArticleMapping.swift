/// A change made to every link, every picture and every line of text of an article, wherever they stand.
///
/// Lines are the title, the section, labels, captions and the like: what is one text, and not a tree of parts.
struct ArticleMapping {
  var link: (LinkURL) -> LinkURL = { $0 }
  var line: (String) -> String = { $0 }
  var picture: (Picture) -> Picture = { $0 }

  func mapped(_ article: Article) -> Article {
    var mapped = article
    mapped.title = line(article.title)
    mapped.section = article.section.map(line)
    mapped.dek = article.dek.map(line)
    mapped.url = article.url.map(link)
    mapped.byline = article.byline.map { Article.Author($0.name, role: $0.role, url: $0.url.map(link)) }
    mapped.image = article.image.map(self.mapped)
    mapped.callsToAction = article.callsToAction.map(self.mapped)
    mapped.related = article.related.map { related in
      Article.RelatedLink(line(related.title), url: related.url.map(link), label: related.label.map(line))
    }
    mapped.body = article.body.map(self.mapped)
    return mapped
  }

  private func mapped(_ picture: Picture) -> Picture {
    var mapped = picture
    mapped.alt = line(picture.alt)
    mapped.caption = picture.caption.map(line)
    mapped.credit = picture.credit.map(line)
    return self.picture(mapped)
  }

  private func mapped(_ call: CallToAction) -> CallToAction {
    var mapped = call
    mapped.url = call.url.map(link)
    mapped.title = call.title.map(line)
    mapped.label = call.label.map(line)
    return mapped
  }

  private func mapped(_ block: Block) -> Block {
    switch block {
    case .paragraph(let parts): .paragraph(parts.map(mapped))
    case .heading(let level, let parts): .heading(level: level, parts.map(mapped))
    case .quote(let blocks, let source): .quote(blocks.map(mapped), source: source?.map(mapped))
    case .list(let list):
      .list(
        ListBlock(isOrdered: list.isOrdered, start: list.start, items: list.items.map { $0.map(mapped) }))
    case .image(let picture): .image(mapped(picture))
    case .table(let header, let rows):
      .table(header: header.map { $0.map(mapped) }, rows: rows.map { $0.map { $0.map(mapped) } })
    case .callToAction(let call): .callToAction(mapped(call))
    case .embed(let embed):
      .embed(Embed(url: link(embed.url), provider: embed.provider, title: embed.title.map(line)))
    case .code, .rule: block
    }
  }

  private func mapped(_ part: Inline) -> Inline {
    switch part {
    case .emphasis(let parts): .emphasis(parts.map(mapped))
    case .strong(let parts): .strong(parts.map(mapped))
    case .strikethrough(let parts): .strikethrough(parts.map(mapped))
    case .link(let parts, let url, let title):
      .link(parts.map(mapped), url: link(url), title: title.map(line))
    case .image(let picture): .image(mapped(picture))
    case .text, .code, .lineBreak, .mergeField: part
    }
  }
}
