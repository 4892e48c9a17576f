extension Article {
  /// The article with each of its links changed; images stay where they are.
  public func mapLinks(_ change: @escaping (LinkURL) -> LinkURL) -> Article {
    ArticleMapping(link: change).mapped(self)
  }

  /// The article with each of its lines changed: title, section, dek, labels, captions and the like.
  public func mapLines(_ change: @escaping (String) -> String) -> Article {
    ArticleMapping(line: change).mapped(self)
  }

  /// The article with braces apart in its lines: what comes from elsewhere opens no merge field.
  public var withoutMergeFields: Article {
    mapLines(\.withBracesApart)
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

extension String {
  /// The text, with braces apart if a merge field would be among it.
  var withoutFields: String {
    let mayBeField = ranges(of: "{{").contains { begin in
      self[begin.upperBound...].firstRange(of: "}}").map {
        MergeField(inner: String(self[begin.upperBound..<$0.lowerBound])) != nil
      } ?? false
    }
    return mayBeField ? withBracesApart : self
  }

  /// The text without two braces beside each other.
  var withBracesApart: String {
    var text = self
    while text.contains("{{") { text = text.replacing("{{", with: "{ {") }
    return text
  }
}
