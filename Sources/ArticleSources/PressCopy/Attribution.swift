/// Who says what follows, as the sentence before it names them.
///
/// The last verb of speech decides: its subject is named, and a pronoun in the
/// subject stands for the person named last before it.
///
///     … its director, Ada Example, said, as she and her editor Bo Sample wrote for us:
///     // Ada Example, Bo Sample
struct Attribution {
  /// The names, in the order of the text.
  let names: [String]

  private static let verbs: Set<String> = [
    "said", "says", "wrote", "writes", "told", "tells", "explained", "explains", "recalled", "recalls",
    "added",
    "adds", "put", "remembers", "remembered", "described", "describes", "asked", "replied", "noted", "argued",
  ]
  private static let roles: Set<String> = [
    "actor", "actress", "activist", "artist", "author", "captain", "chair", "chief", "co-director",
    "co-founder",
    "coach", "colleague", "composer", "curator", "director", "doctor", "dr", "driver", "editor", "engineer",
    "farmer", "filmmaker", "founder", "friend", "leader", "mayor", "minister", "mr", "mrs", "ms", "musician",
    "nurse",
    "organiser", "organizer", "painter", "photographer", "poet", "president", "producer", "professor",
    "scientist",
    "secretary", "singer", "spokesman", "spokesperson", "spokeswoman", "student", "teacher", "volunteer",
    "writer",
  ]
  private static let pronouns: Set<String> = ["he", "she", "they"]
  private static let particles: Set<String> = [
    "von", "van", "de", "der", "den", "da", "di", "al", "bin", "la", "le",
  ]
  private static let notBeforeNames: Set<String> = [
    "in", "at", "for", "from", "of", "on", "near", "the", "a", "an", "to", "with", "by", "last", "recent",
  ]
  private static let notNames: Set<String> = [
    "the", "a", "an", "this", "that", "it", "we", "i", "you", "they", "he", "she", "in", "on", "at", "as",
    "and",
    "but", "when", "after", "before", "here", "there", "his", "her", "their", "our", "my", "one", "now",
    "then", "so",
    "later", "once", "yesterday", "today", "still", "yet", "where", "who", "what", "why", "how", "if",
    "since", "while",
  ]

  /// A word with what stands around it.
  private struct Word {
    var text: Substring
    var endsClause: Bool
    var isCapital: Bool { text.first?.isUppercase == true }
  }

  private struct Person {
    var name: String
    var words: Range<Int>
    /// Whether a role before it or commas around it say that it is a person.
    var isSure: Bool
  }

  init(in introduction: String) {
    let words = introduction.split(whereSeparator: \.isWhitespace).map { raw in
      let text = raw.drop { "“\"(‘'".contains($0) }
      let core = text.prefix { !",;:)”\"".contains($0) }
      return Word(text: core, endsClause: core.endIndex != text.endIndex || core.last == ".")
    }
    guard let verb = words.lastIndex(where: { Self.verbs.contains($0.text.lowercased()) }) else {
      names = []
      return
    }
    let people = Self.people(in: words)
    var start = verb
    while start > 0, !words[start - 1].endsClause { start -= 1 }
    var found: [String] = []
    func add(_ person: Person?) {
      if let person, !found.contains(person.name) { found.append(person.name) }
    }
    for index in start..<verb {
      if Self.pronouns.contains(words[index].text.lowercased()) {
        add(people.last { $0.words.upperBound <= index && $0.isSure })
      } else {
        add(people.first { $0.words.lowerBound == index })
      }
    }
    if found.isEmpty { add(people.first { $0.words.lowerBound == verb + 1 }) }
    if found.isEmpty, start == verb || start + 1 == verb || words[start].text == "who" {
      add(people.last { $0.words.upperBound <= verb && $0.isSure })
    }
    if found.isEmpty { add(people.last { $0.words.upperBound <= start && $0.isSure }) }
    names = found
  }

  /// The runs of words with capitals that can be names of people.
  private static func people(in words: [Word]) -> [Person] {
    var people: [Person] = []
    var index = 0
    while index < words.count {
      guard words[index].isCapital else {
        index += 1
        continue
      }
      let begin = index
      var end = index
      while end < words.count, words[end].isCapital || end > begin && isParticle(words, at: end) {
        end += 1
        if words[end - 1].endsClause { break }
      }
      index = end
      if let person = person(words, begin..<end) { people.append(person) }
    }
    return people
  }

  private static func isParticle(_ words: [Word], at index: Int) -> Bool {
    particles.contains(String(words[index].text)) && index + 1 < words.count && words[index + 1].isCapital
  }

  private static func person(_ words: [Word], _ run: Range<Int>) -> Person? {
    var begin = run.lowerBound
    while begin < run.upperBound, notNames.contains(words[begin].text.lowercased()) { begin += 1 }
    let before = begin > 0 ? words[begin - 1] : nil
    var hasRole = before.map { roles.contains(bare($0.text)) } ?? false
    while begin < run.upperBound, roles.contains(bare(words[begin].text)) {
      begin += 1
      hasRole = true
    }
    guard begin < run.upperBound else { return nil }
    if !hasRole, let before, !before.endsClause, notBeforeNames.contains(before.text.lowercased()) {
      return nil
    }
    let next = run.upperBound < words.count ? words[run.upperBound].text.lowercased() : ""
    let isSubject = !words[run.upperBound - 1].endsClause && (verbs.contains(next) || next == "and")
    let isApposed = words[run.upperBound - 1].endsClause && (before?.endsClause ?? true)
    guard run.upperBound - begin > 1 || isSubject || hasRole else { return nil }
    var name = words[begin..<run.upperBound].map { String($0.text) }.joined(separator: " ")
    for ending in ["’s", "'s"] where name.hasSuffix(ending) { name.removeLast(2) }
    return Person(name: name, words: begin..<run.upperBound, isSure: hasRole || isSubject || isApposed)
  }

  private static func bare(_ word: Substring) -> String {
    word.lowercased().filter { $0 != "." }
  }
}
