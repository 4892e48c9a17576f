import Delivery
import Diagnostics
import Ledger
import Testing

@Suite struct LedgerErrorTests {
  struct Case: Sendable {
    var reason: LedgerError.Reason
    var kind: Problem.Kind
    var summary: String
  }

  static let cases = [
    Case(
      reason: .cannotCreate("Permission denied"), kind: .cannotCreate,
      summary: "can't make the ledger .broadsheet/ledger.sqlite: Permission denied"),
    Case(
      reason: .cannotWrite("disk I/O error"), kind: .cannotWrite,
      summary: "can't write the ledger .broadsheet/ledger.sqlite: disk I/O error"),
    Case(
      reason: .full, kind: .cannotWrite,
      summary: "can't write the ledger .broadsheet/ledger.sqlite: the disk is full"),
    Case(
      reason: .locked, kind: .temporary,
      summary: "another program is writing the ledger .broadsheet/ledger.sqlite"),
    Case(
      reason: .newerSchema, kind: .cannotWrite,
      summary: "the ledger .broadsheet/ledger.sqlite was written by a newer version of broadsheet"),
    Case(
      reason: .notALedger, kind: .cannotWrite,
      summary: ".broadsheet/ledger.sqlite is not a ledger of broadsheet"),
    Case(
      reason: .damaged("malformed"), kind: .cannotWrite,
      summary: "the ledger .broadsheet/ledger.sqlite is damaged: malformed"),
    Case(
      reason: .noSuchMailing(7), kind: .notFound,
      summary: "no mailing 7 in the ledger .broadsheet/ledger.sqlite that this can be done with"),
    Case(
      reason: .notDue(DeliveryID(mailing: 4, number: 2)), kind: .ourBug,
      summary: "delivery 4.2 is already being handed over or done"),
  ]

  @Test(arguments: cases) func `each error has its words and its exit code`(sample: Case) {
    let problem = LedgerError(sample.reason, path: ".broadsheet/ledger.sqlite").problem
    #expect(problem.kind == sample.kind)
    #expect(problem.summary == sample.summary)
  }
}
