import Diagnostics

extension Check {
  /// `contrast-light`: text stands out against what is behind it, 4.5 to 1.
  static let contrastLight = Check(
    "contrast-light", .contrast, .error,
    wants: "text stands out against what is behind it, 4.5 to 1",
    because:
      "People with weak eyes, or with the sun on the screen, cannot read it otherwise (WCAG 2.2); 3 to 1 for large text.",
    accepts: [
      .html("<p style=\"color:#595959;background-color:#ffffff\">x</p>"),
      .html("<h2 style=\"color:#8a8a8a;background-color:#fff;font-size:28px\">x</h2>"),
    ],
    reports: [
      .html("<p style=\"color:#999;background-color:#fff\">↓pale words</p>"),
      .html("<div style=\"background-color:#333\"><p style=\"color:#555\">↓dark words</p></div>"),
    ]
  ) { input in
    var seen: Set<String> = []
    return input.page.runs.compactMap { run in
      guard let color = input.page.inherited("color", at: run.element), let text = PageColor(color) else {
        return nil
      }
      let behind = input.page.inherited("background-color", at: run.element) ?? "#ffffff"
      guard let background = PageColor(behind) else { return nil }
      let size =
        input.page.inherited("font-size", at: run.element).flatMap {
          $0.hasSuffix("px") ? Double($0.dropLast(2)) : nil
        } ?? 16
      let contrast = text.contrast(with: background)
      guard contrast < (size >= 24 ? 3 : 4.5), seen.insert(color + behind).inserted else { return nil }
      return Report(
        "the contrast of \(color) on \(behind) is \(contrast.oneDecimal):1", at: run.text.collapsed,
        "\(size >= 24 ? "3" : "4.5"):1 at least")
    }
  }
}
