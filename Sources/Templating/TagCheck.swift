public import Diagnostics

/// Compares the tags of a template with the names that there are.
struct TagCheck {
  let root: ViewShape
  let partials: [String: MustacheText]
  var findings: [Finding] = []
  /// The names that were found, each with the first place it stands at.
  private(set) var uses: [NameUse] = []
  /// The partials that have been walked.
  private(set) var read: Set<String> = []
  private var scopes: [Scope] = []

  /// The names that can be used where a tag stands, and how they are called from outside.
  private struct Scope {
    let fields: [String: ViewShape]
    let prefix: String
  }

  init(root: ViewShape, partials: [String: MustacheText]) {
    self.root = root
    self.partials = partials
    scopes = [Scope(fields: root.fields, prefix: "")]
  }

  /// Walks one file; partials are walked where they stand, in the scope they stand in.
  mutating func walk(_ text: MustacheText, depth: Int) {
    let base = scopes.count
    var open: [(tag: TemplateTag, pushed: Bool)] = []
    for tag in text.tags {
      switch tag.kind {
      case .comment: continue
      case .unsupported(let sigil): report(tag, in: text, .unsupportedTag(sigil))
      case .partial: include(tag, in: text, depth: depth)
      case .section, .inverted: open.append((tag, enter(tag, in: text)))
      case .close: leave(tag, in: text, &open)
      case .variable where tag.isMergeField: checkMergeField(tag, in: text)
      case .variable, .html: checkValue(tag, in: text)
      }
    }
    for section in open { report(section.tag, in: text, .unclosedSection(section.tag.name)) }
    scopes.removeLast(scopes.count - base)
  }

  private mutating func include(_ tag: TemplateTag, in text: MustacheText, depth: Int) {
    guard let partial = partials[tag.name] else {
      return report(tag, in: text, .unknownPartial(tag.name, known: Array(partials.keys)))
    }
    guard depth < 16 else { return report(tag, in: text, .endlessPartial(tag.name)) }
    if read.insert(tag.name).inserted { findings += partial.scanFindings }
    walk(partial, depth: depth + 1)
  }

  private mutating func enter(_ tag: TemplateTag, in text: MustacheText) -> Bool {
    if tag.isReaderCondition {
      checkMergeField(tag, in: text)
      return false
    }
    guard let (shape, path) = resolve(tag, in: text) else { return false }
    guard tag.kind == .section, !shape.fields.isEmpty else { return false }
    scopes.append(Scope(fields: shape.fields, prefix: path + (shape.isList ? "[]." : ".")))
    return true
  }

  private mutating func leave(
    _ tag: TemplateTag, in text: MustacheText, _ open: inout [(tag: TemplateTag, pushed: Bool)]
  ) {
    guard let last = open.popLast() else { return report(tag, in: text, .strayClose(tag.name)) }
    if last.tag.name != tag.name { report(tag, in: text, .wrongClose(tag.name, expected: last.tag.name)) }
    if last.pushed { scopes.removeLast() }
  }

  private mutating func checkValue(_ tag: TemplateTag, in text: MustacheText) {
    guard let (shape, _) = resolve(tag, in: text) else { return }
    switch (shape, tag.kind) {
    case (.text, .variable), (.html, .html): break
    case (.html, _) where text.escaping == .none: break
    case (.html, _): report(tag, in: text, .htmlValue(tag.name))
    case (.text, _): report(tag, in: text, .notHTML(tag.name))
    default: report(tag, in: text, .notAValue(tag.name))
    }
  }

  private mutating func checkMergeField(_ tag: TemplateTag, in text: MustacheText) {
    if let finding = MergeFieldName.finding(tag.name) { return report(tag, in: text, finding) }
    note(tag, as: tag.name)
  }

  /// A name is looked up in the section it stands in, and else among the names of the whole issue.
  private mutating func resolve(
    _ tag: TemplateTag, in text: MustacheText
  ) -> (shape: ViewShape, path: String)? {
    if tag.fallback != nil {
      report(tag, in: text, .fallbackOutsideMergeField(tag.name))
      return nil
    }
    let path = tag.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let scope = scopes.last ?? Scope(fields: [:], prefix: "")
    for place in [scope, Scope(fields: root.fields, prefix: "")] {
      guard let shape = lookUp(path, in: place.fields) else { continue }
      note(tag, as: place.prefix + tag.name)
      return (shape, place.prefix + tag.name)
    }
    let known = ViewShape.record(scope.fields).names + (scopes.count > 1 ? root.names : [])
    report(tag, in: text, .unknownName(tag.name, known: known + MergeFieldName.known))
    return nil
  }

  private mutating func note(_ tag: TemplateTag, as path: String) {
    guard !uses.contains(where: { $0.name == path }) else { return }
    uses.append(NameUse(name: path, place: tag.place))
  }

  private func lookUp(_ path: [String], in fields: [String: ViewShape]) -> ViewShape? {
    var shape = ViewShape.record(fields)
    for name in path {
      guard case .record(let fields) = shape, let next = fields[name] else { return nil }
      shape = next
    }
    return shape
  }

  private mutating func report(_ tag: TemplateTag, in text: MustacheText, _ words: TagMessage) {
    let finder = PlaceFinder(source: text.source, file: text.file)
    findings.append(
      Finding(
        words.id, words.text, at: tag.place, sourceLine: finder.line(at: tag.range.lowerBound),
        help: words.help.map { [$0] } ?? []))
  }
}

/// A name that a template uses.
public struct NameUse: Hashable, Sendable {
  /// The whole name, as it is seen from outside of all sections: `article.blocks[].quote.html`.
  public let name: String
  /// Where it stands first.
  public let place: Place
}

/// The merge fields a template or an article may use.
public enum MergeFieldName {
  /// The fields that every recipient has; columns of the list come on top as `recipient.COLUMN`.
  public static let known = [
    "recipient.email", "recipient.name", "links.unsubscribe", "links.browser", "links.preferences",
  ]

  /// What is wrong with a name, if anything.
  static func finding(_ name: String) -> TagMessage? {
    if known.contains(name) { return nil }
    let column = name.dropFirst("recipient.".count)
    let isColumn =
      name.hasPrefix("recipient.") && !column.isEmpty
      && column.utf8.allSatisfy {
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".utf8.contains($0)
      }
    return isColumn ? nil : .unknownName(name, known: known)
  }

  /// Why a merge field cannot be used, in words; nil when it can.
  public static func objection(to name: String) -> (message: String, help: String?)? {
    finding(name).map { ($0.text, $0.help) }
  }
}

extension ViewShape {
  fileprivate var fields: [String: ViewShape] {
    switch self {
    case .record(let fields), .list(let fields): fields
    case .text, .html, .flag: [:]
    }
  }
}

/// The words of what can be wrong with a tag.
struct TagMessage {
  var id: String
  var text: String
  var help: String?

  static func unknownName(_ name: String, known: [String]) -> Self {
    Self(id: "unknown-name", text: "there is nothing named '\(name)' here", help: didYouMean(name, in: known))
  }
  static func unknownPartial(_ name: String, known: [String]) -> Self {
    Self(
      id: "unknown-partial", text: "the template has no file for '\(name)'", help: didYouMean(name, in: known)
    )
  }
  static func endlessPartial(_ name: String) -> Self {
    Self(id: "endless-partial", text: "'\(name)' includes itself", help: nil)
  }
  static func unsupportedTag(_ sigil: Character) -> Self {
    Self(
      id: "unsupported-tag", text: "tags that begin with '\(sigil)' cannot be used in templates", help: nil)
  }
  static func unclosedSection(_ name: String) -> Self {
    Self(id: "unclosed-section", text: "the section '\(name)' never ends", help: "close it with {{/\(name)}}")
  }
  static func strayClose(_ name: String) -> Self {
    Self(id: "stray-close", text: "no section '\(name)' is open here", help: nil)
  }
  static func wrongClose(_ name: String, expected: String) -> Self {
    Self(
      id: "wrong-close", text: "'\(name)' is closed, but the section that is open is '\(expected)'",
      help: "write {{/\(expected)}}")
  }
  static func htmlValue(_ name: String) -> Self {
    Self(id: "html-value", text: "'\(name)' is HTML", help: "write {{{\(name)}}}")
  }
  static func notHTML(_ name: String) -> Self {
    Self(id: "not-html", text: "'\(name)' is plain text and has to be escaped", help: "write {{\(name)}}")
  }
  static func notAValue(_ name: String) -> Self {
    Self(
      id: "not-a-value", text: "'\(name)' is a section, not a text", help: "write {{#\(name)}} … {{/\(name)}}"
    )
  }
  static func fallbackOutsideMergeField(_ name: String) -> Self {
    Self(
      id: "fallback-outside-merge-field", text: "only recipient.… can have a fallback, '\(name)' cannot",
      help: nil)
  }
}
