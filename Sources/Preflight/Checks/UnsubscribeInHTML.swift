import Diagnostics

extension Check {
  /// `unsubscribe-in-html`: the HTML part has a visible unsubscribe link.
  static let unsubscribeInHTML = Check(
    "unsubscribe-in-html", .unsubscribe, .error,
    wants: "the HTML part has a visible unsubscribe link",
    because:
      "The law asks for it (CAN-SPAM, CASL, ePrivacy), and who finds no way out presses the spam button.",
    accepts: [.html("<p>more</p>")],
    reports: [
      .page("<p>Nothing here</p>"),
      .page(
        "<p style=\"display:none\"><a href=\"https://example.org/u?t=fkjarweedump4cxgphh3y\">out</a></p>"),
    ]
  ) { input in
    let known =
      input.values(of: "List-Unsubscribe").first?.matches(of: /<(https?:[^>]*|mailto:[^>]*)>/).map {
        String($0.1)
      } ?? []
    let isThere = input.links.contains { link in
      known.contains(link["href"] ?? "") && !link.isHidden
        && !link.ancestors.contains { input.page.elements[$0].isHidden }
    }
    return isThere
      ? []
      : [
        Report("the HTML part has no visible unsubscribe link", "put {{links.unsubscribe}} into the template")
      ]
  }
}
