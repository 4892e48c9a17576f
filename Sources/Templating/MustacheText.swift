public import Diagnostics
public import Editorial
import Mustache

/// One file of a template: Mustache, read strictly.
///
/// The Mustache library is silent about what it does not find; here every name
/// is compared with the shape of the data when the template is loaded, so that
/// rendering cannot meet an unknown one.
public struct MustacheText: Sendable {
  /// What `{{name}}` is escaped for.
  public enum Escaping: Sendable {
    case html, none
  }

  /// The file, as findings name it.
  public let file: String
  /// What was written.
  public let source: String
  /// The tags in order.
  public let tags: [TemplateTag]
  /// How values are escaped.
  public let escaping: Escaping
  /// Tags that never end.
  let scanFindings: [Finding]

  /// Reads a file's tags.
  public init(source: String, file: String, escaping: Escaping) {
    self.source = source
    self.file = file
    self.escaping = escaping
    (tags, scanFindings) = TagScanner(source: source, file: file).scan()
  }

  /// A line of the source, from 1.
  public func line(_ number: Int?) -> String? {
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return number.flatMap { lines.indices.contains($0 - 1) ? String(lines[$0 - 1]) : nil }
  }

  /// Everything that is wrong with the tags, given the names that there are.
  public func findings(shape: ViewShape, partials: [String: MustacheText]) -> [Finding] {
    var check = TagCheck(root: shape, partials: partials)
    check.walk(self, depth: 0)
    return scanFindings + check.findings
  }

  /// The finished text. Call it only when there are no findings.
  ///
  /// - Throws: `UnusableContent` when the Mustache library does not take the text.
  public func render(
    _ values: [String: ViewValue], partials: [String: MustacheText], token: (MergeField) -> String
  ) throws -> String {
    var library = MustacheLibrary()
    for (name, partial) in partials.sorted(by: { $0.key < $1.key }) {
      library.register(try partial.compiled(token: token), named: name)
    }
    return try compiled(token: token).render(StrictContext(values), library: library)
  }

  private func compiled(token: (MergeField) -> String) throws -> MustacheTemplate {
    let pragma = escaping == .none ? "{{% CONTENT_TYPE: TEXT}}" : ""
    do {
      return try MustacheTemplate(string: pragma + withTokens(token))
    } catch let error as MustacheTemplate.ParserError {
      let place = Place(file: file, line: error.context.lineNumber, column: error.context.columnNumber)
      throw UnusableContent(file, findings: [.notMustache(at: place, line: error.context.line)])
    }
  }

  /// The source with each merge field replaced by the token that stands for it.
  public func withTokens(_ token: (MergeField) -> String) -> String {
    var text = ""
    var position = source.startIndex
    for tag in tags where tag.isMergeField {
      text += source[position..<tag.range.lowerBound]
      text += MergeField(name: tag.name, fallback: tag.fallback).map(token) ?? ""
      position = tag.range.upperBound
    }
    return text + source[position...]
  }
}

extension TemplateTag {
  /// Whether it stays open until a recipient is known.
  public var isMergeField: Bool {
    kind == .variable && (name.hasPrefix("recipient.") || name.hasPrefix("links."))
  }

  /// Whether it begins a part that only some recipients get: `{{#recipient.member}}`.
  public var isReaderCondition: Bool {
    (kind == .section || kind == .inverted) && name.hasPrefix("recipient.")
  }
}

/// The data as the Mustache library asks for it: records, lists, text and conditions only.
private struct StrictContext: MustacheParent {
  let values: [String: ViewValue]

  init(_ values: [String: ViewValue]) { self.values = values }

  func child(named name: String) -> Any? {
    switch values[name] {
    case .text(let text), .html(let text): text ?? Absent()
    case .flag(let flag): flag
    case .record(let fields): fields.map(StrictContext.init) ?? Absent()
    case .list(let items): items.map(StrictContext.init)
    case nil: nil
    }
  }
}

/// A value that is not there. Given to the library in place of nil, which
/// would make it look for the same name in the sections around this one.
private struct Absent: MustacheCustomRenderable {
  let renderText = ""
  let isNull = true
}

extension Finding {
  fileprivate static func notMustache(at place: Place, line: String) -> Finding {
    Finding("template-syntax", "the tags do not fit together here", at: place, sourceLine: line)
  }
}
