import Delivery
import GRDB

/// The deliveries whose message is being handed over: claimed, and without an outcome.
///
/// They are one row of the ledger, a JSON array: all of them change in every round, and there are few.
struct UnderWay {
  private var keys: [Int64] = []
  private var hasChanged = false

  /// Reads them.
  init(in db: Database) throws {
    let statement = try QuickStatement("SELECT deliveries FROM under_way", in: db)
    try statement.forEachRow { row in row.withText(0) { keys = Self.numbers(in: $0) } }
  }

  /// Those of one mailing.
  func of(_ mailing: Mailing.ID) -> [DeliveryID] {
    keys.map(DeliveryID.init(key:)).filter { $0.mailing == mailing }
  }

  /// Adds deliveries; the first that is not to be handed over now, if there is one.
  mutating func add(_ claims: [DeliveryID], in db: Database) throws -> DeliveryID? {
    guard let first = claims.map(\.key).min(), let last = claims.map(\.key).max() else { return nil }
    for id in claims {
      if keys.contains(id.key) { return id }
      keys.append(id.key)
    }
    hasChanged = true
    // They nearly always follow one another, and are looked up together.
    if last - first < claims.count, try Self.countDue(first...last, in: db) == claims.count { return nil }
    return try claims.first { try Self.countDue($0.key...$0.key, in: db) == 0 }
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
    var text: [UInt8] = [UInt8(ascii: "[")]
    for key in keys {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      text += String(key).utf8
    }
    text.append(UInt8(ascii: "]"))
    let statement = try QuickStatement("UPDATE under_way SET deliveries = ?", in: db)
    statement.bind(1, String(decoding: text, as: UTF8.self))
    try statement.run()
  }

  /// How many are due; none if any of them is done, so that those that follow one another are looked up at once.
  private static func countDue(_ keys: ClosedRange<Int64>, in db: Database) throws -> Int {
    let statement = try QuickStatement(
      """
      SELECT count(*) FROM delivery WHERE id BETWEEN ?1 AND ?2 AND state = 'pending' AND NOT EXISTS (
        SELECT 1 FROM last_attempt WHERE delivery BETWEEN ?1 AND ?2 AND state NOT IN ('pending', 'deferred'))
      """, in: db)
    statement.bind(1, keys.lowerBound)
    statement.bind(2, keys.upperBound)
    var count = 0
    try statement.forEachRow { count = Int($0.number(0)) }
    return count
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
