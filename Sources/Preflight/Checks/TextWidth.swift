import Diagnostics

extension Check {
  /// `text-width`: lines of the text part have at most 78 columns.
  static let textWidth = Check(
    "text-width", .text, .note,
    wants: "lines of the text part have at most 78 columns",
    because: "Longer ones are broken anywhere by old mail programs; links are left alone.",
    accepts: [
      .plain("short"),
      .plain(
        "https://example.org/a-very-long-address-that-cannot-be-broken-anywhere-without-hurting-it/and-more"),
    ],
    reports: [
      .plain(
        "↓this line is longer than it should be, since nobody has broken it anywhere, and it goes on and on")
    ]
  ) { input in
    let long = input.text.split(separator: "\n").filter {
      $0.count > 78 && !$0.contains("://") && $0.contains(" ")
    }
    guard let first = long.first else { return [] }
    return [
      Report(
        "\(long.count == 1 ? "a line" : "\(long.count) lines") of the text part \(long.count == 1 ? "has" : "have") more than 78 columns",
        at: String(first))
    ]
  }
}
