import Delivery
import GRDB

/// The deliveries whose message is being handed over: claimed, and without an outcome.
///
/// They are one row of the ledger, a JSON array: all of them change in every round, and there are few. Beside them
/// stands up to which round that is true.
struct UnderWay {
  /// Up to where the sender's rounds are in the tables.
  private(set) var place = RoundFile.Place()
  private var keys: [Int64] = []
  private var hasChanged = false

  /// Reads them.
  init(in db: Database) throws {
    let statement = try QuickStatement("SELECT deliveries, sender, round, round_end FROM under_way", in: db)
    try statement.forEachRow { row in
      row.withText(0) { keys = Self.numbers(in: $0) }
      place = .init(sender: row.number(1), round: row.number(2), end: Int(row.number(3)))
    }
  }

  /// Notes that a sender begins.
  mutating func begin(_ sender: Int64) {
    place = .init(sender: sender)
    hasChanged = true
  }

  /// Notes that a round is in the tables.
  mutating func note(_ round: RecordedRound) {
    (place.round, place.end) = (round.number, round.end)
    hasChanged = true
  }

  /// Those of one mailing.
  func of(_ mailing: Mailing.ID) -> [DeliveryID] {
    keys.map(DeliveryID.init(key:)).filter { $0.mailing == mailing }
  }

  /// Adds deliveries.
  mutating func add(_ claims: [DeliveryID]) {
    keys += claims.map(\.key)
    hasChanged = true
  }

  /// Takes a delivery out, if it is in.
  mutating func remove(_ delivery: DeliveryID) {
    guard let index = keys.firstIndex(of: delivery.key) else { return }
    keys.remove(at: index)
    hasChanged = true
  }

  /// Writes them, if they have changed.
  func write(in db: Database) throws {
    guard hasChanged else { return }
    var text: [UInt8] = []
    JSONText.append(keys, to: &text)
    let statement = try QuickStatement(
      "UPDATE under_way SET deliveries = ?, sender = ?, round = ?, round_end = ?", in: db)
    statement.bind(1, String(decoding: text, as: UTF8.self))
    statement.bind(2, place.sender)
    statement.bind(3, place.round)
    statement.bind(4, place.end)
    try statement.run()
  }

  /// The numbers of an array that `write` made.
  private static func numbers(in text: UnsafeBufferPointer<UInt8>) -> [Int64] {
    var numbers: [Int64] = []
    var number: Int64?
    for byte in text {
      if let digit = Int64(exactly: byte).map({ $0 - 48 }), (0...9).contains(digit) {
        number = (number ?? 0) &* 10 &+ digit
      } else if let ended = number {
        numbers.append(ended)
        number = nil
      }
    }
    return numbers
  }
}
