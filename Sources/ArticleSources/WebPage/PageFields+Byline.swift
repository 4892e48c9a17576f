import Editorial
import Markup

extension PageFields {
  func byline() -> Found<[Article.Author]>? {
    let names = { (text: String?) -> [Article.Author]? in
      guard let text, !text.hasSuffix("/"), !text.contains("://") else { return nil }
      let authors = WrittenByline(text).authors
      return authors.isEmpty ? nil : authors
    }
    let list = { (texts: [String]) -> [Article.Author]? in
      let authors = texts.flatMap { names($0) ?? [] }
      guard authors.count > 1 else { return authors.isEmpty ? nil : authors }
      // `The Lantern, Oslo` is a publisher and its place.
      let people = authors.filter { !isSite($0.name) }
      return people.isEmpty || isSite(authors[0].name) ? nil : people
    }
    let structured = data.authors(on: head.base)
    let people = structured.filter { !isSite($0.name) }
    let found = first([
      ("json-ld author", { people.isEmpty ? nil : people }),
      ("article:author", { list(head.all("article:author").filter { !$0.contains("facebook.com") }) }),
      (
        "meta author",
        {
          list(
            [
              "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
              "dc.contributor", "byl",
            ].lazy
              .map { head.all($0).filter { !self.isSite($0) } }.first { !$0.isEmpty } ?? [])
        }
      ),
      ("itemprop author", { list(texts(ofProperty: "author", isElsewhere)) }),
      ("rel author", { list(authorLinks()) }),
      ("byline", { pageByline() }), ("json-ld author", { structured.isEmpty ? nil : structured }),
      ("meta author", { list(head.all("author").filter { $0.contains(" ") }) }),
    ])
    guard let found else { return nil }
    var unique: [Article.Author] = []
    for author in found.value
    where !unique.contains(where: { $0.name.lowercased() == author.name.lowercased() }) {
      unique.append(author)
    }
    return (found.origin, Array(unique.prefix(12)))
  }

  private func isSite(_ name: String) -> Bool {
    let name = name.lowercased()
    let sites = (data.organisations + [head["og:site_name"]].compactMap(\.self)).map { $0.lowercased() }
    if sites.contains(where: { $0 == name || $0.hasPrefix(name + " ") }) { return true }
    guard let host = address?.host ?? head.base?.host, !name.contains(" ") else { return false }
    return host.hasSuffix(name) || host.split(separator: ".").suffix(2).first.map { name == $0 } ?? false
  }

  /// The links to pages of authors: those within the article's part of the page, or else those before it.
  private func authorLinks() -> [String] {
    let near = nearRange
    let links = tree.nodes.indices.filter { node in
      guard node <= near.upperBound, tree.name(node) == "a", let rel = tree.attribute("rel", of: node) else {
        return false
      }
      return rel.lowercased().split(separator: " ").contains("author") && !isElsewhere(node)
    }
    let inside = links.filter { near.contains($0) }
    return (inside.isEmpty ? links : inside).prefix(4).compactMap { tree.text(of: $0).nonEmptyLine }
  }

  /// The nodes from the beginning of the article's part of the page to the end of its text.
  var nearRange: ClosedRange<Int> {
    let container = body.containers.last ?? 0
    var node = container
    for _ in 0..<4 where !["body", "html", "", "article", "main"].contains(tree.name(node)) {
      node = tree.nodes[node].parent
    }
    return node...max(node, body.outline.last[node])
  }

  /// The line that a class calls the byline, or that begins with `By` in the language of the page.
  private func pageByline() -> [Article.Author]? {
    let words: Set<String> = [
      "byline", "bylines", "author", "authors", "authorname", "bylinename", "articleauthor", "entryauthor",
      "postauthor", "pauthor", "vcard", "contributor",
    ]
    let near = nearRange
    for node in tree.nodes.indices {
      guard let element = tree.nodes[node].element,
        ["a", "span", "p", "div", "address", "li", "em", "strong", "small", "h4", "h5", "footer"].contains(
          element.name)
      else { continue }
      let isNamed = element.classes.contains { name in
        let plain = name.lowercased()
        return words.contains(plain.filter(\.isWordLetter))
          || plain.split { !$0.isWordLetter }.contains { words.contains(String($0)) }
      }
      guard
        isNamed
          || node < near.upperBound && near.contains(node) && element.name != "div" && startsLikeByline(node)
      else { continue }
      guard !isElsewhere(node), case let text = lines(of: node), text.utf8.count < 200 else { continue }
      let line = text.split(separator: "\n").first { $0.contains(where: \.isLetter) }.map(String.init) ?? ""
      let authors = WrittenByline(line).authors
      if !authors.isEmpty, authors.allSatisfy({ $0.name.first?.isLowercase == false }) { return authors }
    }
    return nil
  }

  /// Whether a node stands among what readers write, or what says of other pieces.
  func isElsewhere(_ node: Int) -> Bool {
    var ancestor = node
    while ancestor != 0 {
      if ["form", "aside", "nav", "blockquote"].contains(tree.name(ancestor)) {
        return !holdsText(ancestor)
      }
      let names = body.names[ancestor]
      if !names.isDisjoint(with: [.comments, .related]) { return !holdsText(ancestor) }
      ancestor = tree.nodes[ancestor].parent
    }
    return false
  }

  func holdsText(_ node: Int) -> Bool {
    (node...body.outline.last[node]).contains(body.containers.last ?? 0)
  }

  private func startsLikeByline(_ node: Int) -> Bool {
    guard body.outline.last[node] - node < 12 else { return false }
    let text = tree.text(of: node).collapsedLine
    guard text.utf8.count < 120, text.utf8.count > 6 else { return false }
    return ["By ", "Von ", "Par ", "Por ", "Door ", "Av ", "Af "].contains { text.hasPrefix($0) }
      && WrittenByline(text).authors.allSatisfy { $0.name.split(separator: " ").count <= 4 }
      && !text.hasSuffix(".")
  }

  /// The text of a node with line ends between blocks.
  private func lines(of node: Int) -> String {
    var text = ""
    for child in tree.descendants(of: node) {
      if tree.nodes[child].element == nil {
        text += tree.nodes[child].text.collapsed()
      } else if HTMLVocabulary.blocks.contains(tree.name(child)) || ["br", "time"].contains(tree.name(child))
      {
        text += "\n"
      } else if tree.name(child) == "span" || tree.name(child) == "a" {
        text += " "
      }
    }
    return text
  }
}
