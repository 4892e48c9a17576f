import ArgumentParser
import TerminalPreview

extension Preview {
  /// Reads `preview`, or `preview` with what to show and no option, without the parser.
  ///
  /// It is typed over and over while a letter is written, and the parser takes as long as the letter: it looks at
  /// every option by reflection. A test holds the values against the parser's.
  init?(plain arguments: [String]) {
    guard arguments.first == "preview", arguments.count <= 2,
      arguments.count == 1 || !arguments[1].isEmpty && !arguments[1].hasPrefix("-")
    else { return nil }
    self.init()
    subject = arguments.dropFirst().first
    readers = []
    list = nil
    views = nil
    diff = nil
    (marks, interactive, watch, open, pixels, remote) = (false, false, false, false, false, false)
    drawing = DrawingOptions(plain: ())
    output = PreviewOutput(plain: ())
    web = WebOptions(plain: ())
    options = GlobalOptions(plain: ())
  }
}

extension DrawingOptions {
  fileprivate init(plain _: ()) {
    self.init()
    (width, viewport, sideBySide, dark, theme) = (nil, nil, nil, nil, nil)
    images = .auto
    (mobile, compact, paint) = (false, false, false)
  }
}

extension PreviewOutput {
  fileprivate init(plain _: ()) {
    self.init()
    (format, file) = (nil, nil)
    (color, hyperlinks) = (.auto, .auto)
    (plain, json, noPager) = (false, false, false)
  }
}

extension WebOptions {
  fileprivate init(plain _: ()) {
    self.init()
    userAgent = Self.standardUserAgent
    allowPrivate = false
  }
}

extension GlobalOptions {
  fileprivate init(plain _: ()) {
    self.init()
    directory = nil
  }
}
