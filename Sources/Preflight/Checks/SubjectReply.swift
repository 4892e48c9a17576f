import Diagnostics

extension Check {
  /// `subject-reply`: the subject does not pretend to be an answer.
  static let subjectReply = Check(
    "subject-reply", .inbox, .error,
    wants: "the subject does not pretend to be an answer",
    because: "Re: and Fwd: before a first message is a trick, and CAN-SPAM calls it deceptive.",
    accepts: [.subject("Regarding the lamp")],
    reports: [.subject("↓Re: your lamp"), .subject("↓Fwd: lamp"), .subject("↓AW: Lampe")]
  ) { input in
    guard let trick = input.subject.prefixMatch(of: /\s*(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+/.ignoresCase())
    else {
      return []
    }
    return [
      Report(
        "the subject pretends to be an answer", at: input.subject, help: ["check --fix does it"],
        replacement: String(input.subject[trick.range.upperBound...]))
    ]
  }
}
