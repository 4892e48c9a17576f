import Editorial

/// The names in a byline as pages write it: `By Ada Example and Bo Sample, Staff Writers`.
struct WrittenByline {
  private(set) var authors: [Article.Author] = []

  init(_ text: String) {
    var line = text.collapsedLine
    guard !line.isEmpty, line.count <= 300 else { return }
    // `The Lantern (www.lantern.example)`
    if let bracket = line.firstRange(of: " (www.") { line = String(line[..<bracket.lowerBound]) }
    line = Self.withoutBeginning(line)
    for part in Self.parts(of: line) { add(part) }
  }

  private mutating func add(_ part: Substring) {
    var name = part.trimmed
    while let last = name.last, ".,;:|–—-·•/".contains(last), !name.endsInInitial {
      name = name.dropLast().trimmed
    }
    name = name.drop { ",;:|–—-·•".contains($0) || $0.isWhitespace }
    guard !name.isEmpty else { return }
    if Self.isRole(name) {
      if !authors.isEmpty, authors[authors.count - 1].role == nil {
        authors[authors.count - 1].role = String(name)
      }
      return
    }
    guard Self.isName(name), !authors.contains(where: { $0.name == name }) else { return }
    authors.append(Article.Author(String(name)))
  }

  /// Words before the names, in the languages of newspapers; the longest first.
  private static let beginnings = [
    "written by", "words by", "story by", "reported by", "posted by", "published by", "article by", "text by",
    "report by",
    "by", "بقلم", "von", "par", "por", "di", "door", "da", "av", "af", "przez", "автор", "text", "autor",
    "autorin",
    "auteur", "author",
    "authors", "autore", "texto de", "un article de", "ein artikel von", "eine analyse von",
    "ein kommentar von", "aufgezeichnet von",
    "propos recueillis par", "geschrieben von", "escrito por", "scritto da", "geschreven door", "publié par",
    "publicado por",
  ].sorted { $0.count > $1.count }

  static func withoutBeginning(_ line: String) -> String {
    let lower = line.lowercased()
    for beginning in beginnings where lower.hasPrefix(beginning) {
      let rest = line.dropFirst(beginning.count)
      guard let next = rest.first, next.isWhitespace || next == ":" else { continue }
      return withoutBeginning(String(rest.drop { $0.isWhitespace || $0 == ":" }))
    }
    return line
  }

  private static func parts(of line: String) -> [Substring] {
    var parts = [line[...]]
    for separator in [
      " and ", " & ", " und ", " et ", " y ", " with ", " mit ", " en ", " och ", " og ", " и ", ", ", "; ",
      " | ", " / ", " • ", " · ", "、",
    ] where line.hasOctets(separator) {
      parts = parts.flatMap { $0.split(separator: separator) }
    }
    // One letter between two names is Italian or Portuguese for "and".
    return line.hasOctets(" e ") ? parts.flatMap { $0.split(separator: " e ") } : parts
  }

  private static func isRole(_ name: Substring) -> Bool {
    let words = name.lowercased().split(separator: " ")
    guard words.count <= 6 else { return false }
    return words.contains { roles.contains(String($0.filter(\.isLetter))) }
  }

  private static let roles: Set<String> = [
    "writer", "writers", "reporter", "reporters", "correspondent", "editor", "editors", "columnist",
    "contributor", "contributors",
    "photographer", "journalist", "producer", "analyst", "redakteur", "redakteurin", "korrespondent",
    "korrespondentin", "journaliste",
    "correspondant", "correspondante", "envoyé", "rédacteur", "rédactrice", "corresponsal", "inviato",
    "redactie", "staff", "bureau",
  ]

  private static func isName(_ name: Substring) -> Bool {
    let words = name.split(separator: " ")
    guard (1...7).contains(words.count), name.count <= 80, name.contains(where: \.isLetter) else {
      return false
    }
    let isOther =
      name.contains("://") || name.contains("@") || name.contains("www.") || name.contains { $0.isNumber }
    let lower = name.lowercased()
    return !isOther
      && ![
        "admin", "administrator", "null", "undefined", "none", "guest", "anonymous", "more", "author",
        "published", "updated", "name", "editor", "team", "redaktion", "webmaster", "root", "unknown",
      ].contains(lower)
      && !lower.hasPrefix("updated") && !lower.hasPrefix("published") && !lower.hasPrefix("posted")
      && !lower.contains(" min read")
      && ![
        "show all", "view all", "all posts", "all articles", "more from", "see all", "alle artikel",
        "alle beiträge", "name *", "name (", "your name", "follow ",
      ]
      .contains(where: lower.hasPrefix)
  }
}

extension Substring {
  /// Whether the last full stop belongs to an initial or `Jr.`.
  fileprivate var endsInInitial: Bool {
    guard last == "." else { return false }
    let word = split(separator: " ").last ?? ""
    return word.count == 2 || ["jr.", "sr.", "dr.", "st."].contains(word.lowercased())
  }
}
