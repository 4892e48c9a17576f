/// How much of sender, subject and preheader a mail client shows in a list.
///
/// Clients cut by pixels, and published numbers disagree: these are estimates.
/// A budget is a number of average characters, half an em wide.
struct InboxClient: Sendable {
  let name: String
  let from: Int
  let subject: Int
  let preheader: Int
  /// Whether subject and preheader share the preheader's budget, so that a long subject pushes it out.
  var isShared = false

  /// When the table was put together, from what mail services and testers publish.
  static let tableDate = "2026-11"

  /// Where the figures come from:
  /// iPhone Mail 48 and 99, measured on an iPhone 14 (emailtooltester.com);
  /// Gmail app 37 (lettercounter.net) and 40, Outlook 60 of 54 to 73
  /// (theorchardagency.com) and 55 (newsletrix.com); Gmail web 70
  /// (theorchardagency.com) of up to 200 in all (react-email issue 2268);
  /// Apple Mail 65 to 75 and 140 (inboxeagle.com, newsletrix.com).
  static let all = [
    InboxClient(name: "Gmail app", from: 25, subject: 37, preheader: 40),
    InboxClient(name: "iPhone Mail", from: 25, subject: 48, preheader: 99),
    InboxClient(name: "Outlook", from: 25, subject: 60, preheader: 55),
    InboxClient(name: "Gmail web", from: 20, subject: 70, preheader: 170, isShared: true),
    InboxClient(name: "Apple Mail", from: 30, subject: 70, preheader: 140),
  ]

  /// The budget for a preheader beside a subject.
  func preheaderBudget(beside subject: String) -> Int {
    guard isShared else { return preheader }
    let shown = Self.cut(subject, budget: self.subject).shown
    return max(0, preheader - Self.characters(shown))
  }

  /// How many average characters a text is as wide as, rounded up.
  static func characters(_ text: String) -> Int {
    (text.reduce(0) { $0 + $1.thousandthsOfEm } + 499) / 500
  }

  /// Cuts a text where a budget of average characters ends.
  static func cut(_ text: String, budget: Int) -> (shown: String, hidden: String) {
    var left = budget * 500
    var index = text.startIndex
    while index < text.endIndex {
      left -= text[index].thousandthsOfEm
      if left < 0 { break }
      index = text.index(after: index)
    }
    return (String(text[..<index]), String(text[index...]))
  }
}
