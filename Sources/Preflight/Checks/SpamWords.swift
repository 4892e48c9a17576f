import Diagnostics

extension Check {
  /// `spam-words`: no phrases that filters know from spam.
  static let spamWords = Check(
    "spam-words", .words, .warning,
    wants: "no phrases that filters know from spam",
    because: "One does no harm; several together with other marks do.",
    accepts: [.plain("Act nowhere else"), .subject("A risky lamp")],
    reports: [.subject("↓Act now and win"), .html("<p>It is ↓risk-free</p>")]
  ) { input in
    let texts = [input.subject, input.page.visibleText].map { " " + $0.collapsed.lowercased() + " " }
    return input.knowledge.spamWords.filter { phrase in
      texts.contains { text in
        text.ranges(of: phrase).contains { range in
          let before = text[..<range.lowerBound].last, after = text[range.upperBound...].first
          return before?.isLetter != true && after?.isLetter != true
        }
      }
    }.map { Report("\"\($0)\" is a phrase of spam", at: $0) }
  }
}
