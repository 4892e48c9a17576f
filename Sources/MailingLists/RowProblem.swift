public import Diagnostics

/// Why one row of a list file is not a recipient.
public struct RowProblem: Error, Hashable, Sendable {
  /// The line of the list file at which the row begins, from 1.
  public var row: Int
  /// The column that is wrong; nil when the whole row is meant.
  public var column: String?
  /// What stands there, safe to print and cut to a line.
  public var text: String
  /// What is wrong with it.
  public var reason: String

  /// Describes a row; what stands there is made printable.
  public init(row: Int, column: String? = nil, text: String, reason: String) {
    self.row = row
    self.column = column
    let shown = text.printable
    self.text = shown.count > 60 ? shown.prefix(59) + "…" : shown
    self.reason = reason
  }

  /// The problem as a finding at its place in the file.
  public func finding(in file: String) -> Finding {
    let subject = text.isEmpty ? "" : ": '\(text)'"
    return Finding("list-row", .error, "\(reason)\(subject)", at: Place(file: file, line: row))
  }
}

/// What one row of a list file is.
public enum ListRow: Hashable, Sendable {
  /// A person, subscribed or not.
  case recipient(Recipient)
  /// Something that cannot be mailed, and why.
  case problem(RowProblem)
}
