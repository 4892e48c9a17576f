import Diagnostics

extension Check {
  /// `link-empty`: every link leads somewhere.
  static let linkEmpty = Check(
    "link-empty", .links, .error,
    wants: "every link leads somewhere",
    because: "A link to # or to nothing was to be filled in later.",
    accepts: [.html("<a href=\"https://example.org/lamp\">x</a>")],
    reports: [.html("<a href=\"#\">↓Second chapter</a>"), .html("<a href=\"\">↓Second chapter</a>")]
  ) { input in
    input.links.filter { ["", "#", "http://", "https://"].contains(($0["href"] ?? "").trimmed) }
      .map { Report("the link \"\($0.text.collapsed)\" leads nowhere", at: $0.text.collapsed) }
  }
}
