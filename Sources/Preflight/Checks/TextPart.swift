import Diagnostics

extension Check {
  /// `text-part`: the text part says what the HTML says.
  static let textPart = Check(
    "text-part", .text, .error,
    wants: "the text part says what the HTML says",
    because: "A text part of a few words is a mark of spam, and all that some people read.",
    accepts: [.plain("more words"), .html("<p>more</p>")],
    reports: [.that("a text part that only points to the web") { $0.text = "Read this on the web." }]
  ) { input in
    let wanted = Set(input.page.visibleText.words)
    guard !wanted.isEmpty else { return [] }
    let share = Double(wanted.intersection(input.text.words).count) / Double(wanted.count)
    return share >= 0.6
      ? []
      : [
        Report(
          "the text part has \(Int(share * 100)) % of the words of the HTML",
          "60 % at least; write body.txt so that it has {{bodyText}}")
      ]
  }
}
