import Diagnostics

extension Check {
  /// `shouting`: no sentence in capitals.
  static let shouting = Check(
    "shouting", .words, .note,
    wants: "no sentence in capitals",
    because: "It is hard to read, and a screen reader may spell it.",
    accepts: [.html("<p>UNESCO and NATO met</p>")],
    reports: [.html("<p>↓READ ALL OF THIS RIGHT NOW PLEASE</p>")]
  ) { input in
    input.page.runs.filter { run in
      let words = run.text.split(whereSeparator: \.isWhitespace).filter { $0.contains(where: \.isCased) }
      return words.count >= 5 && words.allSatisfy { !$0.contains(where: \.isLowercase) }
    }.prefix(3).map { Report("a sentence in capitals", at: $0.text.trimmed) }
  }
}
