/// What the viewer wants done outside of it.
public enum ViewerEffect: Hashable, Sendable {
  /// To end.
  case quit
  /// To open an address in a browser.
  case open(String)
  /// To edit the source where these words stand.
  case edit(words: String)
  /// To put text on the clipboard.
  case copy(String)
  /// To show the message of the next reader.
  case nextReader
  /// To show the message of a reader: an address, `row:N`, `longest` and the like.
  case pickReader(String)
  /// To read the source again.
  case reload
}

/// What the viewer shows of a message, in the order of its tabs.
public enum ViewerTab: Int, CaseIterable, Hashable, Sendable {
  case inbox, html, text, links, images, headers, checks, source

  var view: MessagePreview.View {
    switch self {
    case .inbox: .inbox
    case .html: .html
    case .text: .text
    case .links: .links
    case .images: .images
    case .headers: .headers
    case .checks: .checks
    case .source: .source
    }
  }

  func label(_ preview: MessagePreview) -> String {
    switch self {
    case .inbox: "Inbox"
    case .html: "HTML"
    case .text: "Text"
    case .links: "Links \(preview.links.links.count)"
    case .images: "Images \(preview.images.count)"
    case .headers: "Headers"
    case .checks: preview.checks.map { "Checks \($0.marks)" } ?? "Checks"
    case .source: "Source"
    }
  }
}
