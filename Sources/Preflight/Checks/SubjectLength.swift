import Diagnostics

extension Check {
  /// `subject-length`: the subject has at most 70 characters.
  static let subjectLength = Check(
    "subject-length", .inbox, .warning,
    wants: "the subject has at most 70 characters",
    because: "Most inboxes show less; phones show 37 to 48.",
    accepts: [.that("70 characters") { $0.subject = String(repeating: "a", count: 70) }],
    reports: [.subject("↓The White Helmets: forty minutes that won an Oscar and changed how a war was seen")]
  ) { input in
    let count = input.subject.count
    return count > 70
      ? [
        Report(
          "the subject has \(count) characters; phones show 37 to 48", at: input.subject,
          "the first 37 should carry the point")
      ] : []
  }
}
