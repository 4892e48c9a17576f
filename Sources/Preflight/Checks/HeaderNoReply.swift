import Diagnostics

extension Check {
  /// `header-no-reply`: replies reach somebody.
  static let headerNoReply = Check(
    "header-no-reply", .headers, .warning,
    wants: "replies reach somebody",
    because: "People answer newsletters; a reply is also the best sign for filters that mail is wanted.",
    accepts: [.header("Reply-To: editors@example.org")],
    reports: [
      .header("Reply-To: no-reply@example.org"), .header("From: The Lantern <donotreply@example.org>"),
    ]
  ) { input in
    let names = ["noreply@", "no-reply@", "donotreply@", "do-not-reply@", "no_reply@"]
    return ["From", "Reply-To"].flatMap { field in
      input.values(of: field).filter { value in names.contains { value.lowercased().contains($0) } }
        .map { Report("\(field) is \($0)", "set publication.reply-to to an address that is read") }
    }
  }
}
