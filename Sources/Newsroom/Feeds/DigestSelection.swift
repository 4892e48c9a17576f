import Editorial

/// Chooses the articles of a digest among what is new.
struct DigestSelection {
  /// An entry that is new, with the feed it came from.
  struct Candidate {
    var feed: FeedList.Feed
    var imported: Imported
  }

  let rule: FeedList.Rule

  /// The articles, in the order of the digest: by sections where the rule has some, the newest first.
  func articles(among candidates: [Candidate]) -> [Candidate] {
    let ordered = candidates.enumerated().sorted { a, b in
      let (x, y) = (a.element.imported.published ?? "", b.element.imported.published ?? "")
      return x == y ? a.offset < b.offset : x > y
    }.map(\.element)
    var chosen: [Candidate] = []
    var authors: [String: Int] = [:]
    var feeds: [String: Int] = [:]
    var seen: Set<String> = []
    for candidate in ordered where chosen.count < rule.count {
      let article = candidate.imported.article
      guard rule.sections.isEmpty || section(of: article) != nil else { continue }
      let names = article.byline.map { $0.name.lowercased() }
      if let most = rule.perAuthor, names.contains(where: { authors[$0, default: 0] >= most }) { continue }
      if let most = candidate.feed.atMost ?? rule.perFeed, feeds[candidate.feed.name, default: 0] >= most {
        continue
      }
      // The same piece may be in two feeds.
      guard seen.insert(article.url?.text ?? article.title).inserted else { continue }
      for name in names { authors[name, default: 0] += 1 }
      feeds[candidate.feed.name, default: 0] += 1
      chosen.append(candidate)
    }
    guard !rule.sections.isEmpty else { return chosen }
    return chosen.enumerated().sorted { a, b in
      let (x, y) = (
        section(of: a.element.imported.article) ?? 0, section(of: b.element.imported.article) ?? 0
      )
      return (x, a.offset) < (y, b.offset)
    }.map(\.element)
  }

  /// The number of an article's section in the rule, by its section or its tags.
  private func section(of article: Article) -> Int? {
    let names = ([article.section].compactMap(\.self) + article.tags).map { $0.lowercased() }
    return rule.sections.firstIndex { names.contains($0.lowercased()) }
  }
}
