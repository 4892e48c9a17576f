import Diagnostics

extension Check {
  /// `font-size`: text has 12 pixels at least.
  static let fontSize = Check(
    "font-size", .accessibility, .warning,
    wants: "text has 12 pixels at least",
    because: "Smaller text is read by nobody, and enlarged by iPhones so that the layout breaks.",
    accepts: [
      .html("<p style=\"font-size:14px\">x</p>"),
      .html("<div style=\"font-size:0\"><p style=\"font-size:16px\">x</p></div>"),
    ],
    reports: [.html("<p style=\"font-size:10px\">↓Small print</p>")]
  ) { input in
    input.page.runs.filter { run in
      guard let size = input.page.inherited("font-size", at: run.element), size.hasSuffix("px"),
        let pixels = Double(size.dropLast(2))
      else { return false }
      return pixels > 1 && pixels < 12
    }.prefix(3).map { Report("text of less than 12 pixels", at: $0.text.collapsed) }
  }
}
