import Diagnostics
import Foundation
import Testing

@testable import Ledger

@Suite struct SenderLockTests {
  @Test func `a second sender is told who sends`() throws {
    let fixture = try LedgerFixture()
    let lock = try SenderLock(
      ledger: fixture.path, processID: 4711, host: "desk.example",
      at: Date(timeIntervalSince1970: 1_795_000_005))
    let refusal = LedgerInUse(
      path: fixture.path + ".sending", holder: "process 4711 on desk.example since 2026-11-18T11:06:45Z")
    #expect(throws: refusal) {
      try SenderLock(ledger: fixture.path, processID: 4712, host: "desk.example", at: LedgerFixture.start)
    }
    #expect(refusal.problem.kind == .refused)
    #expect(
      refusal.problem.summary
        == "another send is running from this ledger: process 4711 on desk.example since 2026-11-18T11:06:45Z"
    )
    withExtendedLifetime(lock) {}
  }

  @Test func `the lock is free when its holder is gone`() throws {
    let fixture = try LedgerFixture()
    for process in 1...3 as ClosedRange<Int32> {
      let lock = try SenderLock(
        ledger: fixture.path, processID: process, host: "desk.example", at: LedgerFixture.start)
      withExtendedLifetime(lock) {}
    }
  }

  @Test func `what stands in the lock's file cannot drive a terminal`() throws {
    let fixture = try LedgerFixture()
    let lock = try SenderLock(
      ledger: fixture.path, processID: 1, host: "desk.example", at: LedgerFixture.start)
    let file = try #require(FileHandle(forWritingAtPath: fixture.path + ".sending"))
    try file.write(contentsOf: Data("\u{1B}[31mred\n".utf8))
    try file.close()
    let refusal = #expect(throws: LedgerInUse.self) {
      try SenderLock(ledger: fixture.path, processID: 2, host: "desk.example", at: LedgerFixture.start)
    }
    #expect(refusal?.holder.unicodeScalars.contains("\u{1B}") == false)
    withExtendedLifetime(lock) {}
  }
}
