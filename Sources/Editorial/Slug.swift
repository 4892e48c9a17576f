/// A name for files and addresses: ASCII letters and digits in lower case, joined by hyphens.
///
///     Slug("The White Helmets: forty minutes").text  // "the-white-helmets-forty-minutes"
///     Slug("Größe & Maß").text                        // "groesse-mass"
///
/// Never empty, at most 60 characters, cut between words where there is one.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
  /// The slug.
  public let text: String

  /// Makes a slug from a title; a title without a letter that can be spelt in ASCII gives `article`
  /// with a number that depends on the title alone.
  public init(_ title: String) {
    var words: [String] = []
    var word = ""
    for scalar in title.unicodeScalars {
      if let letters = Self.ascii(scalar) {
        word += letters
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    var slug = ""
    for word in words {
      if slug.isEmpty {
        slug = String(word.prefix(60))
      } else if slug.count + 1 + word.count <= 60 {
        slug += "-" + word
      } else {
        break
      }
    }
    text = slug.isEmpty ? "article-" + String(Self.hash(title), radix: 36) : slug
  }

  /// The slug as text.
  public var description: String { text }

  /// The spelling of one scalar; empty for what vanishes, nil for what ends a word.
  private static func ascii(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "a"..."z", "0"..."9": return String(scalar)
    case "A"..."Z": return String(scalar).lowercased()
    case "'", "’", "‘", "\u{AD}": return ""
    default: break
    }
    if scalar.properties.canonicalCombiningClass != .notReordered { return "" }
    let lower = scalar.properties.lowercaseMapping
    if let first = lower.unicodeScalars.first, let letters = transliterations[first] { return letters }
    return nil
  }

  /// FNV-1a, 32 bits: the same on every machine.
  private static func hash(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  private static let transliterations: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
      ("a", "áàâãåāăąǎạảấầẩẫậắằẳẵặаά"), ("ae", "äæ"), ("b", "б"), ("c", "çćĉċč"), ("d", "ďđðд"),
      ("e", "éèêëēĕėęěẹẻẽếềểễệеэέε"), ("f", "ф"), ("g", "ĝğġģг"), ("h", "ĥħхh"), ("i", "íìîïĩīĭįıǐỉịиіίι"),
      ("j", "ĵй"), ("k", "ķкκ"), ("l", "ĺļľŀłлλ"), ("m", "мμ"), ("n", "ñńņňнν"),
      ("o", "óòôõōŏőơǒọỏốồổỗộớờởỡợоόοω"),
      ("oe", "öøœ"), ("p", "пπ"), ("r", "ŕŗřрρ"), ("s", "śŝşšșсσς"), ("ss", "ß"), ("t", "ţťŧțтτ"),
      ("th", "þθ"),
      ("u", "úùûũūŭůűųưǔụủứừửữựу"), ("ue", "ü"), ("v", "в"), ("w", "ŵ"), ("y", "ýŷÿỳỵỷỹыў"), ("z", "źżžзζ"),
      ("yo", "ё"), ("zh", "ж"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("shch", "щ"), ("", "ьъ"), ("yu", "ю"),
      ("ya", "я"), ("ye", "є"), ("yi", "ї"), ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (letters, scalars) in groups {
      for scalar in scalars.unicodeScalars { table[scalar] = letters }
    }
    return table
  }()
}
