import Diagnostics

/// Where the rows of a list are put together by address: a table that need not fit into memory.
public protocol MergeTable: AnyObject {
  /// Puts a row at the end; false when there is one under the key.
  func insert(_ row: [UInt8], key: String) throws -> Bool
  /// The row under a key.
  func row(forKey key: String) throws -> [UInt8]?
  /// Puts another row in the place of the one under the key.
  func replace(key: String, with row: [UInt8]) throws
  /// Calls the body with each row in the order in which their keys came first.
  func forEachRow(_ body: ([UInt8]) throws -> Void) throws
}

/// Two rows of one person that became one.
public struct RowMerge: Hashable, Sendable {
  /// The line of the row that was added to an earlier one.
  public var row: Int
  /// The address as it stands there.
  public var address: String
  /// The address that stays.
  public var keptAddress: String
  /// The columns that changed by it.
  public var changedColumns: [String]
  /// The columns in which it says something else than the row that stays, which was left out.
  public var leftOutColumns: [String] = []

  /// What is said about it.
  public var sentence: String {
    let left = leftOutColumns.isEmpty ? "" : "left out " + leftOutColumns.joined(separator: ", ")
    let change = changedColumns.isEmpty ? "" : "new: " + changedColumns.joined(separator: ", ")
    let name = address == keptAddress ? address : "\(address) is \(keptAddress)"
    let parts = [name, change, left].filter { !$0.isEmpty }
    return "row \(row): \((parts.count == 1 ? parts + ["nothing new"] : parts).joined(separator: ", "))"
      .printable
  }
}

/// How two rows of one person become one.
struct RowMerging {
  let columns: [String]
  let email: Int
  let status: Int?

  /// The merged cells, what changed, and what the new row says differently without being heard.
  ///
  /// A later row fills what is empty, and replaces the rest if it is news.
  /// The address stays as it was first written. Whoever wanted no mail still
  /// wants none, and what was agreed to first is kept.
  func merged(
    _ old: [String], with new: [String], isNews: Bool
  ) -> (cells: [String], changed: [Int], leftOut: [Int]) {
    var cells = old
    var changed: [Int] = []
    var leftOut: [Int] = []
    for index in columns.indices where index != email && new[index] != old[index] {
      let isTaken =
        index == status
        ? takesStatus(old[index], new[index], isNews: isNews)
        : takes(new[index], over: old[index], isNews: isNews && !ListFields.isConsent(columns[index]))
      if isTaken {
        cells[index] = new[index]
        changed.append(index)
      } else if !new[index].allSatisfy(\.isWhitespace) {
        leftOut.append(index)
      }
    }
    return (cells, changed, leftOut)
  }

  private func takes(_ new: String, over old: String, isNews: Bool) -> Bool {
    !new.allSatisfy(\.isWhitespace) && (isNews || old.allSatisfy(\.isWhitespace))
  }

  private func takesStatus(_ old: String, _ new: String, isNews: Bool) -> Bool {
    if SuppressionReason.byStatus[old.trimmed.lowercased()] != nil { return false }
    if SuppressionReason.byStatus[new.trimmed.lowercased()] != nil { return true }
    return takes(new, over: old, isNews: isNews)
  }
}
