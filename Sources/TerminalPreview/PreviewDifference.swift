/// What is different between two messages, view by view.
public struct PreviewDifference: Sendable {
  /// A line that both have, or one of them.
  enum Change: Hashable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
  }

  private let views: [(title: String, changes: [Change])]
  private let columns: Int

  /// Lines that both have are shown around a difference.
  static let context = 2
  /// Texts of more lines are compared as a whole: the time grows with lines times differences.
  static let limit = 20_000

  /// Compares the views of two messages, drawn in the same way.
  public init(
    from old: MessagePreview, to new: MessagePreview, of views: [MessagePreview.View],
    _ options: PreviewOptions
  ) {
    columns = options.columns
    self.views = views.map { view in
      let lines = [old, new].map { $0.frame(of: view, options).plainLines() }
      return (Self.title(of: view), Self.changes(from: lines[0], to: lines[1]))
    }
  }

  private static func title(of view: MessagePreview.View) -> String {
    switch view {
    case .html: "MESSAGE"
    case .text: "TEXT PART"
    default: view.rawValue.uppercased()
    }
  }

  /// Whether the messages look the same.
  public var isEmpty: Bool { views.allSatisfy { Self.count($0.changes) == 0 } }

  private static func count(_ changes: [Change]) -> Int {
    changes.count { if case .same = $0 { false } else { true } }
  }

  /// The lines of both in one order.
  static func changes(from old: [String], to new: [String]) -> [Change] {
    guard old.count + new.count <= limit else {
      return old == new ? old.map(Change.same) : old.map(Change.removed) + new.map(Change.added)
    }
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var added: [Int: String] = [:]
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, let line, _): added[offset] = line
      }
    }
    var changes: [Change] = []
    var position = 0
    for (offset, line) in old.enumerated() {
      if removed.contains(offset) {
        changes.append(.removed(line))
        continue
      }
      while let line = added[position] {
        changes.append(.added(line))
        position += 1
      }
      changes.append(.same(line))
      position += 1
    }
    while let line = added[position] {
      changes.append(.added(line))
      position += 1
    }
    return changes
  }

  /// The differences as a picture, each view under its title.
  public func frame(from old: String, to new: String) -> Frame {
    var lines = [Self.line(.removed(old)), Self.line(.added(new))]
    for (title, changes) in views {
      let count = Self.count(changes)
      let words = count == 0 ? "the same" : count == 1 ? "1 line" : "\(count) lines"
      lines += [ViewLine(), ViewLine("\(title)  \(words)", isBold: true)]
      if count > 0 { lines += [ViewLine()] + Self.hunks(changes) }
    }
    return Frame(lines, columns: columns)
  }

  private static func hunks(_ changes: [Change]) -> [ViewLine] {
    var isShown = [Bool](repeating: false, count: changes.count)
    for (index, change) in changes.enumerated() {
      if case .same = change { continue }
      for near in max(0, index - context)...min(changes.count - 1, index + context) { isShown[near] = true }
    }
    var lines: [ViewLine] = []
    for (index, change) in changes.enumerated() where isShown[index] {
      if index > 0, !isShown[index - 1] { lines.append(ViewLine("  ⋮", isDim: true)) }
      lines.append(line(change))
    }
    return lines
  }

  private static func line(_ change: Change) -> ViewLine {
    var line = ViewLine()
    switch change {
    case .same(let text): line.append("  " + text)
    case .removed(let text): line.append("- " + text, .bad)
    case .added(let text): line.append("+ " + text, .good)
    }
    return line
  }
}
