import Diagnostics

extension Check {
  /// `forbidden-elements`: no scripts, forms, frames, objects, embedded media or external style sheets.
  static let forbiddenElements = Check(
    "forbidden-elements", .clients, .error,
    wants: "no scripts, forms, frames, objects, embedded media or external style sheets",
    because: "Clients take them out, or refuse the message.",
    accepts: [.html("<script type=\"application/ld+json\">{}</script>")],
    reports: [
      .html("↓<script>x</script>"), .html("↓<iframe src=\"https://example.org\"></iframe>"),
      .html("↓<form></form>"), .html("↓<link rel=\"stylesheet\" href=\"https://example.org/a.css\">"),
    ]
  ) { input in
    let forbidden: Set<String> = [
      "script", "form", "input", "iframe", "object", "embed", "base", "applet", "video", "audio", "frame",
    ]
    return input.page.elements.filter { element in
      if element.name == "script" { return element["type"]?.lowercased() != "application/ld+json" }
      if element.name == "link" { return element["rel"]?.lowercased() == "stylesheet" }
      return forbidden.contains(element.name)
    }.map { Report("<\($0.name)> has no place in a mail", at: $0.tag) }
  }
}
