import InternetMessage
import Markup

/// A finished message as a person sees it in a terminal, one view after the other.
///
/// It is made from the octets that will be sent, parsed back; any other message
/// can be shown too. What is printed holds no control characters, whatever the
/// message holds.
public struct MessagePreview: Sendable {
  /// What can be shown of a message.
  public enum View: String, CaseIterable, Hashable, Sendable {
    /// The lines an inbox shows before a message is opened.
    case inbox
    /// The header fields, decoded.
    case headers
    /// The plain text part.
    case text
    /// The HTML part as readers see it, drawn.
    case html
    /// The source of the HTML part.
    case source
    /// Where the links of both parts lead.
    case links
    /// The images of the HTML part.
    case images
  }

  /// An image of the HTML part, in document order.
  public struct Image: Hashable, Sendable {
    /// Its address: https, `cid:` or `data:`.
    public var source: String
    /// The alternative text; nil where there is none, empty for decoration.
    public var alternative: String?
    /// The width as written.
    public var width: String?
    /// The height as written.
    public var height: String?
    /// Whether it has to be fetched from a server.
    public var isRemote: Bool { source.lowercased().hasPrefix("http") }
  }

  let message: ParsedMessage
  let octets: Int

  /// The tree of the HTML part on a desktop; nil without one.
  let document: StyledDocument?

  /// Takes a message.
  public init(_ octets: [UInt8]) {
    message = ParsedMessage(octets)
    self.octets = octets.count
    document = message.html?.text().map { StyledDocument($0, for: PreviewOptions.desktop.screen) }
  }

  /// The HTML part as readers see it; a frame without rows where there is none.
  public func frame(_ options: PreviewOptions = .desktop) -> Frame {
    guard let document else { return Frame(columns: options.columns, rows: [], links: []) }
    if options.screen == PreviewOptions.desktop.screen { return Layout.frame(document, options: options) }
    let html = message.html?.text() ?? ""
    return Layout.frame(StyledDocument(html, for: options.screen), options: options)
  }

  /// The text part as a frame, longer lines cut into pieces.
  public func textFrame(_ options: PreviewOptions = .desktop) -> Frame {
    var html = ""
    for character in message.plainText?.text() ?? "" {
      html += character == "<" ? "&lt;" : character == "&" ? "&amp;" : String(character)
    }
    return Layout.frame(
      StyledDocument("<pre style=\"margin:0\">\n" + html + "</pre>", for: options.screen), options: options)
  }

  /// What can be compared side by side.
  public enum Pair: String, CaseIterable, Hashable, Sendable {
    /// The HTML part on a desktop and on a phone.
    case mobile
    /// The HTML part and the text part.
    case text
  }

  /// Two pictures beside each other: the HTML part, and the same on a phone or the text part.
  ///
  /// The first has the columns of the options, the second 40 for a phone.
  public func sideBySide(_ pair: Pair, _ options: PreviewOptions = .desktop) -> Frame {
    switch pair {
    case .mobile:
      var phone = options
      phone.columns = PreviewOptions.mobile.columns
      phone.viewport = PreviewOptions.mobile.viewport
      return frame(options).beside(frame(phone))
    case .text: return frame(options).beside(textFrame(options))
    }
  }

  /// The images of the HTML part.
  public var images: [Image] {
    guard let document else { return [] }
    return document.images.map { node in
      Image(
        source: document.tree.attribute("src", of: node) ?? "",
        alternative: document.tree.attribute("alt", of: node),
        width: document.tree.attribute("width", of: node), height: document.tree.attribute("height", of: node)
      )
    }
  }

  /// Whether the message has rules of its own for dark screens.
  public var hasDarkStyles: Bool {
    document?.tree.styleSheets.contains { ($0.text + $0.media).contains("prefers-color-scheme") } ?? false
  }

  /// The lines of some views, each under its title, without escapes.
  public func lines(of views: [View], width: Int) -> [String] {
    lines(of: views, options: PreviewOptions(columns: width)) { $0.plainLines() }
  }

  /// The lines of some views, each under its title; `write` turns the drawn part into lines.
  ///
  ///     preview.lines(of: [.html], options: .mobile) { $0.ansiLines(.full) }
  public func lines(
    of views: [View], options: PreviewOptions, write: (Frame) -> [String]
  ) -> [String] {
    views.enumerated().flatMap { index, view in
      (index == 0 ? [] : [""]) + [title(of: view, options), ""] + lines(of: view, options, write)
    }
  }

  private func title(of view: View, _ options: PreviewOptions) -> String {
    switch view {
    case .inbox: "INBOX  what clients show before opening (estimates, table \(InboxClient.tableDate))"
    case .headers: "HEADERS  \(kilobytes(octets)) in all"
    case .text:
      "TEXT PART  text/plain, " + (message.plainText?.text().map { "\(lineCount($0)) lines" } ?? "none")
    case .html: "HTML PART  \(document == nil ? "none" : summary(options))"
    case .source: "HTML PART  source, " + (message.html?.text().map { kilobytes($0.utf8.count) } ?? "none")
    case .links: "LINKS  \(LinkList(self).links.count)"
    case .images: "IMAGES  \(images.count)"
    }
  }

  private func summary(_ options: PreviewOptions) -> String {
    let size = "\(options.columns) columns for \(options.viewport) px"
    switch options.dark {
    case nil: return size
    case .authored:
      return size
        + (hasDarkStyles ? ", dark as authored (Apple Mail)" : ", the message has no dark styles of its own")
    case .inverted: return size + ", dark by inversion (Gmail, Outlook)"
    }
  }

  private func lines(of view: View, _ options: PreviewOptions, _ write: (Frame) -> [String]) -> [String] {
    let lines =
      switch view {
      case .inbox: InboxView(self).lines(width: options.columns)
      case .headers: HeadersView(message).lines(width: options.columns)
      case .text: TextView(message).lines
      case .html: document == nil ? ["  (there is no HTML part)"] : write(frame(options))
      case .source: SourceView(message).lines(width: options.columns)
      case .links: LinksView(self).lines
      case .images: ImagesView(images: images).lines
      }
    return view == .html ? lines : lines.map(withoutTrailingBlanks)
  }
}

private func kilobytes(_ octets: Int) -> String {
  let tenths = (octets * 10 + 512) / 1024
  return "\(tenths / 10).\(tenths % 10) KB"
}

private func lineCount(_ text: String) -> Int {
  text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
}

private func withoutTrailingBlanks(_ line: String) -> String {
  var line = line
  while line.last == " " { line.removeLast() }
  return line
}
