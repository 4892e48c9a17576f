/// Moves the rules of style sheets into the `style` attributes of the elements
/// they mean, because many mail clients read nothing else.
///
/// The text is not parsed and printed again: only start tags that get a style
/// change. Nothing is touched in comments, and so nothing in the parts for
/// Outlook; no attribute but `style` is written. Declarations that an element
/// has already win, unless the rule says `!important`.
///
/// Rules that cannot be inlined, as `@media` and `:hover`, are kept.
public struct CSSInliner: Sendable {
  /// What is left of a style sheet after inlining.
  public struct Result: Hashable, Sendable {
    /// The document.
    public var html: [UInt8]
    /// The rules that remain rules.
    public var keptCSS: [UInt8]
    /// Whether every rule was tried. Where both the document and the style
    /// sheet are enormous it is not.
    public var isComplete: Bool
  }

  /// Makes an inliner.
  public init() {}

  /// Inlines a style sheet into a document.
  public func inline(css: [UInt8], into html: [UInt8]) -> Result {
    var sheet = StyleSheet()
    sheet.add(css[...])
    return inline(sheet, into: HTMLOutline(html), replacing: [])
  }

  /// Inlines the `<style>` elements of a document.
  ///
  /// What remains of an element stays in it; an element of which nothing
  /// remains is removed. Elements with a `media` or `data-embed` attribute stay
  /// as they are.
  public func inlineStyleElements(of html: [UInt8]) -> Result {
    let outline = HTMLOutline(html)
    var sheet = StyleSheet()
    var replacements: [(range: Range<Int>, text: [UInt8])] = []
    for style in outline.styleSheets
    where outline.attribute(Array("media".utf8), of: style.element) == nil
      && outline.attribute(Array("data-embed".utf8), of: style.element) == nil
    {
      let before = sheet.kept.count
      sheet.add(html[style.content])
      let kept = Array(sheet.kept[before...])
      if kept.isEmpty {
        let start = outline.elements[style.element].tag.lowerBound
        replacements.append((start..<style.end, []))
      } else {
        replacements.append((style.content, [ASCII.lineFeed] + kept))
      }
    }
    return inline(sheet, into: outline, replacing: replacements)
  }

  private func inline(
    _ sheet: StyleSheet, into outline: HTMLOutline,
    replacing replacements: [(range: Range<Int>, text: [UInt8])]
  ) -> Result {
    let order = sheet.rules.indices.sorted {
      (sheet.rules[$0].selector.specificity, $0) < (sheet.rules[$1].selector.specificity, $1)
    }
    let index = RuleIndex(order.map { sheet.rules[$0] }, in: outline)
    var matcher = SelectorMatcher(outline)
    var edits = HTMLEdits(outline)
    for replacement in replacements { edits.replace(replacement.range, with: replacement.text) }
    for element in outline.elements.indices {
      var declarations: [CSSDeclaration] = []
      guard !matcher.isExhausted else { break }
      matcher.spend(index.costOfCandidates)
      for number in index.candidates(for: outline.elements[element], in: outline)
      where matcher.matches(index.rules[number].selector, element) {
        declarations += index.rules[number].declarations
      }
      if !declarations.isEmpty { edits.addStyle(declarations, to: element) }
    }
    return Result(html: edits.applied(), keptCSS: sheet.kept, isComplete: !matcher.isExhausted)
  }
}

/// Rules by what the last part of their selector names, so that an element is
/// compared only with rules that may mean it.
private struct RuleIndex {
  let rules: [StyleSheet.Rule]
  private var ids: [[UInt8]: [Int]] = [:]
  private var classes: [[UInt8]: [Int]] = [:]
  private var names: [Int: [Int]] = [:]
  private var others: [Int] = []

  /// What the rules that may mean any element cost for each.
  var costOfCandidates: Int { others.count / 16 }

  init(_ rules: [StyleSheet.Rule], in outline: HTMLOutline) {
    self.rules = rules.map {
      StyleSheet.Rule(selector: $0.selector.resolved(in: outline), declarations: $0.declarations)
    }
    for (number, rule) in rules.enumerated() {
      guard let last = rule.selector.compounds.last else { continue }
      if let id = last.id {
        ids[id, default: []].append(number)
      } else if let name = last.classes.first {
        classes[name, default: []].append(number)
      } else if let name = last.name {
        names[outline.names[name] ?? -1, default: []].append(number)
      } else {
        others.append(number)
      }
    }
  }

  func candidates(for element: HTMLOutline.Element, in outline: HTMLOutline) -> [Int] {
    var found = others
    if let id = element.id, let rules = ids[Array(outline.bytes[id])] { found += rules }
    if let rules = names[element.name] { found += rules }
    for number in element.classes where !classes.isEmpty {
      if let rules = classes[Array(outline.bytes[outline.classes[number]])] { found += rules }
    }
    guard found.count > others.count else { return others }
    found.sort()
    // A class that is named twice gives its rules twice.
    return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { found[$0] }
  }
}
