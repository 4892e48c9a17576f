import GRDB

/// One step of the ledger's schema. A step that was released is never changed: another follows it.
protocol Migration: Sendable {
  /// Makes the step.
  static func migrate(_ db: Database) throws
}

extension Migration {
  /// The name under which a ledger remembers that it has the step: the type's.
  static var name: String { String(describing: self) }
}
