import Diagnostics

extension Check {
  /// `preheader-repeats`: the line beside the subject says something else than the subject.
  static let preheaderRepeats = Check(
    "preheader-repeats", .inbox, .warning,
    wants: "the line beside the subject says something else than the subject",
    because: "Its place is too good for the same words.",
    accepts: [.preheader("Four islanders bring an old lighthouse back on the air.")],
    reports: [.preheader("↓A lamp in the harbour, a lamp in the harbour")]
  ) { input in
    let subject = input.subject.words.joined(separator: " ")
    let isRepeated = !subject.isEmpty && input.preheader.words.joined(separator: " ").hasPrefix(subject)
    return isRepeated ? [Report("the line beside the subject repeats the subject", at: input.preheader)] : []
  }
}
