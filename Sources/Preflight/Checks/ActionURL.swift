import Diagnostics

extension Check {
  /// `action-url`: every call to action leads somewhere.
  static let actionURL = Check(
    "action-url", .action, .error,
    wants: "every call to action leads somewhere",
    because: "One without an address is left out of the issue.",
    accepts: [.that("one with an address") { $0.calls[0].url = "https://example.org/lamp" }],
    reports: [.that("one without") { $0.calls[0].url = nil }]
  ) { input in
    input.calls.filter { $0.url == nil }.map {
      Report(
        "the call to action \"\($0.label)\" has no URL and is left out", at: $0.label,
        "give it one in the front matter, or with compose --cta-url")
    }
  }
}
