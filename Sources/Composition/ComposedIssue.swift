public import Diagnostics
public import Editorial

/// An issue after its template: finished but for the recipient's own values.
///
/// It is frozen: what an editor approved is what is sent, and the content hash
/// tells whether anything has changed since.
public struct ComposedIssue: Hashable, Sendable {
  /// The issue's number, from 1.
  public let number: Int
  /// The short name in its folder: `white-helmets`.
  public let slug: String
  /// The title of its first article.
  public let title: String
  /// The subject, merge fields as tokens.
  public let subject: String
  /// The line an inbox shows beside the subject, merge fields as tokens.
  public let preheader: String
  /// The language of the issue as a BCP 47 tag.
  public let language: String
  /// The HTML part, merge fields as tokens.
  public let html: String
  /// The plain text part, merge fields as tokens.
  public let text: String
  /// The tokens and the fields that they stand for.
  public let tokens: MergeTokens
  /// Whether a program made the issue from a feed, and no person saw it before it went out.
  public let isAutomatic: Bool

  let mergeableSubject: MergeableText
  let mergeableHTML: MergeableText
  let mergeableText: MergeableText

  /// Freezes an issue.
  ///
  /// - Throws: `UnusableContent` when a merge field stands where no value may go.
  public init(
    number: Int, slug: String, title: String, subject: String, preheader: String, language: String,
    html: String, text: String, tokens: MergeTokens, isAutomatic: Bool = false
  ) throws(UnusableContent) {
    self.number = number
    self.slug = slug
    self.title = title
    self.subject = subject
    self.preheader = preheader
    self.language = language
    self.html = html
    self.text = text
    self.tokens = tokens
    self.isAutomatic = isAutomatic
    let opened = MergeableText.html(html, tokens: tokens)
    guard opened.findings.isEmpty else {
      throw UnusableContent("the template's HTML", findings: opened.findings)
    }
    mergeableHTML = opened.text
    mergeableSubject = .plain(subject, tokens: tokens)
    mergeableText = .plain(text, tokens: tokens)
  }

  /// The folder's name: `012-white-helmets`.
  public var name: String { Issue.folderName(number: number, slug: slug) }

  /// The fields that some reader's message needs a value for, without those that have a fallback.
  public var requiredFields: [MergeField] {
    let all = mergeableSubject.fields + mergeableHTML.fields + mergeableText.fields
    var seen: Set<MergeField> = []
    return all.filter { $0.fallback == nil && $0.name.hasPrefix("recipient.") && seen.insert($0).inserted }
  }

  /// Whether readers are given a way out, in both parts.
  public var hasUnsubscribeLink: Bool {
    [mergeableHTML, mergeableText].allSatisfy { $0.fields.contains { $0.name == "links.unsubscribe" } }
  }
}

extension ComposedIssue {
  /// The subject with merge fields as an author writes them.
  public var shownSubject: String { mergeableSubject.filled(\.text) }
  /// The preheader with merge fields as an author writes them.
  public var shownPreheader: String { MergeableText.plain(preheader, tokens: tokens).filled(\.text) }
}
