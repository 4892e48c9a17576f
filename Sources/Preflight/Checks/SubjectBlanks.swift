import Diagnostics

extension Check {
  /// `subject-blanks`: words of the subject are separated by one blank.
  static let subjectBlanks = Check(
    "subject-blanks", .inbox, .note,
    wants: "words of the subject are separated by one blank",
    because: "Runs of blanks push words out of the inbox line and are a trick of spammers.",
    accepts: [.subject("A lamp in the harbour")],
    reports: [.subject("↓A lamp  in the harbour")]
  ) { input in
    guard input.subject.contains("  ") else { return [] }
    return [
      Report(
        "the subject has two blanks in a row", at: input.subject, help: ["check --fix does it"],
        replacement: input.subject.collapsed)
    ]
  }
}
