import Diagnostics
import Foundation
import Newsroom
import Pictures
import TerminalControl
import TerminalPreview

/// A preview: what is shown of which message, how, and where.
struct PreviewRun {
  /// What to show: an issue, an article or a message; the newest issue where nothing is said.
  var subject: String?
  var readers: [ReaderChoice] = []
  var list: String?
  /// The views to show; nil for the standard ones, with a line on what else there is.
  var views: Views?
  var marks = false
  /// What it is compared with: another issue, or empty for another reader.
  var diff: String?
  var isInteractive = false
  var watches = false
  var opens = false
  var drawsPixels = false
  /// How images are fetched from elsewhere; nil where they are not.
  var remote: RemotePictures?
  var drawing = Drawing()
  var output = PreviewOutput()

  func run() throws {
    let terminal = PreviewTerminal(
      isAsked: output.isForTerminal, color: output.color, hyperlinks: output.hyperlinks, theme: drawing.theme,
      configured: output.isForTerminal && drawing.theme == nil ? WorkingFolder.settings?.previewTheme : nil)
    defer { terminal.leave() }
    if let diff { return try compare(with: diff, terminal) }
    if isInteractive { return try view(terminal) }
    if opens || drawsPixels { return try browse(terminal) }
    let source = try PreviewSource(subject)
    let (octets, heading, _) = try source.message(as: readers.first ?? .first, list: list, marks: marks)
    if output.format == .eml { return try output.write(octets: octets) }
    var preview = try self.preview(octets, of: source)
    preview.pictures = pictures(of: preview, source)
    switch output.format {
    case .html: try output.write(octets: Array((preview.htmlText ?? "").utf8))
    case .json where output.isReport: try output.write(report: preview.report)
    case .json, .svg: try output.write(picture(of: preview, terminal), isDark: drawing.dark != nil)
    default: try show(preview, of: source, heading, terminal)
    }
  }

  /// A message, with what the checks found where that is to be shown.
  private func preview(_ octets: [UInt8], of source: PreviewSource) throws -> MessagePreview {
    var preview = MessagePreview(octets)
    if output.isReport || views?.views.contains(.checks) == true {
      preview.checks = try source.checks(list: list)
    }
    return preview
  }

  /// Whether lines at the end say what else there is to see.
  private var showsRest: Bool {
    views == nil && drawing.sideBySide == nil && [nil, .ansi, .plain].contains(output.format)
  }

  /// Shows the HTML part as a browser draws it.
  private func browse(_ terminal: PreviewTerminal) throws {
    let source = try PreviewSource(subject)
    let (octets, heading, _) = try source.message(as: readers.first ?? .first, list: list, marks: marks)
    guard let html = MessagePreview(octets).htmlText else {
      throw ProblemError(Problem(.badData, "\(source.name) has no HTML part"))
    }
    let page = try BrowserPage(html, allowsRemote: remote != nil, isPhone: drawing.mobile).write()
    if opens {
      if let problem = Browser.open(page.absoluteString) {
        throw ProblemError(Problem(.configuration, problem))
      }
      return
    }
    defer { try? FileManager.default.removeItem(at: page.deletingLastPathComponent()) }
    let options = drawing.options(isPicture: true, terminal)
    let rows = MessagePreview(octets).frame(options).rows.count
    let png = try Chromium().picture(
      of: page, width: options.viewport, height: min(16_000, rows * 24 + 200),
      isDark: drawing.dark == .authored)
    if output.file != nil { return try output.write(octets: png) }
    try show(pixels: png, heading, terminal)
  }

  /// Shows the picture of a page in the terminal.
  private func show(pixels png: [UInt8], _ heading: String, _ terminal: PreviewTerminal) throws {
    guard let file = PictureFile(png) else {
      throw ProblemError(Problem(.badData, "what Chromium made is no picture that can be read"))
    }
    guard
      let kind = drawing.images.imageProtocol(terminal, isForPerson: output.isForTerminal, isPaged: false),
      kind != .alt
    else {
      throw ProblemError(
        Problem(
          .usage, "this terminal shows no pictures (\(terminal.capabilities.imagesReason))",
          try: ["broadsheet preview --pixels -o letter.png", "broadsheet preview --pixels --images blocks"]))
    }
    var options = drawing.options(isPicture: false, terminal, pictures: kind)
    options.pictures = ["letter.png": file]
    options.pictureRows = 500
    let frame = MessagePreview.frame(ofPicture: "letter.png", options)
    let writer = FrameWriter(
      output, terminal, pictures: pictures(kind, options.pictures, terminal))
    StandardOutput.write(([heading, ""] + writer.lines(frame)).joined(separator: "\n"))
  }

  /// The images of a message: those it brings along, those beside its files, and what is fetched on demand.
  private func pictures(of preview: MessagePreview, _ source: PreviewSource) -> [String: PictureFile] {
    let pictures = source.pictures(of: preview)
    guard let remote, output.format != .html else { return pictures }
    let missing = preview.remoteImages(without: pictures)
    guard !missing.isEmpty else { return pictures }
    let line = "fetching \(missing.count) \(missing.count == 1 ? "image" : "images") …"
    if StandardError.isTerminal { StandardError.write(unended: line) }
    let result = remote.fetch(missing)
    if StandardError.isTerminal { StandardError.write(unended: "\r\u{1B}[K") }
    for problem in result.problems { StandardError.write("warning: " + problem) }
    return pictures.merging(result.pictures) { own, _ in own }
  }

  private func pictures(
    _ kind: ImageProtocol, _ files: [String: PictureFile], _ terminal: PreviewTerminal
  ) -> TerminalPictures {
    TerminalPictures(
      kind: kind, files: files, cell: (terminal.capabilities.cellWidth, terminal.capabilities.cellHeight))
  }

  /// Shows the full-screen viewer.
  private func view(_ terminal: PreviewTerminal) throws {
    if let reason = terminal.environment.reasonNotToAsk, !reason.hasPrefix("CI") {
      throw ProblemError(
        Problem(
          .usage, "the viewer needs a terminal: \(reason)",
          try: ["broadsheet preview   without -i and --watch"]))
    }
    let kind = drawing.images.imageProtocol(terminal, isForPerson: true, isPaged: true)
    var options = drawing.options(isPicture: false, terminal, pictures: kind)
    options.isCompact = drawing.compact
    // Keys of a terminal that still owes answers would be mixed up with them.
    terminal.leave()
    try ViewerSession(
      subject, as: readers.first ?? .first, list: list, marks: true, isWatching: watches, remote: remote,
      drawing: options, terminal
    ).run()
  }

  private func picture(of preview: MessagePreview, _ terminal: PreviewTerminal) -> Frame {
    var options = drawing.options(isPicture: output.format == .svg, terminal)
    if let pair = drawing.sideBySide { return preview.sideBySide(pair, options) }
    if output.format == .svg { options.paintsBackgrounds = true }
    return preview.page(of: views?.views ?? [.html], options)
  }

  private func show(
    _ preview: MessagePreview, of source: PreviewSource, _ heading: String, _ terminal: PreviewTerminal
  ) throws {
    let kind = drawing.images.imageProtocol(
      terminal, isForPerson: output.isForTerminal, isPaged: output.isForTerminal && !output.noPager)
    var options = drawing.options(isPicture: false, terminal, pictures: kind)
    options.pictures = preview.pictures
    let writer = FrameWriter(
      output, terminal, pictures: kind.map { pictures($0, preview.pictures, terminal) })
    var lines = [heading, ""]
    if let pair = drawing.sideBySide {
      return try writer.write(lines + writer.lines(preview.sideBySide(pair, options)))
    }
    let shown = views?.views ?? [.inbox, .html, .links]
    lines += preview.lines(of: shown, options: options, write: writer.lines)
    guard showsRest else { return try writer.write(lines) }
    try writer.write(lines) {
      var preview = preview
      // A glance: without the list, which may be long. What hinders the checks is said when they are asked for.
      if source.isIssue { preview.checks = try? source.checks(list: nil) }
      let command = "broadsheet preview" + (subject.map { " " + $0.shellQuoted } ?? "")
      return [""] + preview.rest(after: shown, options, command: command)
    }
  }

  /// Shows the difference of two messages: of one issue for two readers, or of two issues for one.
  private func compare(with other: String, _ terminal: PreviewTerminal) throws {
    let source = try PreviewSource(subject)
    let second = other.isEmpty ? source : try PreviewSource(other)
    let first = readers.first ?? .first
    let (old, oldName, _) = try second.message(as: first, list: list, marks: marks)
    let (new, newName, _) = try source.message(as: readers.last ?? first, list: list, marks: marks)
    let shown = views?.views ?? [.inbox, .html, .text, .links]
    let difference = PreviewDifference(
      from: try preview(old, of: second), to: try preview(new, of: source), of: shown,
      drawing.options(isPicture: false, terminal))
    let frame = difference.frame(from: oldName, to: newName)
    let writer = FrameWriter(output, terminal)
    switch output.format {
    case .json, .svg: try output.write(frame, isDark: drawing.dark != nil)
    default: try writer.write(writer.lines(frame))
    }
  }
}

extension PreviewRun {
  /// Reads `preview`, or `preview` with what to show and no option, without the parser.
  ///
  /// It is typed over and over while a letter is written, and the parser takes half as long as the letter: it looks
  /// at every option by reflection. A test holds the values against the parser's.
  init?(plain arguments: [String]) {
    guard arguments.first == "preview", arguments.count <= 2,
      arguments.count == 1 || !arguments[1].isEmpty && !arguments[1].hasPrefix("-")
    else { return nil }
    self.init(subject: arguments.dropFirst().first)
  }
}
