/// What is wrong with the conditions of a text.
public struct ConditionFault: Hashable, Sendable {
  /// Which way the two ends do not fit.
  public enum Kind: Hashable, Sendable {
    case neverEnds, neverBegan
    /// It ends while another one that began later is open.
    case crosses(String)
  }

  /// The name of the condition: `recipient.member`.
  public let name: String
  /// What is wrong with it.
  public let kind: Kind
}

/// Takes the parts of a text that a reader does not get out of it, in the order in which it is read.
///
/// The two ends of a condition may stand in different paragraphs, or around
/// list items; what lies between them is shown or not.
public struct ReaderConditions {
  /// The conditions that were met, each once, in order.
  public private(set) var names: [String] = []
  /// What is wrong so far; call ``finish()`` at the end of the text.
  public private(set) var faults: [ConditionFault] = []

  private let holds: (String) -> Bool
  private var open: [(name: String, isShown: Bool)] = []
  private var isShown: Bool { open.allSatisfy(\.isShown) }

  /// Begins a text for readers of whom is known which conditions hold.
  public init(holds: @escaping (String) -> Bool) { self.holds = holds }

  /// Ends the text.
  public mutating func finish() {
    faults += open.map { ConditionFault(name: $0.name, kind: .neverEnds) }
    open = []
  }

  /// Takes one end of a condition.
  public mutating func take(_ role: MergeField.Role, _ name: String) {
    switch role {
    case .value: return
    case .begin, .beginOtherwise:
      if !names.contains(name) { names.append(name) }
      open.append((name, holds(name) == (role == .begin)))
    case .end:
      guard let index = open.lastIndex(where: { $0.name == name }) else {
        return faults.append(ConditionFault(name: name, kind: .neverBegan))
      }
      if let inner = open.last, inner.name != name {
        faults.append(ConditionFault(name: name, kind: .crosses(inner.name)))
      }
      open.remove(at: index)
    }
  }

  /// A text of one kind with its conditions between `{{` and `}}`: a subject, a title.
  public mutating func text(_ text: String) -> String {
    var shown = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
      let field = MergeField(inner: String(rest[start.upperBound..<end.lowerBound]))
      let isCondition = field.map { $0.role != .value } ?? false
      if isShown { shown += rest[..<(isCondition ? start.lowerBound : end.upperBound)] }
      if isCondition, let field { take(field.role, field.name) }
      rest = rest[end.upperBound...]
    }
    return isShown ? shown + rest : shown
  }

  /// Blocks; those that are left without content are left out.
  public mutating func blocks(_ blocks: [Block]) -> [Block] {
    var shown: [Block] = []
    for block in blocks { if let block = self.block(block) { shown.append(block) } }
    return shown
  }

  private mutating func block(_ block: Block) -> Block? {
    switch block {
    case .paragraph(let parts): return inlines(parts).trimmed.map { .paragraph($0) }
    case .heading(let level, let parts): return inlines(parts).trimmed.map { .heading(level: level, $0) }
    case .quote(let inner, let source):
      let inner = blocks(inner)
      let source = source.map { inlines($0) }
      return inner.isEmpty ? nil : .quote(inner, source: source.flatMap(\.trimmed))
    case .list(var list):
      var items: [[Block]] = []
      for item in list.items { items.append(blocks(item)) }
      list.items = items.filter { !$0.isEmpty }
      return list.items.isEmpty ? nil : .list(list)
    case .table(let header, let rows): return table(header, rows)
    case .image, .code, .rule, .callToAction, .embed: return isShown ? block : nil
    }
  }

  private mutating func table(_ header: [[Inline]], _ rows: [[[Inline]]]) -> Block? {
    var shown: [[[Inline]]] = []
    for row in [header] + rows {
      var cells: [[Inline]] = []
      for cell in row { cells.append(inlines(cell)) }
      if !cells.allSatisfy(\.isEmpty) || row.allSatisfy(\.isEmpty) { shown.append(cells) }
    }
    guard let first = shown.first else { return nil }
    return .table(header: first, rows: Array(shown.dropFirst()))
  }

  /// Inline parts; those that are left without content are left out.
  public mutating func inlines(_ parts: [Inline]) -> [Inline] {
    var shown: [Inline] = []
    for part in parts {
      switch part {
      case .mergeField(let field) where field.role != .value: take(field.role, field.name)
      case .emphasis(let inner): shown += inlines(inner).nonEmpty.map { [.emphasis($0)] } ?? []
      case .strong(let inner): shown += inlines(inner).nonEmpty.map { [.strong($0)] } ?? []
      case .strikethrough(let inner): shown += inlines(inner).nonEmpty.map { [.strikethrough($0)] } ?? []
      case .link(let inner, let url, let title):
        let wasEmpty = inner.isEmpty && isShown
        let inner = inlines(inner)
        if wasEmpty || !inner.isEmpty { shown.append(.link(inner, url: url, title: title)) }
      case .text, .code, .image, .lineBreak, .mergeField: if isShown { shown.append(part) }
      }
    }
    return shown
  }
}

extension [Inline] {
  fileprivate var nonEmpty: [Inline]? { isEmpty ? nil : self }

  /// Without blanks and line ends at both ends; nil when nothing is left.
  fileprivate var trimmed: [Inline]? {
    var parts = self[...]
    while case .some(let part) = parts.first, part.isBlank { parts.removeFirst() }
    while case .some(let part) = parts.last, part.isBlank { parts.removeLast() }
    if case .text(let text) = parts.first { parts[parts.startIndex] = .text(String(text.drop { $0 == " " })) }
    if case .text(var text) = parts.last {
      while text.last == " " { text.removeLast() }
      parts[parts.endIndex - 1] = .text(text)
    }
    return parts.isEmpty ? nil : Array(parts)
  }
}

extension Inline {
  fileprivate var isBlank: Bool {
    switch self {
    case .lineBreak: true
    case .text(let text): text.allSatisfy { $0 == " " }
    default: false
    }
  }
}

extension Article {
  /// The article as those readers get it for whom the conditions hold that hold; what is wrong with them.
  ///
  /// Title, dek and body may depend on conditions.
  public func resolved(where holds: @escaping (String) -> Bool) -> (
    article: Article, conditions: ReaderConditions
  ) {
    var conditions = ReaderConditions(holds: holds)
    var article = self
    article.title = conditions.text(title).cleanedLine
    conditions.finish()
    article.dek = dek.map { conditions.text($0).cleanedLine }
    conditions.finish()
    article.body = conditions.blocks(body)
    conditions.finish()
    return (article, conditions)
  }
}
