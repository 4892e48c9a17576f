import GRDB

/// All steps of the schema, in their order.
let migrationCatalog: [any Migration.Type] = [
  M0001Deliveries.self,
  M0002Suppressions.self,
  M0003AccountDays.self,
  M0004NotAfter.self,
  M0005ImportedEntries.self,
  M0006Halts.self,
  M0007Bounces.self,
  M0008LastAttempts.self,
  M0009Rounds.self,
]

extension DatabaseMigrator {
  /// The migrator with all steps of the catalogue.
  static var ledger: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in migrationCatalog { migrator.registerMigration(step.name) { try step.migrate($0) } }
    return migrator
  }
}
