import Diagnostics

extension Check {
  /// `size-near-limit`: the HTML has less than 95 000 octets.
  static let sizeNearLimit = Check(
    "size-near-limit", .size, .warning,
    wants: "the HTML has less than 95 000 octets",
    because: "A long name or link, and Gmail clips the letter at 102 400.",
    accepts: [
      .that("94 999 octets") { $0.html = String(repeating: "x", count: 94_999) },
      .that("102 401 octets, which size-html reports") { $0.html = String(repeating: "x", count: 102_401) },
    ],
    reports: [.that("95 000 octets") { $0.html = String(repeating: "x", count: 95_000) }]
  ) { input in
    let size = input.html.utf8.count
    return (95_000...102_400).contains(size)
      ? [Report("the HTML of the largest message has \(size) of 102400 octets")] : []
  }
}
