import Diagnostics

extension Check {
  /// `viewport`: the document fits itself to the screen.
  static let viewport = Check(
    "viewport", .clients, .warning,
    wants: "the document fits itself to the screen",
    because: "Phones show a shrunken page otherwise.",
    accepts: [.html("<p>more</p>")],
    reports: [.page("<html lang=\"en\"><head></head></html>")]
  ) { input in
    input.page.elements.contains { $0.name == "meta" && $0["name"]?.lowercased() == "viewport" }
      ? [] : [Report("there is no viewport", "<meta name=\"viewport\" content=\"width=device-width\">")]
  }
}
