import Diagnostics

extension Check {
  /// `document-title`: the document has a title.
  static let documentTitle = Check(
    "document-title", .accessibility, .warning,
    wants: "the document has a title",
    because: "It names the tab when the letter is opened in a browser, and a screen reader begins with it.",
    accepts: [.html("<p>more</p>")],
    reports: [
      .page("<html lang=\"en\"><head><title> </title></head><body></body></html>"), .page("<p>x</p>"),
    ]
  ) { input in
    let title = input.page.elements.first { $0.name == "title" }?.text.trimmed ?? ""
    return title.isEmpty ? [Report("the document has no title", "<title>{{issue.subject}}</title>")] : []
  }
}
