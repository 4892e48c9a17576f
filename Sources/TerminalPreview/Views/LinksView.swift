import Diagnostics
import InternetMessage

/// The links of both parts, each address once, numbered in the order of the HTML part.
struct LinkList {
  private(set) var links: [(url: String, label: String, isInHTML: Bool, isInText: Bool)] = []

  init(_ message: ParsedMessage) {
    let text = message.plainText?.text() ?? ""
    let urlsInText = Self.urls(in: text)
    for link in message.html?.text().map({ HTMLScan($0).links }) ?? []
    where !links.contains(where: { $0.url == link.url }) {
      links.append((link.url, link.label, true, urlsInText.contains(link.url)))
    }
    for url in urlsInText where !links.contains(where: { $0.url == url }) { links.append((url, "", false, true)) }
  }

  private static func urls(in text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).compactMap { word in
      guard let start = ["https://", "http://", "mailto:"].compactMap({ word.firstRange(of: $0) }).first else {
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
  let message: ParsedMessage

  init(_ message: ParsedMessage) { self.message = message }

  var lines: [String] {
    let links = LinkList(message).links
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
