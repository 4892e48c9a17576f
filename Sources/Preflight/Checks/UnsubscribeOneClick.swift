import Diagnostics

extension Check {
  /// `unsubscribe-one-click`: List-Unsubscribe-Post is List-Unsubscribe=One-Click.
  static let unsubscribeOneClick = Check(
    "unsubscribe-one-click", .unsubscribe, .error,
    wants: "List-Unsubscribe-Post is List-Unsubscribe=One-Click",
    because: "The big receivers ask bulk senders for it and show their own unsubscribe button (RFC 8058).",
    accepts: [
      .header("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
      .that("a page that only people can use, and no promise of one click") {
        $0.sender.offersOneClick = false; $0.headers.removeAll { $0.name == "List-Unsubscribe-Post" };
      },
    ],
    reports: [.header("List-Unsubscribe-Post:"), .header("List-Unsubscribe-Post: One-Click")]
  ) { input in
    guard input.sender.offersOneClick else { return [] }
    return input.values(of: "List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
      ? [] : [Report("one-click unsubscription is not offered")]
  }
}
