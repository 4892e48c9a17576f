import Diagnostics

extension Check {
  /// `header-to`: each message is to its one reader.
  static let headerTo = Check(
    "header-to", .headers, .error,
    wants: "each message is to its one reader",
    because: "An address list in To or Cc shows readers to one another.",
    accepts: [.header("To: Ada <ada@example.net>")],
    reports: [
      .header("To: ada@example.net, bo@example.net"), .header("To:"), .header("Cc: bo@example.net"),
      .header("Bcc: bo@example.net"),
    ]
  ) { input in
    var reports: [Report] = []
    let to = input.values(of: "To")
    if to.count != 1 || to.first?.split(separator: "@").count != 2 {
      reports.append(Report("To does not name exactly one reader"))
    }
    for name in ["Cc", "Bcc"] where !input.values(of: name).isEmpty {
      reports.append(Report("the message has a \(name) field"))
    }
    return reports
  }
}
