import Diagnostics

extension Check {
  /// `style-import`: style sheets do not load others.
  static let styleImport = Check(
    "style-import", .clients, .warning,
    wants: "style sheets do not load others",
    because: "Hardly any client follows @import, and it tells a server who reads.",
    accepts: [.html("<style>p { color: #000000 }</style>")],
    reports: [.html("<style>↓@import url(https://example.org/a.css);</style>")]
  ) { input in
    input.page.styles.lowercased().contains("@import")
      ? [Report("a style sheet loads another one", at: "@import")] : []
  }
}
