public import Diagnostics
public import Editorial
import Markup

/// HTML of other people as blocks of an article: what is on the allow list and nothing else.
///
/// Text, headings, lists, quotations, tables, images, code and links with `http`,
/// `https`, `mailto` and `tel` stay; a frame of a known video or audio host becomes
/// a call to action; scripts, styles, forms, handlers and everything hidden go.
public struct SanitisedHTML: Hashable, Sendable {
  /// The text.
  public let blocks: [Block]
  /// What was left out.
  public let findings: [Finding]

  /// Reads HTML; `base` is the address that relative references start from, `place` where findings are,
  /// `language` that of the words on calls to action.
  public init(
    _ html: String, at place: Place, base: LinkURL? = nil, lexicon: Lexicon, language: String? = nil
  ) {
    let tree = MarkupTree(html: html, limits: .imported)
    var reader = HTMLBlocks(tree, base: base, lexicon: lexicon, language: language)
    blocks = reader.read(0)
    findings = reader.omissions.findings(at: place, includesElements: true)
  }
}

extension MarkupTree.Limits {
  /// For what comes from outside: more octets than any article has, and fewer open elements than hurt.
  static let imported = MarkupTree.Limits(octets: 50_000_000, depth: 100, openElements: 2_000)
}
