import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import Testing

@Suite struct SuppressionTests {
  private let start = LedgerFixture.start

  private func suppression(
    _ reason: SuppressionReason, list: String? = "film-club", after seconds: TimeInterval = 0
  ) -> Suppression {
    Suppression(
      addressKey: "ada@example.org", list: list, reason: reason, date: start + seconds,
      origin: "\(reason) \(seconds)")
  }

  @Test func `who is suppressed twice keeps the first reason`() throws {
    let fixture = try LedgerFixture()
    #expect(try fixture.ledger.suppress(suppression(.unsubscribed)))
    #expect(try !fixture.ledger.suppress(suppression(.manual, after: 1)))
    #expect(try fixture.ledger.suppressions(forList: nil) == [suppression(.unsubscribed)])
  }

  @Test(arguments: [SuppressionReason.unsubscribed, .complained])
  func `a person's own no outweighs a bounce`(reason: SuppressionReason) throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.suppress(suppression(.bounced))
    #expect(try !fixture.ledger.suppress(suppression(reason, after: 1)))
    #expect(try fixture.ledger.suppressions(forList: nil) == [suppression(reason, after: 1)])
    try fixture.ledger.suppress(suppression(.bounced, after: 2))
    #expect(try fixture.ledger.suppressions(forList: nil) == [suppression(reason, after: 1)])
  }

  @Test func `who gets nothing at all is nothing new for one list`() throws {
    let fixture = try LedgerFixture()
    #expect(try fixture.ledger.suppress(suppression(.manual, list: nil)))
    #expect(try !fixture.ledger.suppress(suppression(.unsubscribed)))
    #expect(try fixture.ledger.suppressions(forList: "film-club").count == 2)
    #expect(try fixture.ledger.suppressions(forList: "another").count == 1)
  }

  @Test func `all keys are had at once, each once, unless they are more than wanted`() throws {
    let fixture = try LedgerFixture()
    for key in ["ada@example.org", "bo@example.org", "hash:abc"] {
      for list in ["film-club", nil] {
        try fixture.ledger.suppress(
          Suppression(addressKey: key, list: list, reason: .manual, date: start, origin: "a test"))
      }
    }
    let lookup = try fixture.ledger.suppressionLookup()
    #expect(try lookup.keys(upTo: 2) == nil)
    #expect(try lookup.keys(upTo: 3) == ["ada@example.org", "bo@example.org", "hash:abc"])
    #expect(try lookup.keys(upTo: 4)?.count == 3)
  }

  @Test func `a delivery says whom it was for, and on which list`() throws {
    let fixture = try LedgerFixture()
    let mailing = try fixture.run(readers: 3)
    let found = try fixture.ledger.subscription(of: DeliveryID(mailing: mailing.id, number: 2))
    #expect(found == Subscription(address: try EmailAddress("reader2@example.org"), list: "film-club"))
    for (mailing, number) in [(mailing.id, 4), (mailing.id + 1, 1), (0, 2), (mailing.id - 1, (1 << 32) + 2)]
      as [(Int64, Int64)]
    {
      #expect(try fixture.ledger.subscription(of: DeliveryID(mailing: mailing, number: number)) == nil)
    }
  }
}
