import Diagnostics

extension Check {
  /// `document-language`: the document says its language.
  static let documentLanguage = Check(
    "document-language", .accessibility, .error,
    wants: "the document says its language",
    because: "Screen readers choose their voice by it.",
    accepts: [.html("<p>more</p>")],
    reports: [.page("<html><body><p>Hello</p></body></html>")]
  ) { input in
    let lang = input.page.elements.first { $0.name == "html" }?["lang"] ?? ""
    return lang.isEmpty
      ? [Report("the document does not say its language", "<html lang=\"{{issue.language}}\">")] : []
  }
}
