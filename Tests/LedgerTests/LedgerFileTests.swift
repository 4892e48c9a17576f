import Delivery
import Diagnostics
import Foundation
import GRDB
import MailingLists
import Testing

@testable import Ledger

@Suite struct LedgerFileTests {
  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private func pragma(_ name: String, of fixture: LedgerFixture) throws -> String? {
    try fixture.ledger.pool.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
  }

  @Test func `nobody else can read the ledger`() throws {
    let fixture = try LedgerFixture()
    _ = try fixture.run(readers: 1)
    #expect(try mode(fixture.folder + "/.broadsheet") == 0o700)
    for file in ["", "-wal", "-shm"] { #expect(try mode(fixture.path + file) == 0o600, "\(file)") }
  }

  @Test func `a ledger that others could read is made private when it is opened`() throws {
    let fixture = try LedgerFixture()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fixture.path)
    try fixture.reopen()
    #expect(try mode(fixture.path) == 0o600)
  }

  @Test func `commits survive what the durability says`() throws {
    for (durability, synchronous) in [(SQLiteLedger.Durability.process, 1), (.powerLoss, 2)] {
      let fixture = try LedgerFixture(durability: durability)
      #expect(try pragma("synchronous", of: fixture) == "\(synchronous)")
      #expect(try pragma("journal_mode", of: fixture) == "wal")
      #expect(try pragma("foreign_keys", of: fixture) == "1")
    }
  }

  @Test func `the cache that a plan needs is given back`() throws {
    let fixture = try LedgerFixture()
    _ = try fixture.propose(Readers(count: 10))
    #expect(try pragma("cache_size", of: fixture) == "-1000")
  }

  @Test func `a path through a file is said`() throws {
    let fixture = try LedgerFixture()
    let path = fixture.path + "/ledger.sqlite"
    #expect(throws: LedgerError(.cannotCreate("Not a directory"), path: path)) {
      try SQLiteLedger(path: path)
    }
  }

  @Test(arguments: ["email,name\nada@example.org,Ada\n", String(repeating: "not a database ", count: 1000)])
  func `a file that is something else is left as it is`(content: String) throws {
    let fixture = try LedgerFixture()
    let path = fixture.folder + "/list.csv"
    try content.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: LedgerError(.notALedger, path: path)) { try SQLiteLedger(path: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
  }

  @Test func `a folder is not a ledger`() throws {
    let fixture = try LedgerFixture()
    #expect(throws: LedgerError(.notALedger, path: fixture.folder)) { try SQLiteLedger(path: fixture.folder) }
  }

  @Test func `another program's database is left as it is`() throws {
    let fixture = try LedgerFixture()
    let path = fixture.folder + "/other.sqlite"
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    #expect(throws: LedgerError(.notALedger, path: path)) { try SQLiteLedger(path: path) }
    #expect(try DatabaseQueue(path: path).read { try $0.tableExists("mailing") } == false)
  }

  @Test func `a ledger of a newer version is not touched`() throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.pool.write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('M9999Future')")
    }
    #expect(throws: LedgerError(.newerSchema, path: fixture.path)) { try fixture.reopen() }
  }

  @Test func `a ledger of an older version is brought up to date`() throws {
    let folder = NSTemporaryDirectory() + "ledger-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/ledger.sqlite"
    try DatabaseMigrator.ledger.migrate(try DatabasePool(path: path), upTo: M0001Deliveries.name)
    let ledger = try SQLiteLedger(path: path)
    #expect(try ledger.suppressions(forList: nil).isEmpty)
  }

  @Test func `every migration file is in the catalogue, in order`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Ledger/Migrations")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      .filter { $0.hasPrefix("M0") }.map { $0.replacing(".swift", with: "") }.sorted()
    #expect(migrationCatalog.map { $0.name } == files)
  }

  @Test func `a full disk stops before anything more, and what was written stays`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 100)
    try fixture.ledger.pool.writeWithoutTransaction { db in
      let pages = try #require(try Int.fetchOne(db, sql: "PRAGMA page_count"))
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    let full = LedgerError(.full, path: fixture.path)
    #expect(throws: full) { try fixture.propose(Readers(count: 10_000), issue: "013") }
    let reply = SMTPReply(code: 250, lines: [String(repeating: "long ", count: 400)])
    var recorded: Int64 = 0
    #expect(throws: full) {
      for number in 1...100 as ClosedRange<Int64> {
        let id = DeliveryID(mailing: mailing.id, number: number)
        try fixture.ledger.commit(
          claims: [id], verdicts: [Verdict(id, outcome: .accepted(reply), state: .accepted)],
          at: LedgerFixture.start)
        recorded = number
      }
    }
    try fixture.reopen()
    let counts = try fixture.ledger.counts(of: mailing.id)
    #expect(counts[.accepted] == Int(recorded))
    #expect(counts[.pending] == 100 - Int(recorded))
    #expect(try fixture.ledger.mailings() == [mailing])
  }

  @Test func `a ledger can be read while it is being written`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 10)
    let reader = try SQLiteLedger(path: fixture.path)
    let meanwhile = try fixture.ledger.pool.write { db in
      try db.execute(sql: "UPDATE under_way SET deliveries = (SELECT json_group_array(id) FROM delivery)")
      return try reader.counts(of: mailing.id)
    }
    #expect(meanwhile[.pending] == 10)
    #expect(try reader.counts(of: mailing.id)[.submitting] == 10)
  }
}
