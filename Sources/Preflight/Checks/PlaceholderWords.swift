import Diagnostics

extension Check {
  /// `placeholder-words`: nothing is left that was to be filled in.
  static let placeholderWords = Check(
    "placeholder-words", .placeholders, .error,
    wants: "nothing is left that was to be filled in",
    because: "TK, lorem ipsum and XXX are notes to oneself.",
    accepts: [.html("<p>The TKO in round 3, and loremaster</p>")],
    reports: [
      .html("<p>He was ↓TK years old</p>"), .html("<p>↓Lorem ipsum dolor</p>"), .subject("↓TODO subject"),
      .html("<p>call ↓XXX</p>"),
    ]
  ) { input in
    let notes: Set<String> = ["TK", "TKTK", "TODO", "FIXME", "XXX"]
    var seen: Set<String> = []
    let found = [input.subject, input.preheader, input.page.visibleText].flatMap { text in
      text.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter(notes.contains)
        + (text.lowercased().contains("lorem ipsum") ? ["Lorem ipsum"] : [])
    }
    return found.filter { seen.insert($0).inserted }.map { Report("\"\($0)\" was to be filled in", at: $0) }
  }
}
