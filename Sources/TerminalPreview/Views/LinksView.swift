import Diagnostics
import InternetMessage

/// The links of both parts, each address once, numbered in the order of the HTML part.
struct LinkList {
  private(set) var links: [(url: String, label: String, isInHTML: Bool, isInText: Bool)] = []

  init(_ preview: MessagePreview) {
    let urls = Self.urls(in: preview.message.plainText?.text() ?? "")
    let inText = Set(urls)
    var known: Set<String> = []
    for link in preview.document?.links ?? [] where known.insert(link.url).inserted {
      links.append((link.url, link.label, true, inText.contains(link.url)))
    }
    for url in urls where known.insert(url).inserted { links.append((url, "", false, true)) }
  }

  private static func urls(in text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).compactMap { word in
      guard let start = ["https://", "http://", "mailto:"].compactMap({ word.firstRange(of: $0) }).first
      else {
        return nil
      }
      var url = word[start.lowerBound...]
      while let last = url.last, ".,;:!?)>\"'”’".contains(last) { url.removeLast() }
      return String(url)
    }
  }
}

/// A table of the links: number, words, address, and the part that lacks it.
struct LinksView {
  let links: [(url: String, label: String, isInHTML: Bool, isInText: Bool)]

  init(_ preview: MessagePreview) { links = LinkList(preview).links }

  var lines: [String] {
    let room = min(28, links.map(\.label.columns).max() ?? 0)
    return links.enumerated().map { index, link in
      let number = "[\(index + 1)]"
      let label = link.label.columns > room ? String(link.label.prefix(max(0, room - 1))) + "…" : link.label
      let part = !link.isInHTML ? "  (text part only)" : !link.isInText ? "  (HTML part only)" : ""
      return "  " + number + String(repeating: " ", count: max(1, 5 - number.count)) + label
        + String(repeating: " ", count: max(0, room - label.columns)) + "  " + link.url.printable + part
    }
  }
}
