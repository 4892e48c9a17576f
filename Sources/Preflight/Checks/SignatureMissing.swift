import Diagnostics

extension Check {
  /// `signature-missing`: messages are signed with DKIM.
  static let signatureMissing = Check(
    "signature-missing", .authentication, .warning,
    wants: "messages are signed with DKIM",
    because: "Gmail, Yahoo and Microsoft refuse bulk mail that is not.",
    accepts: [.that("a configured key") { $0.sender.signingDomain = "example.org" }],
    reports: [.that("no key") { $0.sender.signingDomain = nil }]
  ) { input in
    input.sender.signingDomain == nil
      ? [
        Report(
          "no DKIM key is configured: messages are not signed",
          "broadsheet dkim keygen --selector NAME, or let the mail server sign")
      ] : []
  }
}
