import Editorial

/// An issue after its template: finished but for the recipient's own values.
///
/// It is frozen: what an editor approved is what is sent, and the content hash
/// tells whether anything has changed since.
///
/// Conditions on the reader (`{{#recipient.member}}`) are compiled: each
/// combination of conditions that hold or do not hold has a variant of its own.
public struct ComposedIssue: Hashable, Sendable {
  /// The issue's number, from 1.
  public let number: Int
  /// The short name in its folder: `white-helmets`.
  public let slug: String
  /// The title of its first article.
  public let title: String
  /// The language of the issue as a BCP 47 tag.
  public let language: String
  /// The conditions on the reader that the issue depends on, in their order.
  public let conditions: [String]
  /// The variants; in the index of each, bit n says whether the condition n holds.
  public let variants: [IssueVariant]
  /// The tokens and the fields that they stand for.
  public let tokens: MergeTokens
  /// How the lines of the text part are to be read.
  public let textFormat: TextFormat
  /// Whether a program made the issue from a feed, and no person saw it before it went out.
  public let isAutomatic: Bool

  /// Freezes an issue with two variants for the first condition, and twice as many for each further one.
  public init(
    number: Int, slug: String, title: String, language: String, conditions: [String] = [],
    variants: [IssueVariant], tokens: MergeTokens, textFormat: TextFormat = .fixed, isAutomatic: Bool = false
  ) {
    precondition(variants.count == 1 << conditions.count, "there is a variant for each combination")
    self.number = number
    self.slug = slug
    self.title = title
    self.language = language
    self.conditions = conditions
    self.variants = variants
    self.tokens = tokens
    self.textFormat = textFormat
    self.isAutomatic = isAutomatic
  }

  /// The folder's name: `012-white-helmets`.
  public var name: String { Issue.folderName(number: number, slug: slug) }

  /// What a reader gets for whom no condition holds.
  private var base: IssueVariant { variants[0] }

  /// The subject, merge fields as tokens; that of a reader for whom no condition holds.
  public var subject: String { base.subject }
  /// The line an inbox shows beside the subject, as ``subject``.
  public var preheader: String { base.preheader }
  /// The HTML part, as ``subject``.
  public var html: String { base.html }
  /// The plain text part, as ``subject``.
  public var text: String { base.text }

  /// Which variant a reader gets.
  public func variantIndex(for reader: Reader) -> Int {
    conditions.indices.reduce(0) { $0 | (reader.fulfils(conditions[$1]) ? 1 << $1 : 0) }
  }

  /// Why the message of a reader cannot be made: each field that cannot be filled, once.
  public func faults(for reader: Reader) -> [MergeFault] {
    var seen: Set<MergeFault> = []
    return variants[variantIndex(for: reader)].slots.compactMap { slot in
      slot.fault(for: reader).flatMap { seen.insert($0).inserted ? $0 : nil }
    }
  }

  /// Whether all readers are given a way out, in both parts.
  public var hasUnsubscribeLink: Bool { variants.allSatisfy(\.hasUnsubscribeLink) }
}

extension ComposedIssue {
  /// The subject with merge fields as an author writes them.
  public var shownSubject: String { base.mergeableSubject.filled(\.text) }
  /// The preheader with merge fields as an author writes them.
  public var shownPreheader: String { MergeableText.plain(preheader, tokens: tokens).filled(\.text) }
}
