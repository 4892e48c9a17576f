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
    let opened = input.html.matches(of: #/<!(?:--)?\[if\s/#).count
    let closed = input.html.matches(of: /<!(?:--)?(?:<!)?\[endif\]/).count
    return opened == closed ? [] : [Report("\(opened) conditional comments are opened and \(closed) closed")]
  }
}
