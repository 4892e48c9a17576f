import Diagnostics

extension Check {
  /// `unsubscribe-page`: the unsubscribe link takes a POST.
  static let unsubscribePage = Check(
    "unsubscribe-page", .unsubscribe, .warning,
    wants: "the unsubscribe link takes a POST",
    because:
      "With a static page only the mailto way works by itself; Gmail and Yahoo want one click from those who send 5 000 a day.",
    accepts: [.that("links.one-click: true") { $0.sender.offersOneClick = true }],
    reports: [.that("links.one-click: false") { $0.sender.offersOneClick = false }]
  ) { input in
    input.sender.offersOneClick
      ? []
      : [
        Report(
          "the unsubscribe link is a page for people; only mail to the unsubscribe address can be worked off",
          "broadsheet unsubscribe --from-mail FILE does it; links.one-click: true once the page takes the POST"
        )
      ]
  }
}
