import Diagnostics

extension Check {
  /// `header-list-id`: List-Id is in the sender's domain.
  static let headerListID = Check(
    "header-list-id", .headers, .error,
    wants: "List-Id is in the sender's domain",
    because: "Readers' filters and mute buttons go by it; it stays the same in all issues (RFC 2919).",
    accepts: [.header("List-Id: The Lantern <club.example.org>"), .header("List-Id: <a.b.example.org>")],
    reports: [.header("List-Id:"), .header("List-Id: The Lantern"), .header("List-Id: <club.example.net>")]
  ) { input in
    guard let value = input.values(of: "List-Id").first else { return [Report("there is no List-Id")] }
    guard let match = value.firstMatch(of: /<([A-Za-z0-9.-]+\.[A-Za-z0-9-]+)>$/) else {
      return [Report("List-Id has no <label.domain>: \(value)")]
    }
    let domain = input.sender.fromDomain
    return match.1 == domain || match.1.hasSuffix("." + domain)
      ? [] : [Report("List-Id is in another domain than the sender's: \(match.1)")]
  }
}
