import Editorial

/// Lines of press copy that only say who made something: `Photos: Bo Sample`, `Übersetzung: Jana Beispiel`.
struct CopyCredits {
  private(set) var authors: [Article.Author] = []
  /// The lines that remain.
  private(set) var lines: [CopyLine] = []

  /// Takes credits out of lines; only a line on its own, with names and nothing else after the colon, is one.
  init(_ lines: [CopyLine]) {
    for (index, line) in lines.enumerated() {
      let isAlone = line.beginsParagraph && (index + 1 == lines.count || lines[index + 1].beginsParagraph)
      let isNearEnd = index + 4 >= lines.count
      if isAlone || isNearEnd, let found = Self.credit(line.text) {
        authors += found
        // What follows begins a paragraph whatever stood before it.
        if index + 1 < lines.count, !lines[index + 1].beginsParagraph { continue }
      } else {
        self.lines.append(line)
      }
    }
  }

  private static func credit(_ line: Substring) -> [Article.Author]? {
    guard line.count <= 120, let (role, rest) = role(line) else { return nil }
    let names = WrittenByline(String(rest)).authors
    let isNames = names.allSatisfy { author in
      author.name.split(separator: " ").count <= 5 && author.name.first?.isUppercase ?? false
    }
    guard !names.isEmpty, isNames, rest.last != "." || rest.split(separator: " ").count <= 4 else {
      return nil
    }
    return names.map { Article.Author($0.name, role: role) }
  }

  private static func role(_ line: Substring) -> (String, Substring)? {
    let lower = line.lowercased()
    for (role, words) in roles {
      for word in words where lower.hasPrefix(word) {
        let rest = line.dropFirst(word.count)
        if rest.hasPrefix(":") { return (role, rest.dropFirst().trimmed) }
        for by in [" by ", " von ", " par ", " por ", " di "] where rest.lowercased().hasPrefix(by) {
          return (role, rest.dropFirst(by.count).trimmed)
        }
      }
    }
    return nil
  }

  /// Roles with the words for them in English, German, French, Spanish and Italian; the longest first.
  private static let roles: [(String, [String])] = [
    (
      "photographs",
      [
        "photographs", "photography", "photograph", "photos", "photo", "fotos", "foto", "fotografía",
        "fotografie",
      ]
    ),
    (
      "illustration",
      ["illustrations", "illustration", "illustrationen", "ilustración", "ilustraciones", "illustrazione"]
    ),
    (
      "translation",
      [
        "translation", "translated", "übersetzung", "aus dem englischen", "traduction", "traducción",
        "traduzione",
      ]
    ),
    ("editing", ["editing", "edited", "redaktion", "edición"]),
    ("reporting", ["additional reporting", "reporting", "mitarbeit"]),
  ]
}
