import Diagnostics

extension Check {
  /// `subject-capitals`: the subject is not all in capitals.
  static let subjectCapitals = Check(
    "subject-capitals", .inbox, .error,
    wants: "the subject is not all in capitals",
    because: "Filters and readers take it for shouting.",
    accepts: [.subject("NATO and the lamp"), .subject("BBC")],
    reports: [.subject("↓READ THIS AT ONCE")]
  ) { input in
    let letters = input.subject.filter(\.isLetter)
    let isLoud =
      letters.count > 8 && letters.contains(where: \.isCased) && !letters.contains(where: \.isLowercase)
    return isLoud ? [Report("the subject is all in capitals", at: input.subject)] : []
  }
}
