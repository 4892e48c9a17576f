import Diagnostics

extension Check {
  /// `size-styles`: style sheets have at most 16 KB.
  static let sizeStyles = Check(
    "size-styles", .size, .warning,
    wants: "style sheets have at most 16 KB",
    because: "Gmail drops all of them when they are longer.",
    accepts: [
      .that("16 384 octets") { $0.html = "<style>" + String(repeating: "x", count: 16_384 - 1) + "</style>" }
    ],
    reports: [.that("more") { $0.html = "<style>" + String(repeating: "x", count: 16_385) + "</style>" }]
  ) { input in
    let size = input.page.styles.utf8.count
    return size > 16_384 ? [Report("the style sheets have \(size) octets")] : []
  }
}
