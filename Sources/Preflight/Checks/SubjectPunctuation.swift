import Diagnostics

extension Check {
  /// `subject-punctuation`: one mark of exclamation is enough.
  static let subjectPunctuation = Check(
    "subject-punctuation", .inbox, .warning,
    wants: "one mark of exclamation is enough",
    because: "Filters count them.",
    accepts: [.subject("A lamp! And a play?")],
    reports: [.subject("↓A lamp!!!"), .subject("↓What?!?")]
  ) { input in
    guard input.subject.contains(/[!?]{2,}/) else { return [] }
    let calm = input.subject.replacing(/[!?]{2,}/) { $0.0.contains("?") ? "?" : "!" }
    return [
      Report(
        "the subject has several marks in a row", at: input.subject,
        help: ["one is enough  (check --fix does it)"], replacement: calm)
    ]
  }
}
