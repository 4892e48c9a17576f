public import Delivery
public import Foundation
public import InternetMessage
public import MailingLists

/// Takes a person out of everything, or says everything that is known about them (GDPR articles 15 and 17).
public struct EraseReader {
  /// What was taken out.
  public struct Result: Hashable, Sendable {
    /// The lists that a row was taken out of.
    public let lists: [String]
    /// How many deliveries in the ledger are without name and address now.
    public let deliveries: Int
  }

  /// What is known about a person.
  public struct Knowledge: Sendable {
    /// The rows of lists.
    public let rows: [(list: String, person: Recipient)]
    /// Why no mail is sent.
    public let suppressions: [Suppression]
    /// What was sent.
    public let deliveries: [Delivery]
  }

  private let workspace: Workspace
  private let ledger: any DeliveryLedger

  /// Works in a workspace.
  public init(workspace: Workspace, ledger: any DeliveryLedger) {
    self.workspace = workspace
    self.ledger = ledger
  }

  /// Everything that lists and ledger have about an address.
  public func knowledge(of address: EmailAddress) throws -> Knowledge {
    let key = address.comparisonKey
    var rows: [(list: String, person: Recipient)] = []
    for list in workspace.lists.listNames {
      try workspace.lists.file(ofList: list).forEachRow { row in
        if case .recipient(let person) = row, person.address.comparisonKey == key {
          rows.append((list, person))
        }
      }
    }
    return Knowledge(
      rows: rows, suppressions: try ledger.suppressions(ofKey: key),
      deliveries: try ledger.deliveries(toAddressKey: key))
  }

  /// Takes an address out of all lists and out of the ledger; a keyed hash stays and suppresses it.
  ///
  /// The ledger comes first: when the program ends in between, the address is
  /// suppressed already, and the erasure can be repeated.
  public func erase(_ address: EmailAddress, at date: Date) throws -> Result {
    let erased = ErasedAddress(address, keys: try workspace.tokenKeys())
    let deliveries = try ledger.erase(erased, at: date)
    let lists = try workspace.lists.listNames.filter { try remove(address, from: $0) }
    return Result(lists: lists, deliveries: deliveries)
  }

  /// Rewrites a list without the rows of an address; the other rows keep their cells.
  private func remove(_ address: EmailAddress, from list: String) throws -> Bool {
    let source = try workspace.lists.file(ofList: list)
    let key = address.comparisonKey
    guard try source.first(where: { $0.address.comparisonKey == key }) != nil else { return false }
    let target = workspace.project.recipients.appending(path: "\(list).csv")
    let file = try StreamedFile(target)
    do {
      let header = try ListColumns(header: try TabularFile(source.path).columns())
      var isHeader = true
      try TabularFile(source.path).forEachRawRow { row in
        if !isHeader, case .recipient(let person) = header.read(row), person.address.comparisonKey == key {
          return
        }
        isHeader = false
        try file.write(CSVText.line(row.fields))
      }
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
    return true
  }
}
