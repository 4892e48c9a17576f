import Diagnostics
import InternetMessage
import Markup
public import Pictures

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
    /// The HTML part as readers see it, drawn.
    case html
    /// The plain text part.
    case text
    /// Where the links of both parts lead.
    case links
    /// The images of the HTML part.
    case images
    /// What the checks found.
    case checks
    /// The source of the HTML part.
    case source
  }

  let message: ParsedMessage
  let octets: Int
  let html: String?
  /// The text part; nil without one.
  let text: String?

  /// The tree of the HTML part on a desktop; nil without one.
  let document: StyledDocument?
  /// The links of both parts under one numbering.
  let links: LinkList
  /// The images that are known, by their addresses: for drawing, and for their sizes.
  public var pictures: [String: PictureFile] = [:]
  /// What the checks found; nil where nobody has looked.
  public var checks: MessageChecks?

  /// Takes a message.
  public init(_ octets: [UInt8]) {
    message = ParsedMessage(octets)
    self.octets = octets.count
    html = message.html?.text()
    text = message.plainText?.text()
    document = html.map { StyledDocument($0, for: PreviewOptions.desktop.screen) }
    links = LinkList(message, text: text ?? "", document)
  }

  /// The HTML part as readers see it; a frame without rows where there is none.
  public func frame(_ options: PreviewOptions = .desktop) -> Frame {
    guard let document, let html else { return Frame(columns: options.columns, rows: [], links: []) }
    if options.screen == PreviewOptions.desktop.screen { return Layout.frame(document, options: options) }
    return Layout.frame(StyledDocument(html, for: options.screen), options: options)
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
    case .text: return frame(options).beside(frame(of: .text, options))
    }
  }

  /// Whether the message has rules of its own for dark screens.
  public var hasDarkStyles: Bool {
    document?.tree.styleSheets.contains { ($0.text + $0.media).contains("prefers-color-scheme") } ?? false
  }

  /// The subject, decoded.
  public var subject: String { (message.header[.subject]?.decodedText ?? "").printable }

  /// What inboxes show beside the subject, as the author wrote it.
  public var preheader: String { InboxView(self).preheader.words }

  /// The address that a number in the picture stands for.
  public func address(ofLink number: Int) -> String? {
    links.links.indices.contains(number - 1) ? links.links[number - 1].url : nil
  }

  /// The HTML part as it is in the message.
  public var htmlText: String? { html }
}
