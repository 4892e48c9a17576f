import Diagnostics

extension Check {
  /// `subject-empty`: there is a subject.
  static let subjectEmpty = Check(
    "subject-empty", .inbox, .error,
    wants: "there is a subject",
    because: "An empty one is a mark of spam.",
    accepts: [.subject("A lamp")],
    reports: [.subject(" ")]
  ) { input in
    input.subject.trimmed.isEmpty ? [Report("the subject is empty")] : []
  }
}
