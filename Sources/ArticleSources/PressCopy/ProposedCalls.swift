import Editorial

/// Finds calls to action that a text makes in words: `watch TITLE now on Netflix`, `sign the petition`.
///
/// Only an order counts: a verb of the language at the beginning of a sentence, or
/// after a word such as `please`. The address is never made up, and what is not
/// surely a title is not taken for one.
struct ProposedCalls {
  let lexicon: Lexicon
  let language: Language

  /// The calls with the lines their paragraphs begin on, each thing once; of equal ones the surest.
  func calls(in paragraphs: [CopyParagraph]) -> [(call: CallToAction, line: Int)] {
    var found: [(call: CallToAction, line: Int)] = []
    let requests = Requests(of: language)
    for paragraph in paragraphs {
      for sentence in sentences(of: paragraph.text) {
        guard let call = call(in: sentence, requests) else { continue }
        if let same = found.firstIndex(where: { $0.call.asksForTheSame(as: call) }) {
          if found[same].call.isLessSure(than: call) { found[same] = (call, paragraph.line) }
        } else {
          found.append((call, paragraph.line))
        }
      }
    }
    return found
  }

  private func call(in sentence: String, _ requests: Requests) -> CallToAction? {
    let mentions = lexicon.providers.mentions(in: sentence)
    return mentions.lazy.compactMap { order(in: sentence, before: $0.range.lowerBound, of: $0.provider) }
      .first
      ?? request(in: sentence, requests, provider: mentions.first?.provider)
  }

  /// An order that ends with the name of a service.
  private func order(
    in sentence: String, before end: String.Index, of provider: Provider
  ) -> CallToAction? {
    let words = sentence[..<end].split(whereSeparator: \.isWhitespace)
    var end = words.count
    while end > 0, language.asking.linking.contains(words[end - 1].lowercased()) { end -= 1 }
    guard end < words.count, end > 0,
      let verb = words[..<end].lastIndex(where: { action(of: $0) != nil }),
      isOrder(words, at: verb), let action = action(of: words[verb])
    else { return nil }
    var begin = verb + 1
    while begin < end, language.asking.after.contains(words[begin].lowercased()),
      !(language.asking.hasCapitalTitles && words[begin].isCapitalised)
    { begin += 1 }
    if begin == end {
      return proposal(action, provider: provider, evidence: sentence, .medium)
    }
    return title(words[begin..<end]).map {
      proposal(action, title: $0, provider: provider, evidence: sentence, .high)
    }
  }

  /// A phrase that asks for something by itself: `sign the petition`.
  private func request(
    in sentence: String, _ requests: Requests, provider: Provider?
  ) -> CallToAction? {
    let lowercased = sentence.lowercased()
    for (action, phrase) in requests.possible(in: lowercased) {
      guard let range = lowercased.firstRange(of: phrase), lowercased.isWord(range) else { continue }
      let before = lowercased[..<range.lowerBound].split(whereSeparator: \.isWhitespace)
      guard isOrder(before + [lowercased[range]], at: before.count) else { continue }
      return proposal(
        action, provider: provider, evidence: sentence, provider == nil ? .low : .medium)
    }
    return nil
  }

  /// The phrases that ask for something by themselves, by their first words: most sentences have none of these.
  private struct Requests {
    private var byFirstWord: [Substring: [(number: Int, action: Action, phrase: String)]] = [:]
    /// The octets that first words begin with.
    private var beginnings = [Bool](repeating: false, count: 256)

    init(of language: Language) {
      var number = 0
      for action in Action.allCases {
        for phrase in language.words(for: action).requests {
          let first = phrase.prefix(while: \.isWordLetter)
          byFirstWord[first, default: []].append((number, action, phrase))
          if let octet = first.utf8.first { beginnings[Int(octet)] = true }
          number += 1
        }
      }
    }

    func possible(in sentence: String) -> [(action: Action, phrase: String)] {
      var found: [(number: Int, action: Action, phrase: String)] = byFirstWord[""] ?? []
      var isAfterLetter = false
      for index in sentence.utf8.indices {
        let octet = sentence.utf8[index]
        let isLetter = octet >= 0x80 || (0x61...0x7A).contains(octet)
        if isLetter, !isAfterLetter, beginnings[Int(octet)] {
          found += byFirstWord[sentence[index...].prefix(while: \.isWordLetter)] ?? []
        }
        isAfterLetter = isLetter
      }
      if found.isEmpty { return [] }
      return found.sorted { $0.number < $1.number }.map { ($0.action, $0.phrase) }
    }
  }

  private func proposal(
    _ action: Action, title: String? = nil, provider: Provider?, evidence: String,
    _ confidence: CallToAction.Confidence
  ) -> CallToAction {
    CallToAction(
      action, title: title, provider: provider?.id, evidence: evidence, isProposed: true,
      confidence: confidence)
  }

  private func action(of word: Substring) -> Action? {
    let word = word.drop { $0 == "¡" || $0 == "¿" }.lowercased()
    return Action.allCases.first { language.words(for: $0).orders.contains(word) }
  }

  private func isOrder(_ words: [Substring], at verb: Int) -> Bool {
    guard verb > 0 else { return true }
    let before = words[verb - 1]
    return ",;:—–¡،؛".contains(before.last ?? " ") || language.asking.before.contains(before.lowercased())
  }

  /// The words as a title: in quotation marks, or, where capitals mark one, with a capital on each that is
  /// not small.
  private func title(_ words: ArraySlice<Substring>) -> String? {
    guard words.count <= 12 else { return nil }
    let text = words.joined(separator: " ")
    let marks = "“”„\"‘’'«»‹›"
    if let first = text.first, let last = text.last, marks.contains(first), marks.contains(last) {
      let inner = String(text.dropFirst().dropLast()).cleanedLine
      return inner.isEmpty || inner.contains(where: { "“”„\"«»".contains($0) }) ? nil : inner
    }
    guard language.asking.hasCapitalTitles else { return nil }
    let small = language.asking.small
    let isTitle = words.allSatisfy { $0.isCapitalised || small.contains($0.lowercased()) }
    let hasCapital = words.contains { $0.isCapitalised && !small.contains($0.lowercased()) }
    return isTitle && hasCapital && !text.contains(where: { ",;:.!?".contains($0) }) ? text : nil
  }

  private static let endings: Set<UInt8> = Set(".!?؟".unicodeScalars.compactMap { String($0).utf8.last })

  /// Cuts a paragraph after `.`, `!` or `?` where a sentence may begin.
  private func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var start = text.startIndex
    // The last octets of what ends a sentence: most characters need not be looked at.
    for end in text.utf8.indices where Self.endings.contains(text.utf8[end]) {
      let next = text.utf8.index(after: end)
      guard next < text.endIndex, next > start, text[next].isWhitespace,
        ".!?؟".contains(text[text.index(before: next)])
      else { continue }
      let following = text[next...].first { !$0.isWhitespace }
      if following.map({ !$0.isLowercase && !$0.isNumber }) ?? true {
        sentences.append(String(text[start..<next]))
        start = next
      }
    }
    sentences.append(String(text[start...]))
    return sentences.map(\.cleanedLine).filter { !$0.isEmpty }
  }
}

extension CallToAction {
  fileprivate func asksForTheSame(as other: CallToAction) -> Bool {
    action == other.action && provider == other.provider
      && (title == other.title || title == nil || other.title == nil)
  }

  fileprivate func isLessSure(than other: CallToAction) -> Bool {
    guard let mine = confidence, let theirs = other.confidence else { return false }
    return mine < theirs
  }
}

extension Substring {
  fileprivate var isCapitalised: Bool { first.map { $0.isUppercase || $0.isNumber } ?? false }
}
