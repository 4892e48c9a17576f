import Editorial

extension Article {
  /// What stands for the article where it is not shown whole: the dek, or else its first words with a token
  /// for each merge field.
  func summary(mark: String, token: (MergeField) -> String) -> String? {
    let summary = dek ?? body.opening(upTo: 240, mark: mark, token: token)
    return summary.isEmpty ? nil : summary
  }

  /// Whether it has more text than a digest shows, and no link that leads on.
  var hasNowhereToGoOn: Bool {
    url == nil && mainCallToAction == nil && body.count > (dek == nil ? 1 : 0)
  }

  /// The call to action that the article is about, if it leads anywhere: the
  /// primary one, or the first in the text.
  var mainCallToAction: CallToAction? {
    let call = primaryCallToAction ?? body.lazy.compactMap(\.callToAction).first
    return call.flatMap { $0.url == nil ? nil : $0 }
  }

  /// The calls to action that are neither the main one nor in the text.
  var otherCallsToAction: [CallToAction] {
    let shown = Set(body.compactMap { $0.callToAction?.url } + [mainCallToAction?.url].compactMap(\.self))
    return callsToAction.filter { call in call.url.map { !shown.contains($0) } ?? false }
  }

  /// The body with the main call to action after the paragraph that asks for it.
  ///
  /// Where the author placed it, it stays. Else it follows the first paragraph
  /// that links to the same address, that it was proposed from, or that names
  /// its object and its service; a paragraph that ends the body needs no button
  /// between, because one closes the article.
  func bodyWithCallToAction(_ lexicon: Lexicon) -> [Block] {
    guard let call = mainCallToAction, !body.contains(where: { $0.callToAction?.url == call.url }) else {
      return body
    }
    let asking = body.dropLast().firstIndex { $0.asks(for: call, provider: lexicon.provider(of: call)) }
    guard let asking else { return body }
    var body = body
    body.insert(.callToAction(call), at: asking + 1)
    return body
  }
}

extension Block {
  var callToAction: CallToAction? {
    if case .callToAction(let call) = self { call } else { nil }
  }

  fileprivate func asks(for call: CallToAction, provider: Provider?) -> Bool {
    guard case .paragraph(let inlines) = self else { return false }
    if inlines.links.contains(where: { $0 == call.url }) { return true }
    let text = inlines.plainText
    if let evidence = call.evidence, !evidence.isEmpty, text.contains(evidence) { return true }
    guard let title = call.title, let name = provider?.name, !title.isEmpty, !name.isEmpty else {
      return false
    }
    return text.contains(title) && text.contains(name)
  }
}

extension [Inline] {
  /// The addresses of its links.
  fileprivate var links: [LinkURL] {
    flatMap { inline -> [LinkURL] in
      switch inline {
      case .link(let inner, let url, _): [url] + inner.links
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.links
      case .text, .code, .image, .lineBreak, .mergeField: []
      }
    }
  }
}
