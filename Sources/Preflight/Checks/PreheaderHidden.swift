import Diagnostics

extension Check {
  /// `preheader-hidden`: the line beside the subject comes first in the HTML, hidden.
  static let preheaderHidden = Check(
    "preheader-hidden", .inbox, .warning,
    wants: "the line beside the subject comes first in the HTML, hidden",
    because: "Inboxes show the first words of the document: \"View in browser\" otherwise.",
    accepts: [.html("<p>more</p>")],
    reports: [.page("<p>View in browser</p>")]
  ) { input in
    guard !input.preheader.isEmpty else { return [] }
    let hidden = input.page.hiddenText.collapsed
    return hidden.hasPrefix(String(input.preheader.collapsed.prefix(40)))
      ? []
      : [
        Report(
          "the HTML does not begin with the line beside the subject, hidden",
          "{{issue.preheader}} in <mj-preview>")
      ]
  }
}
