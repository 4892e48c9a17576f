import Editorial

/// Finds calls to action that a text makes in words: `watch TITLE now on Netflix`.
///
/// Only an order counts, with a title in capitals or quotation marks between the
/// verb and a provider that the project knows. The address is never made up.
struct ProposedCalls {
  let providers: ProviderCatalog

  private static let verbs: [String: Action] = [
    "watch": .watch, "stream": .watch, "listen": .listen, "hear": .listen, "read": .read, "donate": .donate,
    "back": .donate, "sign": .sign, "buy": .buy, "join": .join, "attend": .attend, "subscribe": .subscribe,
    "vote": .vote, "share": .share,
  ]
  /// What may stand before an order.
  private static let beforeOrder: Set<String> = [
    "and", "or", "then", "please", "now", "also", "can", "so", "just", "go",
  ]
  private static let betweenTitleAndProvider: Set<String> = [
    "now", "today", "tonight", "here", "on", "at", "via", "with", "through", "over",
  ]
  private static let smallWords: Set<String> = [
    "the", "of", "and", "in", "a", "an", "to", "for", "at", "on", "from", "with", "or",
  ]

  /// The calls with the lines their paragraphs begin on, each thing once.
  func calls(in paragraphs: [CopyParagraph]) -> [(call: CallToAction, line: Int)] {
    var found: [(call: CallToAction, line: Int)] = []
    for paragraph in paragraphs {
      guard !providers.mentions(in: paragraph.text).isEmpty else { continue }
      for sentence in sentences(of: paragraph.text) {
        guard let call = call(in: sentence),
          !found.contains(where: { $0.call.title == call.title && $0.call.provider == call.provider })
        else { continue }
        found.append((call, paragraph.line))
      }
    }
    return found
  }

  private func call(in sentence: String) -> CallToAction? {
    for mention in providers.mentions(in: sentence) {
      let words = sentence[..<mention.range.lowerBound].split(whereSeparator: \.isWhitespace)
      var end = words.count
      while end > 0, Self.betweenTitleAndProvider.contains(words[end - 1].lowercased()) { end -= 1 }
      guard end < words.count, end > 0,
        let verb = words[..<end].lastIndex(where: { Self.verbs[$0.lowercased()] != nil }),
        isOrder(words, at: verb), let action = Self.verbs[words[verb].lowercased()]
      else { continue }
      var begin = verb + 1
      if begin < end, ["to", "for"].contains(words[begin]) { begin += 1 }
      guard let title = title(words[begin..<end]) else { continue }
      return CallToAction(
        action, title: title, provider: mention.provider.id, evidence: sentence, isProposed: true)
    }
    return nil
  }

  private func isOrder(_ words: [Substring], at verb: Int) -> Bool {
    guard verb > 0 else { return true }
    let before = words[verb - 1]
    return ",;:—–".contains(before.last ?? " ") || Self.beforeOrder.contains(before.lowercased())
  }

  /// The words as a title: in quotation marks, or with a capital on each that is not small.
  private func title(_ words: ArraySlice<Substring>) -> String? {
    guard let first = words.first, let last = words.last, words.count <= 10 else { return nil }
    let marks = "“”\"‘’'"
    let text = words.joined(separator: " ")
    if marks.contains(first.first ?? " "), marks.contains(last.last ?? " "), text.count > 2 {
      return String(text.dropFirst().dropLast())
    }
    let isTitle = words.allSatisfy { word in
      word.first.map { $0.isUppercase || $0.isNumber } ?? false || Self.smallWords.contains(word.lowercased())
    }
    let hasCapital = words.contains {
      $0.first?.isUppercase == true && !Self.smallWords.contains($0.lowercased())
    }
    return isTitle && hasCapital && !text.contains(where: { ",;:.!?".contains($0) }) ? text : nil
  }

  /// Cuts a paragraph after `.`, `!` or `?` where a capital follows.
  private func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if ".!?".contains(text[index]), next < text.endIndex, text[next].isWhitespace {
        let following = text[next...].first { !$0.isWhitespace }
        if following.map({ $0.isUppercase || "“\"".contains($0) }) ?? true {
          sentences.append(String(text[start..<next]))
          start = next
        }
      }
      index = next
    }
    sentences.append(String(text[start...]))
    return sentences.map(\.cleanedLine).filter { !$0.isEmpty }
  }
}
