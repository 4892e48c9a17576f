public import Delivery
import Dispatch
import GRDB

/// The ledger in one SQLite file.
///
/// One process writes at a time, any number read meanwhile (WAL). The file has
/// mode 0600 in a folder of mode 0700: it holds the addresses of readers.
public final class SQLiteLedger: DeliveryLedger {
  /// What a commit outlives.
  public enum Durability: String, Hashable, Sendable, CaseIterable {
    /// The end of the process, also by `kill -9`; a power cut may take the last moments.
    case process
    /// A power cut as well, at the price of an fsync for each commit.
    case powerLoss = "power-loss"
  }

  /// Tells a ledger from other SQLite files: `Brds`.
  static let applicationID: Int32 = 0x4272_6473

  /// The page cache of a connection: rounds touch few pages, and those are new ones all the time.
  static let cacheKibibytes = 1000

  /// The file as the person knows it.
  public let path: String
  let pool: DatabasePool
  let durability: Durability
  /// What this process recorded and is not in the tables yet.
  let log: RoundLog
  /// Where rounds are put into the tables.
  let settling = DispatchQueue(label: "ledger rounds")

  /// Opens a ledger; makes the file and its folder where there are none.
  ///
  /// Throws `LedgerError`.
  public init(path: String, durability: Durability = .process) throws {
    self.path = path
    self.durability = durability
    log = RoundLog(ledger: path)
    try LedgerFile.make(path)
    pool = try LedgerError.wrapping(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      configuration.label = "ledger"
      configuration.prepareDatabase { db in
        try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes)")
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try Self.prepare(pool, path: path, durability: durability)
      return pool
    }
  }

  deinit {
    // What can't be put in now stays in its file, for whoever opens the ledger next.
    try? settle()
    log.end()
  }

  private static func prepare(_ pool: DatabasePool, path: String, durability: Durability) throws {
    let migrator = DatabaseMigrator.ledger
    try pool.read { db in
      let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      let identifier = try Int32.fetchOne(db, sql: "PRAGMA application_id")
      guard isEmpty || identifier == applicationID else { throw LedgerError(.notALedger, path: path) }
      if try migrator.hasBeenSuperseded(db) { throw LedgerError(.newerSchema, path: path) }
    }
    try pool.writeWithoutTransaction { db in
      // Rounds write the same pages again and again: the longer the journal, the fewer of them are copied.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = \(32 << 20)")
      if durability == .powerLoss { try db.execute(sql: "PRAGMA synchronous = FULL") }
    }
    if try !pool.read(migrator.hasCompletedMigrations) { try migrator.migrate(pool) }
  }

  /// Runs one transaction.
  func write<Value>(_ updates: (Database) throws -> Value) throws -> Value {
    try settle()
    log.forgetDue()
    return try writeTables(updates)
  }

  /// Runs one transaction on the tables, without the rounds that are not in them yet.
  func writeTables<Value>(_ updates: (Database) throws -> Value) throws -> Value {
    try LedgerError.wrapping(path) { try pool.write(updates) }
  }

  /// Reads one state of the ledger, whatever is written meanwhile.
  func read<Value>(_ value: (Database) throws -> Value) throws -> Value {
    try settle()
    return try readTables(value)
  }

  /// Reads one state of the tables, without the rounds that are not in them yet.
  func readTables<Value>(_ value: (Database) throws -> Value) throws -> Value {
    try LedgerError.wrapping(path) { try pool.read(value) }
  }
}
