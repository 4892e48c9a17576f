/// One part of an article's body.
public indirect enum Block: Hashable, Sendable {
  /// A paragraph.
  case paragraph([Inline])
  /// A heading of level 1 to 6.
  case heading(level: Int, [Inline])
  /// A quotation, with who or what it is quoted from.
  case quote([Block], source: [Inline]?)
  /// A list.
  case list(ListBlock)
  /// An image on its own.
  case image(Picture)
  /// Text that keeps its lines and blanks.
  case code(String, language: String?)
  /// A break between two parts.
  case rule
  /// A table; each row has as many cells as the header.
  case table(header: [[Inline]], rows: [[[Inline]]])
  /// A call to action in its place.
  case callToAction(CallToAction)
  /// Something to play, which is shown as a card.
  case embed(Embed)
}

/// A list with or without numbers.
public struct ListBlock: Hashable, Sendable {
  /// Whether the items have numbers.
  public var isOrdered: Bool
  /// The number of the first item.
  public var start: Int
  /// The items, each of them blocks.
  public var items: [[Block]]

  /// Makes a list.
  public init(isOrdered: Bool = false, start: Int = 1, items: [[Block]]) {
    self.isOrdered = isOrdered
    self.start = start
    self.items = items
  }
}

/// A part of a line of text.
public indirect enum Inline: Hashable, Sendable {
  /// Text.
  case text(String)
  /// Stressed text, usually in italics.
  case emphasis([Inline])
  /// Important text, usually in bold.
  case strong([Inline])
  /// Text that no longer holds.
  case strikethrough([Inline])
  /// A link.
  case link([Inline], url: LinkURL, title: String?)
  /// Text in a typewriter face.
  case code(String)
  /// An image among text.
  case image(Picture)
  /// A line end that the author wants.
  case lineBreak
  /// A place that is filled for each recipient.
  case mergeField(MergeField)

  /// The text without its form: an image is its alternative text, a merge field its fallback.
  public var plainText: String { plainText { $0.fallback ?? "" } }

  /// The text without its form, a merge field as the caller writes it.
  func plainText(_ written: (MergeField) -> String, literal: (String) -> String = { $0 }) -> String {
    switch self {
    case .text(let text), .code(let text): literal(text)
    case .emphasis(let parts), .strong(let parts), .strikethrough(let parts), .link(let parts, _, _):
      parts.map { $0.plainText(written, literal: literal) }.joined()
    case .image(let picture): picture.alt
    case .lineBreak: "\n"
    case .mergeField(let field): written(field)
    }
  }
}

extension [Inline] {
  /// The text without its form.
  public var plainText: String { map(\.plainText).joined() }

  /// The text without its form, merge fields as the caller writes them.
  public func plainText(_ written: (MergeField) -> String) -> String {
    map { $0.plainText(written) }.joined()
  }

  /// The text without its form, in which merge fields stay as they are written: what a label is made of.
  ///
  /// Braces that an author means as braces are parted where they would be a merge field in a line.
  public var labelText: String { map { $0.plainText(\.text, literal: \.withoutFields) }.joined() }
}

extension Block {
  /// The text without its form, parts separated by line ends; an image is its alternative text and caption.
  public var plainText: String {
    switch self {
    case .paragraph(let parts), .heading(_, let parts): parts.plainText
    case .quote(let blocks, let source):
      (blocks.map(\.plainText) + (source.map { [$0.plainText] } ?? [])).joined(separator: "\n")
    case .list(let list): list.items.joined().map(\.plainText).joined(separator: "\n")
    case .image(let picture):
      [picture.alt, picture.caption ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
    case .code(let text, _): text
    case .rule: ""
    case .table(let header, let rows):
      ([header] + rows).map { $0.map(\.plainText).joined(separator: " ") }.joined(separator: "\n")
    case .callToAction(let call): call.plainLabel
    case .embed(let embed): embed.title ?? ""
    }
  }
}
