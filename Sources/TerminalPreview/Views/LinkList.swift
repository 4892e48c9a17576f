import Diagnostics
import InternetMessage

/// The links of both parts, each address once, numbered in the order of the HTML part.
struct LinkList {
  struct Link: Hashable {
    var url: String
    var label: String
    var isInHTML: Bool
    var isInText: Bool
    /// Whether the address is of this reader alone.
    var isPersonal: Bool
  }

  private(set) var links: [Link] = []
  private var numbers: [String: Int] = [:]

  init(_ message: ParsedMessage, text: String, _ document: StyledDocument?) {
    let urls = Self.addresses(in: text).map { String($0) }
    let inText = Set(urls)
    let personal = PersonalAddress(message)
    for link in document?.links ?? [] {
      add(
        Link(
          url: link.url, label: link.label, isInHTML: true, isInText: inText.contains(link.url),
          isPersonal: personal.matches(link.url)))
    }
    for url in urls {
      add(Link(url: url, label: "", isInHTML: false, isInText: true, isPersonal: personal.matches(url)))
    }
  }

  private mutating func add(_ link: Link) {
    guard numbers[link.url] == nil else { return }
    links.append(link)
    numbers[link.url] = links.count
  }

  /// The number of an address, from 1.
  func number(of url: String) -> Int? { numbers[url] }

  /// Where the addresses of a plain text stand: from `https://`, `http://` or `mailto:` to the next blank,
  /// without the punctuation of the sentence.
  static func addresses(in text: String) -> [Substring] {
    var found: [Substring] = []
    var position = text.startIndex
    while let colon = text.utf8[position...].firstIndex(of: UInt8(ascii: ":")) {
      position = text.utf8.index(after: colon)
      guard let start = start(of: text, before: colon), start >= found.last?.endIndex ?? text.startIndex
      else {
        continue
      }
      let end = text.unicodeScalars[colon...].firstIndex(where: \.isBlank) ?? text.endIndex
      var url = text[start..<end]
      while let last = url.last, ".,;:!?)>\"'”’]".contains(last) { url.removeLast() }
      found.append(url)
      position = end
    }
    return found
  }

  /// Where an address begins whose scheme ends at a colon; nil where none does.
  private static func start(of text: String, before colon: String.Index) -> String.Index? {
    let before = text.utf8[..<colon]
    let isWeb = text.utf8[colon...].dropFirst().starts(with: "//".utf8)
    for scheme in isWeb ? ["https", "http"] : ["mailto"]
    where before.suffix(scheme.utf8.count).elementsEqual(scheme.utf8) {
      return text.utf8.index(colon, offsetBy: -scheme.utf8.count)
    }
    return nil
  }
}

/// What is in the addresses of one reader alone.
private struct PersonalAddress {
  private var marks: [String] = []

  /// The reader's address, and the secret part of the way out that the header names.
  init(_ message: ParsedMessage) {
    for mailbox in message.header[.to]?.mailboxes ?? [] {
      let address = mailbox.address.description.lowercased()
      marks += [address, address.reduce(into: "") { $0 += $1 == "@" ? "%40" : String($1) }]
    }
    let list = message.header[.listUnsubscribe]?.unfolded ?? ""
    for url in list.split(whereSeparator: { "<>, \t".contains($0) }) {
      let secret = url.split(whereSeparator: { "/?&=".contains($0) }).last.map(String.init) ?? ""
      if secret.count >= 8, url.hasPrefix("http") { marks.append(secret.lowercased()) }
    }
  }

  func matches(_ url: String) -> Bool {
    let url = url.lowercased()
    return marks.contains(where: url.holds)
  }
}
