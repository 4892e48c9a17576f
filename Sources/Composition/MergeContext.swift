/// Where a merge field stands, which decides how its value is written.
enum MergeContext: Hashable, Sendable {
  /// In plain text or in a header.
  case plain
  /// Between the tags of HTML.
  case text
  /// Inside a quoted attribute.
  case attribute
  /// Part of the address in `href` or `src`, or in plain text.
  case urlPart
  /// All of the address in `href` or `src`, or its beginning.
  case wholeURL
  /// Where no reader's value may go: a tag's name, an unquoted attribute, style, script, a class or a width.
  case refused(String)
}

/// Finds the contexts of positions in HTML, in one pass.
///
/// Outlook's conditional comments are read as the HTML that they hold.
struct HTMLContextScanner {
  private let html: [UInt8]
  private var position = 0
  private var state = State.text

  private enum State: Hashable {
    case text
    case comment
    case rawText(String)
    case tag
    case attribute(name: String, quote: UInt8, start: Int)
  }

  init(_ html: [UInt8]) { self.html = html }

  /// The context of the position; positions are asked for in ascending order.
  mutating func context(at target: Int) -> MergeContext {
    while position < target { step() }
    switch state {
    case .text, .comment: return .text
    case .rawText(let name): return .refused("<\(name)>")
    case .tag: return .refused("a tag")
    case .attribute(let name, _, let start):
      if urlAttributes.contains(name) { return urlContext(from: start, to: target) }
      return textAttributes.contains(name) ? .attribute : .refused("\(name)=\"…\" of <\(tagName)>")
    }
  }

  /// A value may be part of an address only where it is clear what kind of address that is.
  private func urlContext(from start: Int, to target: Int) -> MergeContext {
    if start == target { return .wholeURL }
    let before = String(decoding: html[start..<min(target, start + 100)], as: UTF8.self).lowercased()
    guard let colon = before.firstIndex(of: ":"), !before[..<colon].contains("/") else { return .urlPart }
    let isKnown = ["http:", "https:", "mailto:", "tel:"].contains { before.hasPrefix($0) }
    return isKnown ? .urlPart : .refused("a link that begins with \(before[...colon])")
  }

  private mutating func step() {
    switch state {
    case .text:
      if starts(with: "<!--[if") || starts(with: "<![") {
        skip(past: ">")
      } else if starts(with: "<!--") {
        (state, position) = (.comment, position + 4)
      } else if html[position] == UInt8(ascii: "<"), position + 1 < html.count,
        html[position + 1].beginsTagName
      {
        enterTag()
      } else {
        position += 1
      }
    case .comment:
      if starts(with: "-->") { (state, position) = (.text, position + 3) } else { position += 1 }
    case .rawText(let name):
      if starts(with: "</\(name)") { state = .text } else { position += 1 }
    case .tag: stepInTag()
    case .attribute(_, let quote, _):
      if html[position] == quote { state = .tag }
      position += 1
    }
  }

  private var tagName = ""
  private var attributeName: [UInt8] = []

  private mutating func enterTag() {
    position += 1
    let start = position
    while position < html.count, html[position].continuesName { position += 1 }
    tagName = String(decoding: html[start..<position], as: UTF8.self).lowercased()
    attributeName = []
    state = .tag
  }

  private mutating func stepInTag() {
    let byte = html[position]
    position += 1
    switch byte {
    case UInt8(ascii: ">"):
      state = ["style", "script"].contains(tagName) ? .rawText(tagName) : .text
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let name = String(decoding: attributeName, as: UTF8.self).lowercased()
      state = .attribute(name: name, quote: byte, start: position)
      attributeName = []
    case UInt8(ascii: "="): break
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"), UInt8(ascii: "/"):
      attributeName = []
    default: attributeName.append(byte)
    }
  }

  private func starts(with text: String) -> Bool {
    html[position...].starts(with: text.utf8)
  }

  private mutating func skip(past end: Unicode.Scalar) {
    while position < html.count, html[position] != UInt8(ascii: end) { position += 1 }
    position += 1
  }
}

/// Attributes that hold the address of a link or a picture.
private let urlAttributes: Set = ["href", "src", "background", "cite"]

/// Attributes that a person reads or hears. In all others a value would change how the page looks or works.
private let textAttributes: Set = [
  "alt", "title", "aria-label", "aria-description", "summary", "abbr", "label",
]

extension UInt8 {
  fileprivate var beginsTagName: Bool {
    (65...90).contains(self) || (97...122).contains(self) || self == UInt8(ascii: "/")
  }
  fileprivate var continuesName: Bool {
    beginsTagName || (48...57).contains(self) || self == UInt8(ascii: "-")
  }
}
