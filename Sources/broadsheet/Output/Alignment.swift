import Diagnostics

/// Columns of a table.
extension String {
  /// The text at the left of so many columns, blanks behind it.
  func leftAligned(in columns: Int) -> String { self + blanks(for: columns) }

  /// The text at the right of so many columns, blanks before it.
  func rightAligned(in columns: Int) -> String { blanks(for: columns) + self }

  private func blanks(for columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - self.columns))
  }
}
