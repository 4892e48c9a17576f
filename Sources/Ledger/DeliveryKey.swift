import Delivery
import GRDB

extension DeliveryID {
  /// The number under which the tables know a delivery: 2³² × mailing + number.
  ///
  /// One integer, so that a plan is appended to its table page by page, and the
  /// deliveries of a mailing are a range in the order of their numbers.
  var key: Int64 { mailing << 32 | number }

  /// The delivery of a key.
  init(key: Int64) {
    self.init(mailing: key >> 32, number: key & 0xFFFF_FFFF)
  }
}

extension StatementArguments {
  /// The first and the last key that a delivery of the mailing can have, for `id BETWEEN ? AND ?`.
  static func deliveries(of mailing: Mailing.ID, after number: Int64 = 0) -> StatementArguments {
    [
      DeliveryID(mailing: mailing, number: number).key + 1,
      DeliveryID(mailing: mailing, number: 0xFFFF_FFFF).key,
    ]
  }
}
