import Editorial
import Markup

/// The fields below an element of a feed, by their names.
struct FeedFields {
  private let tree: MarkupTree
  private let node: Int
  private var byName: [String: [Int]] = [:]

  init(_ tree: MarkupTree, _ node: Int, skipping skipped: Set<String> = []) {
    self.tree = tree
    self.node = node
    gather(node, skipped)
  }

  /// The children, and those of `media:group`, which only holds them together.
  private mutating func gather(_ parent: Int, _ skipped: Set<String>) {
    for child in tree.nodes[parent].children {
      guard let element = tree.nodes[child].element else { continue }
      let name = FeedName(element).text
      if skipped.contains(name) { continue }
      byName[name, default: []].append(child)
      if name == "media:group" || name == "media:content" { gather(child, skipped) }
    }
  }

  func nodes(_ name: String) -> [Int] { byName[name] ?? [] }

  /// The text of the first field of a name that has one.
  func text(_ name: String) -> String? {
    for node in nodes(name) {
      let text = tree.text(of: node)
      if !text.isBlankText { return text }
    }
    return nil
  }

  /// The title as one line.
  var title: String? {
    let names = ["title", "dc:title", "media:title", "itunes:title"]
    return names.lazy.flatMap { nodes($0) }.lazy.compactMap { line(of: $0) }.first
  }

  /// A text as one line; what says that it is plain, or is XML itself, has no tags in its text.
  private func line(of node: Int) -> String? {
    let type = tree.attribute("type", of: node)?.lowercased()
    let isMarkup = tree.nodes[node].children.contains { tree.nodes[$0].element != nil }
    let text = decoded(node)
    return isMarkup || type == "text" ? text.nonEmptyLine : text.asPlainLine
  }

  /// The text of a node; Atom 0.3 may have it in base64.
  private func decoded(_ node: Int) -> String {
    let text = tree.text(of: node)
    guard tree.attribute("mode", of: node) == "base64" else { return text }
    return text.fromBase64 ?? text
  }

  /// The first text among fields; nodes where it is XML itself.
  func content(_ names: [String]) -> FeedEntry.Content? {
    for name in names {
      for node in nodes(name) {
        if let content = content(of: node) { return content }
      }
    }
    return nil
  }

  private func content(of node: Int) -> FeedEntry.Content? {
    let type = tree.attribute("type", of: node)?.lowercased() ?? ""
    let isMarkup = tree.nodes[node].children.contains { tree.nodes[$0].element != nil }
    guard !tree.text(of: node).isBlankText || isMarkup else { return nil }
    if isMarkup { return .nodes(node) }
    if type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/") { return nil }
    let text = decoded(node)
    // What is said to be plain text has no tags, whatever stands in it.
    if type == "text" || type == "text/plain" { return .html(text.escapedForHTML) }
    return .html(text)
  }

  // MARK: Links

  /// The address of the page.
  func link(base: LinkURL?) -> LinkURL? {
    var written: [String] = []
    for node in nodes("feedburner:origlink") { written.append(tree.text(of: node)) }
    let links = nodes("link").compactMap { node -> (rel: String, type: String, href: String)? in
      guard let href = tree.attribute("href", of: node) else { return nil }
      return (
        tree.attribute("rel", of: node)?.lowercased() ?? "alternate",
        tree.attribute("type", of: node)?.lowercased() ?? "", href
      )
    }
    let alternates = links.filter { $0.rel == "alternate" || $0.rel.hasSuffix("/alternate") }
    written += alternates.filter { $0.type.isEmpty || $0.type.contains("html") }.map(\.href)
    written += nodes("link").map { tree.text(of: $0) }
    written += alternates.map(\.href)
    // An identifier is an address only when it looks like one.
    let identifiers =
      nodes("guid").filter { tree.attribute("ispermalink", of: $0)?.lowercased() != "false" } + nodes("id")
    written += identifiers.map { tree.text(of: $0) }.filter { $0.contains("://") }
    for text in written where !text.isBlankText {
      if let url = try? LinkURL(text, on: base), url.host != nil {
        return url
      }
    }
    return nil
  }

  // MARK: People

  func authors(base: LinkURL?) -> [Article.Author] {
    var authors: [Article.Author] = []
    func add(_ found: [Article.Author]) {
      for author in found where !authors.contains(where: { $0.name == author.name }) {
        authors.append(author)
      }
    }
    for node in nodes("author") {
      let fields = FeedFields(tree, node)
      if let name = fields.text("name")?.asPlainLine {
        let url = (fields.text("uri") ?? fields.text("url")).flatMap { try? LinkURL($0, on: base) }
        let written = WrittenByline(name).authors
        add(written.count == 1 ? [Article.Author(written[0].name, url: url)] : written)
      } else {
        add(Self.people(tree.text(of: node)))
      }
    }
    if authors.isEmpty {
      for name in ["dc:creator", "itunes:author", "dcterms:creator", "managingeditor"] where authors.isEmpty {
        for node in nodes(name) { add(Self.people(tree.text(of: node))) }
      }
    }
    return authors
  }

  /// `ada@example.org (Ada Example)` and `Ada Example <ada@example.org>` are names, too.
  private static func people(_ text: String) -> [Article.Author] {
    var line = text.asPlainLine ?? ""
    if let open = line.firstIndex(of: "("), line.contains("@"), line.hasSuffix(")") {
      line = String(line[line.index(after: open)...].dropLast())
    } else if let open = line.firstIndex(of: "<"), line.hasSuffix(">") {
      line = String(line[..<open])
    }
    return WrittenByline(line).authors
  }

  // MARK: Tags, images, files

  var tags: [String] {
    var tags: [String] = []
    for name in ["category", "dc:subject", "itunes:keywords", "media:keywords"] {
      for node in nodes(name) {
        let text =
          tree.attribute("label", of: node) ?? tree.attribute("term", of: node) ?? tree.text(of: node)
        let parts = name.hasSuffix("keywords") ? text.split(separator: ",").map(String.init) : [text]
        for part in parts {
          if let tag = part.asPlainLine, tag.count <= 60, !tags.contains(tag), !tag.contains("://") {
            tags.append(tag)
          }
        }
      }
    }
    return tags
  }

  func images(base: LinkURL?) -> [Picture] {
    var pictures: [Picture] = []
    func add(_ address: String?, _ node: Int?) {
      guard let address, let url = try? LinkURL(address, on: base), url.host != nil,
        let src = Picture.Source(url.text)
      else { return }
      func pixels(_ name: String) -> Int? {
        node.flatMap { tree.attribute(name, of: $0) }.flatMap { Int($0) }.flatMap {
          (1...20_000).contains($0) ? $0 : nil
        }
      }
      let inner = node.map { FeedFields(tree, $0) }
      let alt = inner?.text("media:text")?.asPlainLine ?? inner?.text("media:title")?.asPlainLine ?? ""
      pictures.append(
        Picture(
          src: src, alt: alt, width: pixels("width"), height: pixels("height"),
          caption: inner?.text("media:description")?.asPlainLine,
          credit: inner?.text("media:credit")?.asPlainLine))
    }
    for node in nodes("media:content") {
      let type = tree.attribute("type", of: node) ?? ""
      let address = tree.attribute("url", of: node)
      let isImage =
        tree.attribute("medium", of: node) == "image" || type.hasPrefix("image/")
        || type.isEmpty && address?.looksLikeImage ?? false
      if isImage { add(address, node) }
    }
    if pictures.isEmpty {
      for node in nodes("enclosure") where tree.attribute("type", of: node)?.hasPrefix("image/") ?? false {
        add(tree.attribute("url", of: node), nil)
      }
    }
    if pictures.isEmpty {
      for node in nodes("media:thumbnail") { add(tree.attribute("url", of: node), node) }
    }
    if pictures.isEmpty {
      for node in nodes("itunes:image") {
        add(tree.attribute("href", of: node) ?? tree.attribute("url", of: node), nil)
      }
    }
    if pictures.isEmpty, let node = nodes("image").first {
      add(FeedFields(tree, node).text("url") ?? tree.text(of: node), nil)
    }
    return pictures
  }

  func attachments(base: LinkURL?) -> [FeedEntry.Attachment] {
    var attachments: [FeedEntry.Attachment] = []
    func add(_ address: String?, _ type: String?) {
      guard let address, let url = try? LinkURL(address, on: base), url.host != nil else { return }
      attachments.append(FeedEntry.Attachment(address: url.text, type: type?.lowercased() ?? ""))
    }
    for node in nodes("enclosure") { add(tree.attribute("url", of: node), tree.attribute("type", of: node)) }
    for node in nodes("link") where tree.attribute("rel", of: node) == "enclosure" {
      add(tree.attribute("href", of: node), tree.attribute("type", of: node))
    }
    for node in nodes("media:content") {
      let medium = tree.attribute("medium", of: node)
      let type =
        tree.attribute("type", of: node)
        ?? medium.map { $0 == "audio" ? "audio/" : $0 == "video" ? "video/" : "" }
      if type?.hasPrefix("audio/") ?? false || type?.hasPrefix("video/") ?? false {
        add(tree.attribute("url", of: node), type)
      }
    }
    return attachments
  }
}

extension String {
  /// The text as HTML that shows it.
  var escapedForHTML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// What the text says in base64 (RFC 4648), if it is UTF-8.
  var fromBase64: String? {
    var octets: [UInt8] = []
    var (bits, count) = (0, 0)
    for byte in utf8 {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="), 0x09...0x0D, 0x20: continue
      default: return nil
      }
      bits = bits << 6 | Int(value)
      count += 6
      if count >= 8 {
        count -= 8
        octets.append(UInt8(bits >> count & 0xFF))
        bits &= (1 << count) - 1
      }
    }
    return String(validating: octets, as: UTF8.self)
  }
}
