import Diagnostics

/// A table of the links: number, words, address, the part that lacks it, and whether it is one reader's own.
struct LinksView {
  let list: LinkList

  var lines: [ViewLine] {
    if list.links.isEmpty { return [ViewLine("  (there are no links)", isDim: true)] }
    let room = min(28, list.links.map(\.label.columns).max() ?? 0)
    return list.links.enumerated().map { index, link in
      let number = index + 1
      var line = ViewLine("  ")
      line.append("[\(number)]", isDim: true, link: number)
      line.pad(to: 7)
      line.append(link.label.clipped(to: max(1, room)), link: number)
      line.pad(to: 9 + room)
      line.append(link.isPersonal ? Self.shortened(link.url) : link.url, link: number)
      if link.isPersonal { line.append("  (one per recipient)", isDim: true) }
      if !link.isInHTML { line.append("  (text part only)", isDim: true) }
      if !link.isInText { line.append("  (HTML part only)", isDim: true) }
      return line
    }
  }

  /// An address without what stands for the reader: `https://example.org/u?t=…`.
  static func shortened(_ url: String) -> String {
    guard let end = url.lastIndex(where: { "/?&=".contains($0) }) else { return url }
    return String(url[...end]) + "…"
  }
}
