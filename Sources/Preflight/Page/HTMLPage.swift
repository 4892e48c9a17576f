/// An element of a page: its tag, what is in it, and what it stands in.
public struct HTMLElement: Hashable, Sendable {
  /// The name in lower case.
  public let name: String
  /// The attributes, names in lower case, values decoded.
  public let attributes: [String: String]
  /// The tag as it is written.
  public let tag: String
  /// The text in it, images as their alternative texts, without what is hidden.
  public internal(set) var text = ""
  /// The positions of the elements around it in the page's list, the outermost first.
  public let ancestors: [Int]
  /// The declarations in `style`, names and values in lower case, without `!important`.
  private let declarations: [String: String]

  init(name: String, attributes: [String: String], tag: String, ancestors: [Int]) {
    self.name = name
    self.attributes = attributes
    self.tag = tag
    self.ancestors = ancestors
    var declarations: [String: String] = [:]
    for declaration in (attributes["style"]?.lowercased() ?? "").utf8.split(separator: UInt8(ascii: ";")) {
      guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = Substring(declaration[declaration.index(after: colon)...])
      declarations[Substring(declaration[..<colon]).trimmed] =
        value.utf8.contains(UInt8(ascii: "!"))
        ? value.replacing("!important", with: "").trimmed : value.trimmed
    }
    self.declarations = declarations
  }

  /// The value of an attribute; nil where it is not there.
  public subscript(attribute: String) -> String? { attributes[attribute] }

  /// The value of a property in `style`, in lower case without `!important`.
  public func style(_ property: String) -> String? { declarations[property] }
}

/// An HTML document as a list of elements, for checks; Outlook's conditional comments are not looked into.
public struct HTMLPage: Hashable, Sendable {
  /// The elements in their order.
  public private(set) var elements: [HTMLElement] = []
  /// The text that a reader sees.
  public private(set) var visibleText = ""
  /// The text that is hidden, where the line beside the subject comes from.
  public private(set) var hiddenText = ""
  /// What stands in `<style>` elements.
  public private(set) var styles = ""
  /// The text of comments.
  public private(set) var comments: [String] = []
  /// Whether there is a doctype.
  public private(set) var hasDoctype = false
  /// Pieces of visible text, each with the position of the element around it.
  public private(set) var runs: [(text: String, element: Int)] = []

  private var open: [Int] = []
  private var hiddenDepth: Int?

  /// Reads a document; whatever is wrong with it is read as it can be.
  public init(_ html: String) {
    var scanner = HTMLScanner(html)
    while let piece = scanner.next() {
      switch piece {
      case .text(let text): add(text)
      case .comment(let text): comments.append(text)
      case .doctype: hasDoctype = true
      case .raw(let name, let text): if name == "style" { styles += text + "\n" }
      case .start(let name, let attributes, let tag): start(name, attributes, tag)
      case .end(let name): end(name)
      }
    }
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  private mutating func start(_ name: String, _ attributes: [String: String], _ tag: String) {
    let element = HTMLElement(name: name, attributes: attributes, tag: tag, ancestors: open)
    elements.append(element)
    if name == "img" { add(attributes["alt"] ?? "", isImage: true) }
    if name == "br" { add("\n") }
    guard !Self.void.contains(name), !tag.hasSuffix("/>") else { return }
    if hiddenDepth == nil, name == "title" || element.isHidden { hiddenDepth = open.count }
    open.append(elements.count - 1)
  }

  private mutating func end(_ name: String) {
    guard let depth = open.lastIndex(where: { elements[$0].name == name }) else { return }
    open.removeSubrange(depth...)
    if let hidden = hiddenDepth, open.count <= hidden { hiddenDepth = nil }
    if HTMLScanner.blocks.contains(name) { add(" ") }
  }

  private mutating func add(_ text: String, isImage: Bool = false) {
    for index in open { elements[index].text += text }
    if hiddenDepth != nil {
      if !open.contains(where: { elements[$0].name == "title" }) { hiddenText += text }
      return
    }
    visibleText += text
    if !isImage, text.contains(where: { !$0.isWhitespace }) { runs.append((text, open.last ?? 0)) }
  }

  /// Compares what was read.
  public static func == (a: HTMLPage, b: HTMLPage) -> Bool { a.elements == b.elements }
  /// Hashes what was read.
  public func hash(into hasher: inout Hasher) { hasher.combine(elements) }
}

extension HTMLElement {
  /// Whether nobody sees what is in it.
  var isHidden: Bool {
    style("display") == "none" || style("max-height").map { $0.hasPrefix("0") } == true
      || style("mso-hide") == "all"
  }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// The text with each run of white space as one blank.
  var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The words, in lower case.
  var words: [String] {
    lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
