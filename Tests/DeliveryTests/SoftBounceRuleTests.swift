import Delivery
import Foundation
import InternetMessage
import MailingLists
import Testing

@Suite struct SoftBounceRuleTests {
  private let day: TimeInterval = 86_400
  private let start = Date(timeIntervalSince1970: 1_795_000_000)

  /// A delivery for each letter, a week apart: a accepted, s came back softly, p because of the sender,
  /// r was refused, u is not known.
  private func row(_ history: String, at days: Double = 0, rule: SoftBounceRule = SoftBounceRule()) throws
    -> Int
  {
    var deliveries: [Delivery] = []
    var bounces: [Bounce] = []
    for (index, letter) in history.enumerated() {
      let id = DeliveryID(mailing: Int64(index + 1), number: 1)
      let state: DeliveryState = letter == "r" ? .rejected : letter == "u" ? .unknown : .accepted
      deliveries.append(
        Delivery(
          id: id, recipient: Recipient(address: try EmailAddress("ada@example.org"), row: 1),
          messageID: try MessageID("<\(index).1.x@example.org>"), state: state,
          firstAttempt: start + Double(index) * 7 * day))
      if "sp".contains(letter) {
        bounces.append(
          Bounce(
            delivery: id, kind: letter == "s" ? .soft : .policy, date: start, status: nil, text: "full"))
      }
    }
    return rule.row(of: deliveries, bounces: bounces, at: start + days * day)
  }

  @Test(
    arguments: [
      ("", 0), ("a", 0), ("s", 1), ("ss", 2), ("sas", 1), ("ssa", 2), ("ssaa", 2), ("assss", 4), ("spss", 3),
      ("srus", 2), ("pp", 0), ("asasas", 1),
    ])
  func `issues that came back are counted from the last one, until one arrived`(history: String, row: Int)
    throws
  {
    #expect(try self.row(history, at: 60) == row)
  }

  @Test(arguments: [(90, 2), (90.1, 1), (97.1, 0)])
  func `what came back too long ago does not count`(days: Double, row: Int) throws {
    #expect(try self.row("ss", at: days) == row)
  }
}
