import Diagnostics

extension Check {
  /// `heading-one`: there is one heading of the first level.
  static let headingOne = Check(
    "heading-one", .accessibility, .warning,
    wants: "there is one heading of the first level",
    because: "It says what the letter is about to those who jump from heading to heading.",
    accepts: [.html("<h2>More</h2>")],
    reports: [.html("<h1>Another</h1>"), .page("<h2>Only a second</h2>")]
  ) { input in
    let count = input.page.elements.count { $0.name == "h1" }
    return count == 1
      ? [] : [Report("there \(count == 0 ? "is no heading" : "are \(count) headings") of the first level")]
  }
}
