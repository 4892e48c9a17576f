/// Where recipients come from, one after the other.
public protocol RecipientSource {
  /// Calls the body with each row in order; an error of the body ends the reading and is passed on.
  @discardableResult
  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts
}

/// What was learnt about a list file while reading it.
public struct ListFacts: Hashable, Sendable {
  /// How many rows it has, without the header row and blank lines.
  public var rows: Int
  /// The names of its columns.
  public var columns: [String]
  /// What stands between its fields.
  public var separator: Character
  /// The first line that is not UTF-8 and was read as Windows-1252; nil where all is UTF-8.
  public var firstLineNotUTF8: Int?
  /// Whether the file is UTF-16, which spreadsheets call Unicode text.
  public var isUTF16: Bool

  /// Describes a file.
  public init(
    rows: Int = 0, columns: [String] = [], separator: Character = ",", firstLineNotUTF8: Int? = nil,
    isUTF16: Bool = false
  ) {
    self.rows = rows
    self.columns = columns
    self.separator = separator
    self.firstLineNotUTF8 = firstLineNotUTF8
    self.isUTF16 = isUTF16
  }
}

extension RecipientSource {
  /// The first recipient that fits; reading stops there.
  public func first(where fits: (Recipient) throws -> Bool) throws -> Recipient? {
    do {
      try forEachRow { row in
        if case .recipient(let recipient) = row, try fits(recipient) { throw Found(recipient: recipient) }
      }
      return nil
    } catch let found as Found {
      return found.recipient
    }
  }
}

private struct Found: Error {
  var recipient: Recipient
}
