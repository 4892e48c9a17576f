import Diagnostics

extension Check {
  /// `contrast-theme`: the colours of the theme stand out, in light and in dark.
  static let contrastTheme = Check(
    "contrast-theme", .contrast, .error,
    wants: "the colours of the theme stand out, in light and in dark",
    because: "A third of readers has a dark screen; what is set there is seen by no editor with a light one.",
    accepts: [
      .that("#ece7dd on #1d1b18") {
        $0.colors = [ColorPair("text on panel, dark", text: "#ece7dd", background: "#1d1b18")]
      }
    ],
    reports: [
      .that("#444444 on #1d1b18") {
        $0.colors = [ColorPair("text on panel, dark", text: "#444444", background: "#1d1b18")]
      }
    ]
  ) { input in
    input.colors.compactMap { pair in
      guard let text = PageColor(pair.text), let background = PageColor(pair.background) else { return nil }
      let contrast = text.contrast(with: background)
      return contrast >= 4.5
        ? nil
        : Report(
          "\(pair.name): the contrast of \(pair.text) on \(pair.background) is \(contrast.oneDecimal):1",
          at: pair.text, "4.5:1 at least, in config/theme.yaml")
    }
  }
}
