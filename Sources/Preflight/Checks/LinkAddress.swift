import Diagnostics

extension Check {
  /// `link-address`: links name a host, without login.
  static let linkAddress = Check(
    "link-address", .links, .error,
    wants: "links name a host, without login",
    because: "An IP address or a name before the host is how fraud is written.",
    accepts: [.html("<a href=\"https://example.org/a@b\">x</a>")],
    reports: [
      .html("<a href=\"↓https://192.0.2.1/x\">x</a>"),
      .html("<a href=\"↓https://bank.example@evil.example/\">x</a>"),
    ]
  ) { input in
    input.links.compactMap { $0["href"] }.filter {
      $0.lowercased().hasPrefix("http") && URLParts($0).isSuspicious
    }
    .map { Report("a link to an address without a name, or with a login in it", at: $0) }
  }
}
