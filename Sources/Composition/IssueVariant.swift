public import Diagnostics
public import Editorial

/// What readers get for whom the same conditions hold: all of an issue that depends on them.
public struct IssueVariant: Hashable, Sendable {
  /// The subject, merge fields as tokens.
  public let subject: String
  /// The line an inbox shows beside the subject, merge fields as tokens.
  public let preheader: String
  /// The HTML part, merge fields as tokens.
  public let html: String
  /// The plain text part, merge fields as tokens.
  public let text: String

  let mergeableSubject: MergeableText
  let mergeableHTML: MergeableText
  let mergeableText: MergeableText

  /// Freezes a variant; `placed` knows where a template has put a merge field that cannot stand there.
  ///
  /// - Throws: `UnusableContent` when a merge field stands where no value may go.
  public init(
    subject: String, preheader: String, html: String, text: String, tokens: MergeTokens,
    placed: (MergeField) -> SourceLine? = { _ in nil }
  ) throws(UnusableContent) {
    self.subject = subject
    self.preheader = preheader
    self.html = html
    self.text = text
    let opened = MergeableText.html(html, tokens: tokens, placed: placed)
    guard opened.findings.isEmpty else {
      throw UnusableContent("the template's HTML", findings: opened.findings)
    }
    mergeableHTML = opened.text
    mergeableSubject = .plain(subject, tokens: tokens)
    mergeableText = .plain(text, tokens: tokens)
  }

  /// The places for values in what readers get.
  var slots: [MergeSlot] { mergeableSubject.slots + mergeableHTML.slots + mergeableText.slots }

  /// Whether readers are given a way out, in both parts.
  var hasUnsubscribeLink: Bool {
    [mergeableHTML, mergeableText].allSatisfy { $0.fields.contains { $0.name == "links.unsubscribe" } }
  }
}
