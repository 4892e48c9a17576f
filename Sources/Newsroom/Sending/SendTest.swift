import Composition
public import Delivery
import Diagnostics
public import Foundation
public import InternetMessage
import MailingLists

/// Sends an issue to a few addresses to look at: the real octets, `[Test]` before the subject, nothing in the ledger.
public struct SendTest {
  /// How many addresses a test may have.
  public static let limit = 5

  private let workspace: Workspace
  private let date: Date

  /// Sends tests from a workspace.
  public init(workspace: Workspace, date: Date) {
    self.workspace = workspace
    self.date = date
  }

  /// Hands the issue to a transport for each address; what became of them, in order.
  ///
  /// An address that is on the list gets what it would get; another one gets
  /// the values of the list's first reader.
  public func send(
    _ folder: IssueFolder, to addresses: [EmailAddress], list: String?, through transport: any Transport
  ) throws -> [(address: EmailAddress, outcome: SubmissionOutcome)] {
    let issue = try folder.read()
    let configuration = workspace.configuration
    let factory = try MessageFactory(
      issue: issue, list: list, configuration: configuration, keys: try workspace.tokenKeys(), date: date,
      signer: try Signing(workspace).signer(), subjectPrefix: "[Test] ")
    let file = try list.map(workspace.lists.file)
    let deliveries = try addresses.enumerated().map { index, address in
      Delivery(
        id: DeliveryID(mailing: 0, number: Int64(index + 1)),
        recipient: try recipient(address, in: file),
        messageID: try MessageID(
          unique: "test.\(UInt64.random(in: .min ... .max)).\(index + 1)",
          domain: configuration.messageIDDomain))
    }
    let queue = TestQueue(try deliveries.map(factory.submission))
    try transport.deliver(from: queue)
    return zip(addresses, deliveries).compactMap { address, delivery in
      queue.outcomes[delivery.id].map { (address, $0) }
    }
  }

  private func recipient(_ address: EmailAddress, in file: RecipientFile?) throws -> Recipient {
    guard let file else { return Recipient(address: address, row: 0) }
    if let known = try file.first(where: { $0.address.comparisonKey == address.comparisonKey }) {
      return known
    }
    var stranger = try file.first(where: \.isSubscribed) ?? Recipient(address: address, row: 0)
    stranger.address = address
    return stranger
  }
}

/// A handful of messages, and what became of them.
private final class TestQueue: SubmissionQueue {
  private var waiting: ArraySlice<Submission>
  private(set) var outcomes: [DeliveryID: SubmissionOutcome] = [:]
  let pause: Duration? = nil
  let isStopping = false

  init(_ submissions: [Submission]) { waiting = submissions[...] }

  func next() -> Submission? { waiting.popFirst() }

  func commit(_ round: Round) {
    for (delivery, outcome) in round.outcomes { outcomes[delivery] = outcome }
  }
}
