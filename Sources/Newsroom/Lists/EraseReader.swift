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
    /// The files of rejected rows that one was taken out of.
    public let rejects: [String]
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
    let erasures = try AddressHash.all(of: address, keys: workspace.tokenKeys())
      .flatMap { try ledger.suppressions(ofKey: $0) }
    return Knowledge(
      rows: rows, suppressions: try ledger.suppressions(ofKey: key) + erasures,
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
    let rejects = try rejectsFiles().filter { try remove(address, fromRejects: $0) }.map(\.lastPathComponent)
    return Result(lists: lists, rejects: rejects, deliveries: deliveries)
  }

  private func rejectsFiles() throws -> [URL] {
    let folder = workspace.project.recipients
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "rejects" }.sorted { $0.path < $1.path }
  }

  /// Rewrites a file of rejected rows without those in which the address stands anywhere.
  private func remove(_ address: EmailAddress, fromRejects url: URL) throws -> Bool {
    let key = address.comparisonKey
    var isFound = false
    let file = try StreamedFile(url)
    do {
      try TabularFile(url.path).forEachRawRow { row in
        if row.fields.contains(where: { $0.lowercased().contains(key) }) {
          isFound = true
        } else {
          try file.write(CSVText.line(row.fields))
        }
      }
      if isFound { try file.finish() } else { file.abandon() }
    } catch {
      file.abandon()
      throw error
    }
    return isFound
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
