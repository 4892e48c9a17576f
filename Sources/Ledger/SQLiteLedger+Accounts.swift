public import Delivery
import GRDB

extension SQLiteLedger {
  /// What an account has handed over before a day and on it.
  public func usage(of account: String, on day: String) throws -> AccountUsage {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*) FILTER (WHERE day < ?2), coalesce(sum(messages) FILTER (WHERE day = ?2), 0)
          FROM account_day WHERE account = ?1
          """, arguments: [account, day])
      return row.map { AccountUsage(earlierDays: $0[0], messages: $0[1]) } ?? AccountUsage()
    }
  }

  func count(_ messages: Int, on day: AccountDay, in db: Database) throws {
    let statement = try QuickStatement(
      """
      INSERT INTO account_day (account, day, messages) VALUES (?, ?, ?)
      ON CONFLICT (account, day) DO UPDATE SET messages = messages + excluded.messages
      """, in: db)
    statement.bind(1, day.account)
    statement.bind(2, day.day)
    statement.bind(3, messages)
    try statement.run()
  }
}
