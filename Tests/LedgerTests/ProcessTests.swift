import Delivery
import Diagnostics
import Foundation
import InternetMessage
import MailingLists
import Testing

@testable import Ledger

/// What other processes do to a ledger, done by other processes.
@Suite struct ProcessTests {
  @Test func `kill -9 between claim and outcome leaves exactly those claims unknown`() async throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 10)
    let start = LedgerFixture.start
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = fixture.path as String, id = mailing.id as Int64] in
      let ledger = try SQLiteLedger(path: path)
      func delivery(_ number: Int64) -> DeliveryID { DeliveryID(mailing: id, number: number) }
      try ledger.commit(claims: (1...4).map(delivery), verdicts: [], at: LedgerFixture.start)
      try ledger.commit(
        claims: [delivery(5)],
        verdicts: [Verdict(delivery(2), outcome: .accepted(.queued), state: .accepted)],
        at: LedgerFixture.start)
      kill(getpid(), SIGKILL)
    }
    try fixture.reopen()
    #expect(try fixture.ledger.recover(mailing.id, at: start) == Recovery(unknown: 4))
    let states = try fixture.states(of: mailing)
    #expect(states.filter { $0.value == .unknown }.keys.sorted() == [1, 3, 4, 5])
    #expect(states.filter { $0.value == .accepted }.keys.sorted() == [2])
    #expect(states.filter { $0.value == .pending }.keys.sorted() == [6, 7, 8, 9, 10])
  }

  @Test func `kill -9 while the plan is written leaves no plan`() async throws {
    let fixture = try LedgerFixture()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.path as String] in
      struct Deadly: RecipientSource {
        func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
          try Readers(count: 2000).forEachRow(body)
          kill(getpid(), SIGKILL)
          return ListFacts()
        }
      }
      var generator = SplitMix(seed: 1)
      _ = try SQLiteLedger(path: path).propose(.sample(), from: Deadly(), using: &generator)
    }
    #expect(try fixture.ledger.mailing(1) == nil)
    #expect(try fixture.propose(Readers(count: 3)).people == 3)
  }

  @Test func `a second process is told that one sends, until that one is killed`() async throws {
    let fixture = try LedgerFixture()
    let lock = try SenderLock(
      ledger: fixture.path, processID: getpid(), host: "desk.example", at: LedgerFixture.start)
    await #expect(processExitsWith: .exitCode(42)) { [path = fixture.path as String] in
      do {
        _ = try SenderLock(ledger: path, processID: getpid(), host: "desk.example", at: LedgerFixture.start)
      } catch let refusal as LedgerInUse where refusal.holder.hasSuffix("since 2026-11-18T11:06:40Z") {
        exit(42)
      }
    }
    withExtendedLifetime(lock) {}
    let other = try LedgerFixture()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = other.path as String] in
      let lock = try SenderLock(
        ledger: path, processID: getpid(), host: "desk.example", at: LedgerFixture.start)
      kill(getpid(), SIGKILL)
      withExtendedLifetime(lock) {}
    }
    _ = try SenderLock(ledger: other.path, processID: getpid(), host: "desk.example", at: LedgerFixture.start)
  }

  @Test func `a file that may not grow stops before anything more`() async throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 2000)
    await #expect(processExitsWith: .exitCode(42)) {
      [path = fixture.path as String, id = mailing.id as Int64] in
      let ledger = try SQLiteLedger(path: path)
      // Nothing but the file of rounds grows while they need not be looked up.
      _ = try ledger.due(.pending, of: id, after: 0, limit: 2000)
      try ledger.commit(claims: [], verdicts: [], at: LedgerFixture.start)
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 20_000, rlim_max: 20_000)
      #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #else
      setrlimit(RLIMIT_FSIZE, &limit)
      #endif
      do {
        for number in 1...2000 as ClosedRange<Int64> {
          try ledger.commit(
            claims: [DeliveryID(mailing: id, number: number)], verdicts: [], at: LedgerFixture.start)
        }
      } catch let error as LedgerError where error.problem.kind == .cannotWrite {
        exit(42)
      }
    }
    try fixture.reopen()
    let counts = try fixture.ledger.counts(of: mailing.id)
    #expect(counts[.submitting] + counts[.pending] == 2000)
    #expect(counts[.submitting] > 100 && counts[.pending] > 0)
  }

  @Test func `a folder that cannot be written is said`() async throws {
    let fixture = try LedgerFixture()
    let folder = fixture.folder + "/read-only"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o555])
    await #expect(processExitsWith: .exitCode(42)) { [folder = folder as String] in
      // Root may write everywhere.
      if getuid() == 0 { setuid(65534) }
      do {
        _ = try SQLiteLedger(path: folder + "/.broadsheet/ledger.sqlite")
      } catch let error as LedgerError where error.reason == .cannotCreate("Permission denied") {
        exit(42)
      }
    }
  }

  @Test func `a ledger whose folder cannot be written is told from one that is not there`() async throws {
    let fixture = try LedgerFixture()
    let path = fixture.path
    await #expect(processExitsWith: .exitCode(42)) { [path = path as String] in
      let folder = (path as NSString).deletingLastPathComponent
      if getuid() == 0 {
        for file in [(folder as NSString).deletingLastPathComponent, folder, path] {
          chown(file, 65534, 65534)
        }
        setuid(65534)
      }
      chmod(folder, 0o500)
      do {
        _ = try SQLiteLedger(path: path)
      } catch let error as LedgerError where error.reason == .cannotWrite("its folder: Permission denied") {
        exit(42)
      }
    }
  }
}
