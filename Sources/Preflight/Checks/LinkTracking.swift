import Diagnostics

extension Check {
  /// `link-tracking`: links carry no click identifiers of other services.
  static let linkTracking = Check(
    "link-tracking", .links, .warning,
    wants: "links carry no click identifiers of other services",
    because: "They came along when the address was copied, and tell others who clicked.",
    accepts: [.html("<a href=\"https://example.org/lamp?id=5\">x</a>")],
    reports: [
      .html("<a href=\"↓https://example.org/lamp?fbclid=abc\">x</a>"),
      .html("<a href=\"↓https://example.org/lamp?id=5&amp;gclid=abc\">x</a>"),
    ]
  ) { input in
    input.links.compactMap { $0["href"] }.filter { URLParts($0).hasClickIdentifier }
      .map {
        Report(
          "the link has a click identifier in it", at: $0,
          help: ["use \(URLParts($0).withoutClickIdentifiers)  (check --fix does it)"],
          replacement: URLParts($0).withoutClickIdentifiers)
      }
  }
}
