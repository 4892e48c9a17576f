/// The record of one published piece.
public struct Article: Hashable, Sendable {
  /// Who wrote it.
  public struct Author: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What they are: `editor`, `photographs`.
    public var role: String?
    /// A page about them.
    public var url: LinkURL?

    /// Names an author.
    public init(_ name: String, role: String? = nil, url: LinkURL? = nil) {
      self.name = name.cleanedLine
      self.role = role?.cleanedLine
      self.url = url
    }
  }

  /// Something else to read.
  public struct RelatedLink: Hashable, Sendable {
    /// The title of the other piece.
    public var title: String
    /// Where it is; nil while it is not known.
    public var url: LinkURL?
    /// The words of the link, where they are not the title.
    public var label: String?

    /// Names a related piece.
    public init(_ title: String, url: LinkURL? = nil, label: String? = nil) {
      self.title = title.cleanedLine
      self.url = url
      self.label = label?.cleanedLine
    }
  }

  /// Where a field was found by an import: `published` in `json-ld datePublished`.
  public struct Origin: Hashable, Sendable {
    /// The field, as the front matter calls it.
    public var field: String
    /// Where it was found.
    public var origin: String

    /// Pairs a field with its origin.
    public init(field: String, origin: String) {
      self.field = field
      self.origin = origin.cleanedLine
    }
  }

  /// The headline.
  public var title: String
  /// The canonical address.
  public var url: LinkURL?
  /// The part of the publication it belongs to.
  public var section: String?
  /// Who wrote it.
  public var byline: [Author]
  /// When it was published: a date or a date and time as ISO 8601 writes them.
  public var published: String?
  /// The language (BCP 47); nil is the publication's.
  public var language: String?
  /// The sentence under the headline.
  public var dek: String?
  /// The image that stands for it.
  public var image: Picture?
  /// What the reader is asked to do.
  public var callsToAction: [CallToAction]
  /// What else there is to read.
  public var related: [RelatedLink]
  /// What it is about.
  public var tags: [String]
  /// Where an import found the fields; empty for what a person wrote.
  public var origins: [Origin] = []
  /// The text.
  public var body: [Block]

  /// Makes an article; texts are cleaned and put on one line.
  public init(
    title: String, url: LinkURL? = nil, section: String? = nil, byline: [Author] = [],
    published: String? = nil,
    language: String? = nil, dek: String? = nil, image: Picture? = nil, callsToAction: [CallToAction] = [],
    related: [RelatedLink] = [], tags: [String] = [], body: [Block] = []
  ) {
    self.title = title.cleanedLine
    self.url = url
    self.section = section?.cleanedLine
    self.byline = byline
    self.published = published
    self.language = language
    self.dek = dek?.cleanedLine
    self.image = image
    self.callsToAction = callsToAction
    self.related = related
    self.tags = tags.map(\.cleanedLine)
    self.body = body
  }

  /// The call to action that becomes the button: the one marked so, or else the first.
  public var primaryCallToAction: CallToAction? {
    callsToAction.first(where: \.isPrimary) ?? callsToAction.first
  }

  /// The name of a file for it: `the-white-helmets`.
  public var slug: String { Slug(title).text }
}
