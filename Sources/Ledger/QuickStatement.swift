import GRDB
import GRDBSQLite

/// A prepared statement that is run for each delivery: its values go straight to SQLite.
///
/// GRDB boxes the values of every run and looks at every row by its names, which takes longer than SQLite does.
struct QuickStatement {
  private let raw: OpaquePointer
  private let connection: OpaquePointer?

  /// Prepares it, or takes the one that was prepared before on the same connection.
  init(_ sql: String, in db: Database) throws {
    raw = try db.cachedStatement(sql: sql).sqliteStatement
    connection = db.sqliteConnection
    sqlite3_clear_bindings(raw)
  }

  /// Sets the value of a question mark, from 1.
  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(raw, index, value) }

  /// Sets the value of a question mark, from 1; nil is NULL.
  func bind(_ index: Int32, _ value: Double?) {
    if let value { sqlite3_bind_double(raw, index, value) } else { sqlite3_bind_null(raw, index) }
  }

  /// Sets the value of a question mark, from 1; nil is NULL.
  func bind(_ index: Int32, _ value: Int?) {
    if let value { sqlite3_bind_int64(raw, index, Int64(value)) } else { sqlite3_bind_null(raw, index) }
  }

  /// Sets the value of a question mark, from 1; nil is NULL.
  func bind(_ index: Int32, _ value: String?) {
    guard var value, !value.isEmpty else {
      // A buffer of nothing may be no pointer, which would be NULL.
      _ = value == nil ? sqlite3_bind_null(raw, index) : sqlite3_bind_text(raw, index, "", 0, Self.copied)
      return
    }
    value.withUTF8 { bytes in
      _ = bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text(raw, index, $0.baseAddress, Int32($0.count), Self.copied)
      }
    }
  }

  /// Sets the value of a question mark, from 1.
  func bind(_ index: Int32, _ value: DatabaseValue) { _ = value.bind(to: raw, at: index) }

  /// Runs it and says how many rows it changed.
  @discardableResult
  func run() throws -> Int {
    try forEachRow { _ in }
    return Int(sqlite3_changes(connection))
  }

  /// Runs it and calls the body with each row.
  func forEachRow(_ body: (QuickRow) throws -> Void) throws {
    defer { sqlite3_reset(raw) }
    while true {
      switch sqlite3_step(raw) {
      case SQLITE_ROW: try body(QuickRow(raw: raw))
      case SQLITE_DONE: return
      case let code:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: connection.map { String(cString: sqlite3_errmsg($0)) })
      }
    }
  }

  /// Tells SQLite to copy a text while it is bound.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// The row that a statement is at; its columns count from 0.
struct QuickRow {
  fileprivate let raw: OpaquePointer

  func number(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  func optionalNumber(_ column: Int32) -> Int? { isNull(column) ? nil : Int(number(column)) }

  func optionalReal(_ column: Int32) -> Double? { isNull(column) ? nil : sqlite3_column_double(raw, column) }

  func text(_ column: Int32) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int32) -> String? { withText(column) { String(decoding: $0, as: UTF8.self) } }

  /// The octets of a text while the statement stands at the row; nil for NULL.
  func withText<Value>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value? {
    guard let bytes = sqlite3_column_text(raw, column) else { return nil }
    return body(UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(raw, column))))
  }

  private func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }
}
