import Diagnostics

extension Check {
  /// `header-message-id`: Message-ID is <unique@domain>.
  static let headerMessageID = Check(
    "header-message-id", .headers, .error,
    wants: "Message-ID is <unique@domain>",
    because: "Without one, or with a name that is no domain, filters take the message for a robot's.",
    accepts: [.header("Message-ID: <42.7.x@example.org>")],
    reports: [
      .header("Message-ID:"), .header("Message-ID: <1@localhost>"), .header("Message-ID: <a b@example.org>"),
      .header("Message-ID: 1@example.org"),
    ]
  ) { input in
    guard let value = input.values(of: "Message-ID").first else { return [Report("there is no Message-ID")] }
    let isGood = value.wholeMatch(of: /<[!-;=?-~]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+>/) != nil
    return isGood ? [] : [Report("the Message-ID is not <unique@domain>: \(value)")]
  }
}
