import Diagnostics

extension Check {
  /// `header-feedback-id`: Feedback-ID has at most four fields, the last of them the sender's, 5 to 15 characters.
  static let headerFeedbackID = Check(
    "header-feedback-id", .headers, .warning,
    wants: "Feedback-ID has at most four fields, the last of them the sender's, 5 to 15 characters",
    because: "Gmail counts complaints by it, and passes over one that it does not understand.",
    accepts: [.header("Feedback-ID: 012-lamp:club:newsletter:thelantern")],
    reports: [
      .header("Feedback-ID:"), .header("Feedback-ID: a:b:c:d:lantern"), .header("Feedback-ID: a:b:c:abc"),
      .header("Feedback-ID: a:a:b:lantern"),
    ]
  ) { input in
    guard let value = input.values(of: "Feedback-ID").first else {
      return [Report("there is no Feedback-ID")]
    }
    let fields = value.split(separator: ":", omittingEmptySubsequences: false)
    let isGood =
      fields.count <= 4 && Set(fields).count == fields.count && (5...15).contains(fields.last?.count ?? 0)
    return isGood ? [] : [Report("the Feedback-ID is not a:b:c:sender: \(value)")]
  }
}
