import Diagnostics

extension Check {
  /// `header-from`: From has one address, with a name before it.
  static let headerFrom = Check(
    "header-from", .headers, .error,
    wants: "From has one address, with a name before it",
    because: "Receivers refuse mail with no From or with several, and readers know a sender by the name.",
    accepts: [.header("From: The Lantern <letters@example.org>")],
    reports: [
      .header("From: letters@example.org"), .header("From:"),
      .header("From: A <a@example.org>, B <b@example.org>"),
    ]
  ) { input in
    let values = input.values(of: "From")
    guard values.count == 1, let from = values.first else {
      return [Report("the message has \(values.count) From fields")]
    }
    guard from.split(separator: "@").count == 2 else {
      return [Report("From has more than one address: \(from)")]
    }
    guard let open = from.firstIndex(of: "<"), !from[..<open].trimmed.isEmpty else {
      return [Report("From has no name before the address", "write it as publication.from: Name <address>")]
    }
    return []
  }
}
