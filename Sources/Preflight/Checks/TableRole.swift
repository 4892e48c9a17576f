import Diagnostics

extension Check {
  /// `table-role`: tables for the layout say so.
  static let tableRole = Check(
    "table-role", .accessibility, .warning,
    wants: "tables for the layout say so",
    because: "A screen reader reads out rows and columns otherwise.",
    accepts: [
      .html("<table role=\"presentation\"><tr><td>a</td></tr></table>"),
      .html("<table><tr><th>Hour</th></tr><tr><td>9</td></tr></table>"),
    ],
    reports: [.html("<table><tr><td>↓a cell</td></tr></table>")]
  ) { input in
    let page = input.page
    return page.elements.enumerated().filter { index, table in
      table.name == "table" && !["presentation", "none"].contains(table["role"] ?? "")
        && !page.elements.contains { $0.name == "th" && $0.ancestors.contains(index) }
    }.map {
      Report("a table without headings that does not say role=\"presentation\"", at: $0.1.text.collapsed)
    }
  }
}
