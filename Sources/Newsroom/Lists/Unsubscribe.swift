public import Delivery
public import Diagnostics
public import Foundation
public import InternetMessage
import MailingLists

/// Ends subscriptions: by a token of a message, by an address, by a mail to the unsubscribe address.
public struct Unsubscribe {
  /// What was done.
  public struct Result: Hashable, Sendable {
    /// Whose subscription it is.
    public let address: EmailAddress
    /// The list; nil for all.
    public let list: String?
    /// Whether nothing had to be done.
    public let wasAlready: Bool
    /// Whether the person was erased, so that the address is not known any more.
    public let wasErased: Bool
  }

  private let workspace: Workspace
  private let ledger: any DeliveryLedger
  private let date: Date
  private let isRehearsal: Bool

  /// Works in a workspace; a rehearsal only says what it would do.
  public init(workspace: Workspace, ledger: any DeliveryLedger, date: Date, isRehearsal: Bool = false) {
    self.workspace = workspace
    self.ledger = ledger
    self.date = date
    self.isRehearsal = isRehearsal
  }

  /// Ends the subscription that a token names, or a link with a token in it.
  ///
  /// - Throws: `UnknownToken`; `OtherList` when the token is for another list than the one that is meant.
  public func unsubscribe(token text: String, list: String?) throws -> Result {
    let tokens = text.contains(":") ? TokenCandidates(in: text).words : [text]
    guard let result = try end(anyOf: tokens, list: list, origin: "token") else {
      throw UnknownToken(token: text, sender: nil)
    }
    return result
  }

  /// Ends the subscription of an address to a list, or to all; it need not be on one.
  ///
  /// - Throws: `ListNotFound`.
  public func unsubscribe(address: EmailAddress, list: String?) throws -> Result {
    if let list { _ = try workspace.lists.file(ofList: list) }
    return try end(address, list: list, origin: "the command line")
  }

  /// Ends the subscription that a mail to the unsubscribe address names, whoever sent it.
  ///
  /// - Throws: `UnknownToken` when there is no token of ours in its subject or the addresses it went to;
  ///   `NoRequest` when no person wrote it; `NotMail`.
  public func unsubscribe(mail octets: [UInt8], list: String?) throws -> Result {
    let message = ParsedMessage(octets)
    guard message.isMail else { throw NotMail() }
    let mail = UnsubscribeMail(message)
    if let field = mail.automaticBy { throw NoRequest(field: field) }
    guard let result = try end(anyOf: mail.candidates, list: list, origin: "mail with token") else {
      throw UnknownToken(token: nil, sender: mail.sender)
    }
    return result
  }

  private func end(anyOf tokens: [String], list: String?, origin: String) throws -> Result? {
    for token in tokens {
      guard let subscription = try subscription(of: token, list: list) else { continue }
      if let list, list != subscription.list { throw OtherList(named: subscription.list, wanted: list) }
      if ErasedAddress.isPlaceholder(subscription.address) {
        return Result(
          address: subscription.address, list: subscription.list, wasAlready: true, wasErased: true)
      }
      return try end(subscription.address, list: subscription.list, origin: "\(origin) \(token)")
    }
    return nil
  }

  private func subscription(of text: String, list: String?) throws -> Subscription? {
    let keys = try workspace.tokenKeys()
    if let token = try? Token(text, as: .unsubscribe, keys: keys) {
      return try ledger.subscription(of: DeliveryID(mailing: token.mailing, number: token.number))
    }
    guard let token = try? SubscriptionToken(text) else { return nil }
    for name in list.map({ [$0] }) ?? workspace.lists.listNames {
      let file = try workspace.lists.file(ofList: name)
      if let person = try file.first(where: { token.means($0.address, onList: name, keys: keys) }) {
        return Subscription(address: person.address, list: name)
      }
    }
    return nil
  }

  private func end(_ address: EmailAddress, list: String?, origin: String) throws -> Result {
    let suppression = Suppression(
      addressKey: address.comparisonKey, list: list, reason: .unsubscribed, date: date, origin: origin)
    let isNew =
      if isRehearsal {
        try !ledger.suppressions(ofKey: address.comparisonKey).contains {
          $0.list == nil || $0.list == list
        }
      } else {
        try ledger.suppress(suppression)
      }
    return Result(address: address, list: list, wasAlready: !isNew, wasErased: false)
  }
}

/// A text that names nobody.
public struct UnknownToken: ExplainedError, Hashable {
  /// What was given; nil when a mail has nothing that could be one.
  public let token: String?
  /// Who sent the mail, if it was one.
  public let sender: EmailAddress?

  /// What is said about it.
  public var problem: Problem {
    guard let token else {
      return Problem(
        .badData, "the mail has no token of ours in its subject or the addresses it went to",
        evidence: sender.map {
          ["it says that it is from \($0.description.printable), which anybody can write"]
        }
          ?? [],
        try: sender.map {
          ["broadsheet unsubscribe \($0.description.printable) --list NAME   if you know that it is"]
        } ?? [], notDone: "nobody was unsubscribed")
    }
    return Problem(
      .badData,
      "'\(token.printable.prefix(80))' is no token of ours, or of a delivery that is not known here",
      notDone: "nobody was unsubscribed")
  }
}

/// Something that is no mail, where one was to ask for the end of a subscription.
public struct NotMail: ExplainedError, Hashable {
  /// What is said about it.
  public var problem: Problem {
    Problem(.badData, "it is no mail: it has no header", notDone: "nobody was unsubscribed")
  }
}

/// A mail that a program wrote in answer to another: a vacation note, a report that nothing was delivered.
public struct NoRequest: ExplainedError, Hashable {
  /// The field that says so.
  public let field: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .badData, "the mail is an automatic answer, which asks for nothing", evidence: [field.printable],
      notDone: "nobody was unsubscribed")
  }
}

/// A token that is for another list than the one that is meant.
public struct OtherList: ExplainedError, Hashable {
  /// The list of the token.
  public let named: String
  /// The list that was asked for.
  public let wanted: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .badData, "the token is for the list \(named.printable), not for \(wanted.printable)",
      try: ["leave out --list: the token names it"], notDone: "nobody was unsubscribed")
  }
}
