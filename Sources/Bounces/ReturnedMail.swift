import Delivery
public import InternetMessage
import MailingLists

/// A mail to a return path or to a complaint address, read by its structure: no regular expressions over its body.
///
/// Delivery status notifications (RFC 3464, 6533), feedback reports (RFC 5965), qmail's messages (QSBMF) and
/// Exim's field are understood. What it says counts only for a delivery that it can name, see ``ReturnedMail/tokens``.
public struct ReturnedMail: Hashable, Sendable {
  /// What a mail says.
  public enum Meaning: Hashable, Sendable {
    /// The message did not arrive.
    case failure(DeliveryFailure)
    /// The reader called it spam, or wants no more of it; the type of feedback.
    case complaint(String)
    /// Nothing has to be done about it.
    case nothing(Harmless)
  }

  /// Mail that says nothing against a reader.
  public enum Harmless: String, Hashable, Sendable, CaseIterable {
    /// A mail system is still trying.
    case delayed
    /// A mail system says that the message arrived, or that it was handed on.
    case delivered
    /// Out of office, a challenge, a receipt.
    case automatic
    /// A feedback report that is no complaint.
    case feedback
    /// A person's mail.
    case ordinary
  }

  /// What it says.
  public let meaning: Meaning
  /// What may be the token of a return path, the most trustworthy first.
  public let tokens: [String]
  /// What may be the token of an unsubscribe link of the message that a complaint encloses.
  public let unsubscribeTokens: [String]
  /// The identifiers of the message that it encloses.
  public let messageIDs: [MessageID]

  /// Reads a mail.
  public init(_ message: ParsedMessage) {
    let parts = message.root.all
    let original = parts.firstOriginal
    var tokens = TokenCandidates()
    var unsubscribeTokens = TokenCandidates()
    tokens.add(recipientsOf: message.header)
    for field in original?.all("Return-Path") ?? [] { tokens.add(text: field.unfolded) }
    if let report = parts.first(ofTypes: ["message/feedback-report"]) {
      let fields = fieldGroups(report.decodedBody).first
      meaning = Self.meaning(ofFeedback: fields)
      tokens.add(text: fields?["Original-Mail-From"]?.unfolded ?? "")
      for field in original?.all("List-Unsubscribe") ?? [] { unsubscribeTokens.add(text: field.unfolded) }
    } else if let report = parts.first(ofTypes: [
      "message/delivery-status", "message/global-delivery-status",
    ]) {
      meaning = Self.meaning(ofStatus: fieldGroups(report.decodedBody).compactMap(RecipientStatus.init))
    } else {
      meaning = Self.meaning(withoutReport: message)
    }
    self.tokens = tokens.words
    self.unsubscribeTokens = unsubscribeTokens.words
    messageIDs = (original?[.messageID]?.identifiers ?? []).compactMap { try? MessageID($0) }
  }

  private static func meaning(ofFeedback fields: ParsedHeader?) -> Meaning {
    let type = fields?["Feedback-Type"]?.unfolded.lowercased() ?? ""
    return ["abuse", "fraud", "opt-out", "opt-out-list"].contains(type)
      ? .complaint(type) : .nothing(.feedback)
  }

  /// Only `failed` counts; the worst one where there are several.
  private static func meaning(ofStatus recipients: [RecipientStatus]) -> Meaning {
    let failures = recipients.filter { $0.action == .failed }.map {
      DeliveryFailure(status: $0.status, diagnostic: $0.diagnostic)
    }
    for kind in [Bounce.Kind.hard, .policy, .soft] {
      if let failure = failures.first(where: { $0.kind == kind }) { return .failure(failure) }
    }
    return .nothing(recipients.contains { $0.action == .delayed } ? .delayed : .delivered)
  }

  private static func meaning(withoutReport message: ParsedMessage) -> Meaning {
    let header = message.header
    if let failure = message.plainText?.text().flatMap(QSBMF.failure) { return .failure(failure) }
    if header["X-Failed-Recipients"] != nil || header.isFromMailSystem {
      return .failure(DeliveryFailure(status: nil, diagnostic: "returned without a report that can be read"))
    }
    return .nothing(AutomaticAnswer.sign(in: header) == nil ? .ordinary : .automatic)
  }
}

extension ParsedHeader {
  /// Whether a mail system wrote it, not a person and not a vacation program.
  fileprivate var isFromMailSystem: Bool {
    guard let sender = self[.from]?.mailboxes.first?.address.localPart.lowercased() else { return false }
    let isReply = self["Auto-Submitted"]?.unfolded.lowercased().hasPrefix("auto-replied") == true
    return ["mailer-daemon", "postmaster"].contains(sender) && !(isReply && self["In-Reply-To"] != nil)
  }
}

extension [ParsedPart] {
  fileprivate func first(ofTypes types: Set<String>) -> ParsedPart? {
    first { types.contains($0.contentType.name) }
  }

  /// The header of the message that a report encloses, whole or the header alone.
  fileprivate var firstOriginal: ParsedHeader? {
    for part in dropFirst() {
      switch part.contentType.name {
      case "message/rfc822", "message/global": if let message = part.parts.first { return message.header }
      case "text/rfc822-headers", "message/global-headers": return fieldGroups(part.decodedBody).first
      default: continue
      }
    }
    return nil
  }
}
