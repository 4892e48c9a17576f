import Diagnostics

extension Check {
  /// `dark-mode`: the document says that it has colours for dark screens.
  static let darkMode = Check(
    "dark-mode", .contrast, .warning,
    wants: "the document says that it has colours for dark screens",
    because: "Apple Mail and others turn colours around by themselves otherwise.",
    accepts: [.html("<p>more</p>")],
    reports: [.page("<html lang=\"en\"><head></head><body>x</body></html>")]
  ) { input in
    let isSaid =
      input.page.elements.contains { $0.name == "meta" && $0["name"] == "color-scheme" }
      || input.page.styles.contains("color-scheme")
    return isSaid
      ? []
      : [
        Report(
          "the document does not say color-scheme", "<meta name=\"color-scheme\" content=\"light dark\">")
      ]
  }
}
