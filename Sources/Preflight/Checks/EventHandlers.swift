import Diagnostics

extension Check {
  /// `event-handlers`: no onclick and its like.
  static let eventHandlers = Check(
    "event-handlers", .clients, .error,
    wants: "no onclick and its like",
    because: "No client runs them, and filters refuse them.",
    accepts: [.html("<p class=\"online\">x</p>")],
    reports: [.html("↓<p onclick=\"x()\">x</p>")]
  ) { input in
    input.page.elements.filter { element in
      element.attributes.keys.contains { $0.hasPrefix("on") && $0.count > 3 }
    }
    .map { Report("an element with a script in an attribute", at: $0.tag) }
  }
}
