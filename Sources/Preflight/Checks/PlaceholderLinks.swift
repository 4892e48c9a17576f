import Diagnostics

extension Check {
  /// `placeholder-links`: no link to a place that is nobody's.
  static let placeholderLinks = Check(
    "placeholder-links", .placeholders, .warning,
    wants: "no link to a place that is nobody's",
    because: "Names ending in .invalid, .test, .localhost and .local are made up.",
    accepts: [.html("<a href=\"https://example.org/lamp\">x</a>")],
    reports: [
      .html("<a href=\"↓https://new.invalid/x\">x</a>"), .html("<a href=\"↓https://localhost/x\">x</a>"),
    ]
  ) { input in
    input.links.compactMap { $0["href"] }.filter { link in
      let host = URLParts(link).host
      return host == "localhost"
        || [".invalid", ".test", ".localhost", ".local"].contains { host.hasSuffix($0) }
    }.map { Report("a link to a made-up place", at: $0) }
  }
}
