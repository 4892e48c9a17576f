import Diagnostics

extension Check {
  /// `conditional-comments`: Outlook's conditional comments are closed.
  static let conditionalComments = Check(
    "conditional-comments", .clients, .error,
    wants: "Outlook's conditional comments are closed",
    because: "Outlook hides everything behind one that is not.",
    accepts: [
      .html("<!--[if mso]><p>x</p><![endif]-->"), .html("<!--[if !mso]><!--><p>x</p><!--<![endif]-->"),
    ],
    reports: [.html("<!--[if mso]><p>x</p>-->"), .html("<p>x</p><![endif]-->")]
  ) { input in
    let html = FoldedMarkup(input.html)
    let opened = html.count(of: "<!--[if ") + html.count(of: "<![if ")
    let closed = html.count(of: "<!--[endif]") + html.count(of: "<![endif]")
    return opened == closed ? [] : [Report("\(opened) conditional comments are opened and \(closed) closed")]
  }
}
