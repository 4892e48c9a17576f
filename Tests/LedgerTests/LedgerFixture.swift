import Delivery
import Foundation
import InternetMessage
import MailingLists

@testable import Ledger

/// A ledger in a folder of its own, which goes away with it.
final class LedgerFixture {
  let folder: String
  let path: String
  private(set) var ledger: SQLiteLedger
  var generator = SplitMix(seed: 1)
  static let start = Date(timeIntervalSince1970: 1_795_000_000)

  init(durability: SQLiteLedger.Durability = .process) throws {
    folder = NSTemporaryDirectory() + "ledger-\(UUID())"
    path = folder + "/.broadsheet/ledger.sqlite"
    ledger = try SQLiteLedger(path: path, durability: durability)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Opens the file again beside the connection there is, which is what a new process sees.
  func reopen() throws {
    ledger = try SQLiteLedger(path: path)
  }

  func propose(
    _ source: some RecipientSource, issue: String = "012", list: String = "film-club",
    audience: MailingPlan.Audience = .everyone
  ) throws -> ProposalSummary {
    try ledger.propose(
      .sample(issue: issue, list: list, audience: audience), from: source, using: &generator)
  }

  /// A running mailing to so many readers.
  func run(readers count: Int) throws -> Mailing {
    let summary = try propose(Readers(count: count))
    return try ledger.start(summary.mailing.id, at: Self.start)
  }

  /// A running mailing to these people.
  func run(_ people: Rows) throws -> Mailing {
    try ledger.start(propose(people).mailing.id, at: Self.start)
  }

  func states(of mailing: Mailing) throws -> [Int64: DeliveryState] {
    var states: [Int64: DeliveryState] = [:]
    try ledger.forEachDelivery(of: mailing.id, in: Set(DeliveryState.allCases)) {
      states[$0.id.number] = $0.state
    }
    return states
  }
}

extension MailingPlan {
  static func sample(
    issue: String = "012", list: String = "film-club", audience: Audience = .everyone
  ) throws -> MailingPlan {
    MailingPlan(
      issue: issue, contentHash: "c0ffee", list: list, subject: "The White Helmets",
      domain: try DomainName("news.example.org"), audience: audience, createdAt: LedgerFixture.start)
  }
}

/// Rows that a test says one by one.
struct Rows: RecipientSource {
  var rows: [ListRow]

  init(_ rows: [ListRow]) {
    self.rows = rows
  }

  /// Addresses, each a subscribed person in a row of its own.
  init(_ addresses: String...) throws {
    rows = try addresses.enumerated().map {
      .recipient(Recipient(address: try EmailAddress($1), row: $0 + 2))
    }
  }

  @discardableResult
  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    for row in rows { try body(row) }
    return ListFacts(rows: rows.count, columns: ["email"])
  }
}

/// `reader1@example.org` and so on.
struct Readers: RecipientSource {
  var count: Int

  @discardableResult
  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    guard count > 0 else { return ListFacts() }
    for number in 1...count {
      try body(
        .recipient(
          Recipient(
            address: try EmailAddress("reader\(number)@example.org"), name: "Reader \(number)",
            fields: ["email": "reader\(number)@example.org", "city": "Łódź"], row: number + 1)))
    }
    return ListFacts(rows: count, columns: ["email", "city"])
  }
}

extension SMTPReply {
  static let queued = SMTPReply(code: 250, enhancedStatus: .init(2, 0, 0), lines: ["queued as 4711"])
  static let noSuchUser = SMTPReply(
    code: 550, enhancedStatus: .init(5, 1, 1), lines: ["no such user", "see help"])
  static let later = SMTPReply(code: 451, enhancedStatus: .init(4, 7, 1), lines: ["greylisted"])
}
