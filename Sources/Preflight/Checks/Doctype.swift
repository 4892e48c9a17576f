import Diagnostics

extension Check {
  /// `doctype`: the document begins with a doctype.
  static let doctype = Check(
    "doctype", .clients, .warning,
    wants: "the document begins with a doctype",
    because: "Clients without one lay it out by the rules of 1998.",
    accepts: [.html("<p>more</p>")],
    reports: [.page("<html lang=\"en\"><body>x</body></html>")]
  ) { input in
    input.page.hasDoctype ? [] : [Report("there is no doctype", "<!doctype html>")]
  }
}
