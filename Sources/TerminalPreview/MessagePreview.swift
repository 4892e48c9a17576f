import InternetMessage

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
    /// The source of the HTML part.
    case html
    /// Where the links of both parts lead.
    case links
  }

  let message: ParsedMessage
  let octets: Int

  /// Takes a message.
  public init(_ octets: [UInt8]) {
    message = ParsedMessage(octets)
    self.octets = octets.count
  }

  /// The lines of some views, each under its title.
  public func lines(of views: [View], width: Int) -> [String] {
    views.enumerated().flatMap { index, view in
      (index == 0 ? [] : [""]) + [title(of: view), ""] + lines(of: view, width: width)
    }
    .map(withoutTrailingBlanks)
  }

  private func title(of view: View) -> String {
    switch view {
    case .inbox: "INBOX  what clients show before opening (estimates, table \(InboxClient.tableDate))"
    case .headers: "HEADERS  \(kilobytes(octets)) in all"
    case .text: "TEXT PART  text/plain, " + (message.plainText?.text().map { "\(lineCount($0)) lines" } ?? "none")
    case .html: "HTML PART  source, " + (message.html?.text().map { kilobytes($0.utf8.count) } ?? "none")
    case .links: "LINKS  \(LinkList(message).links.count)"
    }
  }

  private func lines(of view: View, width: Int) -> [String] {
    switch view {
    case .inbox: InboxView(message).lines(width: width)
    case .headers: HeadersView(message).lines(width: width)
    case .text: TextView(message).lines
    case .html: HTMLSourceView(message).lines(width: width)
    case .links: LinksView(message).lines
    }
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
