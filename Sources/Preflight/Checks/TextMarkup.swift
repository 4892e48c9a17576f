import Diagnostics

extension Check {
  /// `text-markup`: the text part has no tags and no character references.
  static let textMarkup = Check(
    "text-markup", .text, .warning,
    wants: "the text part has no tags and no character references",
    because: "They are shown as they stand.",
    accepts: [.plain("a < b and AT&T; x > y"), .plain("Tom & Jerry")],
    reports: [.plain("Hello ↓<b>Ada</b>"), .plain("Tom ↓&amp; Jerry")]
  ) { input in
    guard
      let match = input.text.firstMatch(
        of:
          /<\/?(?:a|b|i|p|br|div|span|strong|em|table|td|tr|h[1-6]|img)(?:\s[^<>]*)?\/?>|&(?:amp|lt|gt|quot|nbsp|#\d+);/
      )
    else { return [] }
    return [Report("the text part has markup in it: \(match.0)", at: String(match.0))]
  }
}
