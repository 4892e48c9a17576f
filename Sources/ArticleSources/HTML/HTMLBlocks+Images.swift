import Editorial
import Markup

extension HTMLBlocks {
  /// An image: a block where it stands alone or is large, its words where it is a sign in the text.
  mutating func readImage(_ node: Int, _ forms: [LineOfText.Form]) {
    guard !leftOut[node], let image = PageImage(node, in: tree, base: base) else { return }
    switch image.use {
    case .none: omissions.trackers += image.isTracker ? 1 : 0
    case .sign: line.add(image.picture.alt, forms)
    case .picture:
      guard !isFlat, seenImages.insert(image.picture.src.text).inserted else { return }
      flush()
      blocks.append(.image(image.picture))
    }
  }

  /// The image for browsers without scripts, unless it is there already.
  mutating func readNoScript(_ node: Int, _ forms: [LineOfText.Form]) {
    for child in tree.descendants(of: node) where tree.name(child) == "img" { readImage(child, forms) }
  }

  /// A figure: its image with caption and credit, or a quotation, a table, a player with its line under it.
  mutating func readFigure(_ node: Int, _ element: MarkupTree.Element, _ forms: [LineOfText.Form]) {
    flush()
    let inside = tree.descendants(of: node)
    let caption = inside.first { child in
      guard !leftOut[child], let inner = tree.nodes[child].element else { return false }
      return inner.name == "figcaption" || inner.classes.contains("wp-caption-text")
    }
    if let quote = inside.first(where: { tree.name($0) == "blockquote" && !leftOut[$0] }), let caption {
      let source = collectedLine(caption).withoutLeadingDash
      leftOut[caption] = true
      readQuote(quote, source: source)
      leftOut[quote] = true
    }
    let words = caption.map { CaptionWords($0, in: tree) }
    if let caption { leftOut[caption] = true }
    let before = blocks.count
    readChildren(of: node, forms)
    flush()
    guard let words, !words.isEmpty, caption.map({ !isQuoteSource($0, in: node) }) ?? false else { return }
    let pictures = (before..<blocks.count).filter { blocks[$0].isPicture }
    if let last = pictures.last, case .image(var picture) = blocks[last] {
      picture.caption = words.caption ?? picture.caption
      picture.credit = words.credit ?? picture.credit
      blocks[last] = .image(picture)
    } else if blocks.count > before, let text = words.text {
      blocks.append(.paragraph([.emphasis([.text(text)])]))
    }
  }

  private func isQuoteSource(_ caption: Int, in figure: Int) -> Bool {
    tree.descendants(of: figure).contains { tree.name($0) == "blockquote" && leftOut[$0] }
  }

  /// A frame of a host that is known becomes a call to action; any other is left out, and it is said.
  mutating func readFrame(_ node: Int, _ element: MarkupTree.Element) {
    if element.name == "amp-youtube", let id = element.attributes["data-videoid"] {
      return add(EmbeddedPlayer(address: "https://www.youtube.com/embed/" + id, on: base), title: nil)
    }
    let names = ["src", "data-src", "data-lazy-src", "data-litespeed-src", "data", "data-cookieblock-src"]
    let addresses = names.compactMap { element.attributes[$0] }.filter {
      !$0.isEmpty && !$0.hasPrefix("about:")
    }
    for address in addresses {
      if let embed = EmbeddedPlayer(address: address, on: base) {
        return add(embed, title: element.attributes["title"])
      }
    }
    guard let address = addresses.first else { return readChildren(of: node, []) }
    omissions.add(frame: address)
  }

  /// A player of the page's own.
  mutating func readPlayer(_ node: Int, _ element: MarkupTree.Element) {
    let isDecoration = element.attributes["autoplay"] != nil && element.attributes["muted"] != nil
    let sources = [node] + tree.descendants(of: node).filter { tree.name($0) == "source" }
    let written = sources.compactMap { tree.attribute("src", of: $0) ?? tree.attribute("data-src", of: $0) }
      .first
    guard !isDecoration, !isFlat, let written, let url = try? LinkURL(written, on: base), url.host != nil
    else {
      return
    }
    flush()
    let title = (element.attributes["title"] ?? element.attributes["aria-label"])?.nonEmptyLine
    add(EmbeddedPlayer(element.name == "video" ? .watch : .listen, url), title: title)
  }

  /// Puts a player in its place, once for an address.
  private mutating func add(_ player: EmbeddedPlayer?, title: String?) {
    guard let player, !isFlat else { return }
    flush()
    var block = player.block(title: title?.titleOfPlayer, lexicon: lexicon)
    if case .callToAction(var call) = block {
      call.label = lexicon.label(of: call, in: language)
      block = .callToAction(call)
    }
    if seenPlayers.insert(player.url).inserted { blocks.append(block) }
  }
}

extension Block {
  /// Where something plays, for a card or a call to action.
  var playerAddress: LinkURL? {
    switch self {
    case .embed(let embed): embed.url
    case .callToAction(let call): call.url
    default: nil
    }
  }
}

extension EmbeddedPlayer {
  init?(address: String, on page: LinkURL?) {
    guard let url = try? LinkURL(address, on: page ?? (try? LinkURL("https://invalid.example/"))) else {
      return nil
    }
    self.init(url)
  }
}

extension String {
  /// The title of a frame, unless it only says that it is a player.
  var titleOfPlayer: String? {
    guard let line = nonEmptyLine, line.count <= 150 else { return nil }
    let plain = line.lowercased()
    let empty = [
      "youtube video player", "youtube video", "youtube player", "vimeo video player", "video player",
      "video",
      "embedded video", "embedded content", "player", "podcast player", "spotify embed", "audio player",
      "media player",
      "embed", "iframe", "external content", "vimeo", "youtube",
    ]
    if empty.contains(plain) { return nil }
    for prefix in ["spotify embed: ", "youtube video: ", "video: "] where plain.hasPrefix(prefix) {
      return String(line.dropFirst(prefix.count)).nonEmptyLine
    }
    return line
  }
}
