import Diagnostics

extension Check {
  /// `unsubscribe-header`: List-Unsubscribe has exactly one https link and one mailto address.
  static let unsubscribeHeader = Check(
    "unsubscribe-header", .unsubscribe, .error,
    wants: "List-Unsubscribe has exactly one https link and one mailto address",
    because:
      "Gmail and Yahoo refuse bulk mail without it (RFC 8058 section 3.1); Apple and Microsoft use the address.",
    accepts: [
      .header("List-Unsubscribe: <https://example.org/u?t=abc>, <mailto:u@example.org?subject=unsubscribe>")
    ],
    reports: [
      .header("List-Unsubscribe:"),
      .header("List-Unsubscribe: <http://example.org/u>, <mailto:u@example.org>"),
      .header("List-Unsubscribe: <mailto:u@example.org>"),
      .header("List-Unsubscribe: <https://example.org/u>"),
      .header("List-Unsubscribe: <https://a.example.org>, <https://b.example.org>, <mailto:u@example.org>"),
    ]
  ) { input in
    guard let value = input.values(of: "List-Unsubscribe").first else {
      return [Report("there is no List-Unsubscribe", "set links.unsubscribe")]
    }
    let links = value.matches(of: /<([^>]*)>/).map { String($0.1).lowercased() }
    var reports: [Report] = []
    let secure = links.count { $0.hasPrefix("https:") }
    if secure != 1 {
      reports.append(
        Report(
          "List-Unsubscribe has \(secure) https links instead of one",
          "links.unsubscribe has to begin with https://"))
    }
    if !links.contains(where: { $0.hasPrefix("mailto:") }) {
      reports.append(Report("List-Unsubscribe has no mailto address", "set links.unsubscribe-mail"))
    }
    return reports
  }
}
