import Diagnostics

extension Check {
  /// `link-http`: links are https.
  static let linkHTTP = Check(
    "link-http", .links, .warning,
    wants: "links are https",
    because: "Clients warn of the others, and anybody on the way can read and change what is behind them.",
    accepts: [.html("<a href=\"https://example.org/x\">x</a>")],
    reports: [.html("<a href=\"↓http://example.org/x\">x</a>")]
  ) { input in
    input.links.compactMap { $0["href"] }.filter { $0.lowercased().hasPrefix("http://") }
      .map {
        Report(
          "this link is not https", at: $0, help: ["use https://\($0.dropFirst(7))  (check --fix does it)"],
          replacement: "https://" + $0.dropFirst(7))
      }
  }
}
