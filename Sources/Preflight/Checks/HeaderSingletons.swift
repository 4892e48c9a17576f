import Diagnostics

extension Check {
  /// `header-singletons`: fields that may stand once stand once.
  static let headerSingletons = Check(
    "header-singletons", .headers, .error,
    wants: "fields that may stand once stand once",
    because: "Gmail and Outlook refuse a second Subject, From, To or Message-ID (RFC 5322 section 3.6).",
    accepts: [.header("Subject: A lamp in the harbour")],
    reports: [.repeatedHeader("Subject: another"), .repeatedHeader("List-Id: <x.example.org>")]
  ) { input in
    let singletons = [
      "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "mime-version",
      "content-type",
      "content-transfer-encoding", "list-id", "list-unsubscribe", "list-unsubscribe-post", "list-help",
      "list-owner", "list-archive",
      "list-post", "feedback-id", "auto-submitted", "precedence",
    ]
    let counts = Dictionary(input.headers.map { ($0.name.lowercased(), 1) }, uniquingKeysWith: +)
    return singletons.filter { counts[$0, default: 0] > 1 }.map {
      Report("the field \($0) stands \(counts[$0, default: 0]) times")
    }
  }
}
