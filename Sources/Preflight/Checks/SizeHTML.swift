import Diagnostics

extension Check {
  /// `size-html`: the HTML has at most 102 400 octets.
  static let sizeHTML = Check(
    "size-html", .size, .error,
    wants: "the HTML has at most 102 400 octets",
    because: "Gmail clips what is past that, the unsubscribe link with it.",
    accepts: [.that("102 400 octets") { $0.html = String(repeating: "x", count: 102_400) }],
    reports: [.that("102 401 octets") { $0.html = String(repeating: "x", count: 102_401) }]
  ) { input in
    let size = input.html.utf8.count
    return size > 102_400
      ? [
        Report(
          "the HTML of the largest message has \(size) octets",
          "shorten the article, or link to the rest of it")
      ] : []
  }
}
