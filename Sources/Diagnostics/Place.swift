/// A position in a text that a person wrote: file, line and column.
///
/// Lines and columns count from 1; columns count characters as an editor does.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The file as the person named it, or `-` for standard input.
  public var file: String
  /// The line, from 1; nil when the whole file is meant.
  public var line: Int?
  /// The column, from 1; nil when the whole line is meant.
  public var column: Int?

  /// Names a position.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place as compilers write it: `file:line:column`.
  public var description: String {
    [file.printable, line.map(String.init), column.map(String.init)].compactMap(\.self).joined(separator: ":")
  }
}
