import Diagnostics

extension Check {
  /// `heading-order`: no level of headings is left out.
  static let headingOrder = Check(
    "heading-order", .accessibility, .warning,
    wants: "no level of headings is left out",
    because: "A missing level sounds like a missing part.",
    accepts: [.html("<h2>A</h2><h3>B</h3><h2>C</h2>")],
    reports: [.html("<h3>↓Too deep</h3>")]
  ) { input in
    var last = 0
    var reports: [Report] = []
    for heading in input.page.elements where heading.name.count == 2 && heading.name.first == "h" {
      guard let level = Int(heading.name.dropFirst()), (1...6).contains(level) else { continue }
      if last > 0, level > last + 1 {
        reports.append(
          Report("a heading of level \(level) follows one of level \(last)", at: heading.text.collapsed))
      }
      last = level
    }
    return reports
  }
}
