import Diagnostics

extension Check {
  /// `preheader-length`: the line beside the subject has 30 to 150 characters.
  static let preheaderLength = Check(
    "preheader-length", .inbox, .warning,
    wants: "the line beside the subject has 30 to 150 characters",
    because: "It is what an inbox shows next; what is missing there is filled from the text.",
    accepts: [
      .that("30 characters") { $0.preheader = String(repeating: "a", count: 30) },
      .that("150 characters") { $0.preheader = String(repeating: "a", count: 150) },
    ],
    reports: [
      .preheader("↓Too short"), .that("151 characters") { $0.preheader = String(repeating: "a", count: 151) },
    ]
  ) { input in
    let count = input.preheader.count
    return (30...150).contains(count)
      ? []
      : [
        Report(
          "the line beside the subject has \(count) characters",
          at: input.preheader.isEmpty ? nil : input.preheader,
          "30 to 150: the article's dek, or compose --preheader")
      ]
  }
}
