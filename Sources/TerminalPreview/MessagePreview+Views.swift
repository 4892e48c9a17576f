import Diagnostics
import InternetMessage

extension MessagePreview {
  /// The lines of some views, each under its title, without escapes.
  public func lines(of views: [View], width: Int) -> [String] {
    lines(of: views, options: PreviewOptions(columns: width)) { $0.plainLines() }
  }

  /// The lines of some views, each under its title; `write` turns pictures into lines.
  ///
  ///     preview.lines(of: [.html], options: .mobile) { $0.ansiLines(.full) }
  public func lines(
    of views: [View], options: PreviewOptions, write: (Frame) -> [String]
  ) -> [String] {
    frames(of: views, options).flatMap(write)
  }

  /// Some views as one picture, each under its title; a single one without.
  public func page(of views: [View], _ options: PreviewOptions) -> Frame {
    views.count == 1 ? frame(of: views[0], options) : .joined(frames(of: views, options))
  }

  private func frames(of views: [View], _ options: PreviewOptions) -> [Frame] {
    views.enumerated().flatMap { index, view -> [Frame] in
      let title = [ViewLine(title(of: view, options), isBold: true), ViewLine()]
      return [
        Frame((index == 0 ? [] : [ViewLine()]) + title, columns: options.columns), frame(of: view, options),
      ]
    }
  }

  /// What there is beyond the views that were shown, and how to see it: the command, with --view.
  public func rest(after views: [View], _ options: PreviewOptions, command: String) -> [String] {
    [View.text, .images, .checks].filter { !views.contains($0) }.compactMap { view in
      if view == .images, images.isEmpty { return nil }
      // A message alone is checked when somebody asks.
      let title = view == .checks && checks == nil ? "CHECKS" : title(of: view, options)
      return title + ": \(command) --view \(view.rawValue)"
    }
  }

  /// A view as a picture.
  public func frame(of view: View, _ options: PreviewOptions = .desktop) -> Frame {
    let width = options.columns
    switch view {
    case .html:
      if document != nil { return frame(options) }
      return Frame([ViewLine("  (there is no HTML part)", isDim: true)], columns: width)
    case .inbox: return Frame(InboxView(self).lines(width: width), columns: width)
    case .headers: return Frame(HeadersView(message).lines(width: width), columns: width)
    case .text: return linked(TextView(text: text, links: links).lines, width)
    case .source: return Frame(SourceView(message).lines(width: width), columns: width)
    case .links: return linked(LinksView(list: links).lines, width)
    case .images: return Frame(ImagesView(images: images).lines, columns: width)
    case .checks:
      return Frame(
        ChecksView(checks: checks, buttons: buttonContrasts).lines(width: width), columns: width)
    }
  }

  private func linked(_ lines: [ViewLine], _ width: Int) -> Frame {
    Frame(lines, columns: width, links: links.links.map(\.url))
  }

  /// The line above a view: what it is, how big, for which screen.
  public func title(of view: View, _ options: PreviewOptions) -> String {
    switch view {
    case .inbox: "INBOX  what each client shows before opening (estimates, table \(InboxClient.tableDate))"
    case .headers: "HEADERS  \(kilobytes(octets)) in all"
    case .text: "TEXT PART  " + textSummary
    case .html: "MESSAGE  \(html.map { htmlSummary($0, options) } ?? "no text/html part")"
    case .source: "SOURCE  " + (html.map { "text/html, " + kilobytes($0.utf8.count) } ?? "no text/html part")
    case .links: "LINKS  \(links.links.count)"
    case .images: "IMAGES  \(images.count)"
    case .checks: "CHECKS  " + (checks?.summary ?? "not looked at")
    }
  }

  private var textSummary: String {
    guard let text else { return "none" }
    let long = TextView(text: text, links: links).longLines
    let lines = text.utf8.count { $0 == 0x0A } + (text.hasSuffix("\n") ? 0 : 1)
    return "text/plain, \(TextView.limit) columns, \(lines) lines"
      + (long == 0 ? "" : long == 1 ? ", 1 of them longer" : ", \(long) of them longer")
  }

  private func htmlSummary(_ html: String, _ options: PreviewOptions) -> String {
    let container = document?.containerWidth.map { "\($0) px container at " } ?? ""
    let size =
      "text/html, \(container)\(options.viewport) px (\(options.columns) columns)  "
      + kilobytes(html.utf8.count)
    switch options.dark {
    case nil: return size
    case .authored:
      return size
        + (hasDarkStyles
          ? "  dark as authored (Apple Mail)" : "  dark: the message has no dark styles of its own")
    case .inverted: return size + "  dark by inversion (Gmail, Outlook)"
    }
  }
}
