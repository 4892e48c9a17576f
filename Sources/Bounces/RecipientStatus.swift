import Delivery
import InternetMessage

/// What a delivery status notification says about one recipient (RFC 3464 §2.3).
struct RecipientStatus {
  /// What the mail system did.
  enum Action: String {
    case failed, delayed, delivered, relayed, expanded
  }

  let action: Action
  let status: EnhancedStatusCode?
  /// What the other side said: `550 5.1.1 no such user`.
  let diagnostic: String

  /// Reads a group of fields; nil for the group about the message as a whole.
  init?(_ fields: ParsedHeader) {
    status = fields["Status"].flatMap { EnhancedStatusCode($0.unfolded.prefix { !" (;\t".contains($0) }) }
    let diagnostic = fields["Diagnostic-Code"]?.decodedText ?? ""
    // Behind the kind of diagnostic: `smtp; 550 …`.
    let type = diagnostic.prefix { $0 != ";" && $0 != " " }
    self.diagnostic =
      diagnostic.dropFirst(type.count).first == ";"
      ? String(diagnostic.dropFirst(type.count + 1).drop { $0 == " " }) : diagnostic
    let word = fields["Action"]?.unfolded.lowercased().prefix { $0.isLetter }
    if let action = word.flatMap({ Action(rawValue: String($0)) }) {
      self.action = action
    } else {
      // Some leave the action out, and say it with the status.
      guard let status else { return nil }
      action = status.statusClass == 5 ? .failed : status.statusClass == 4 ? .delayed : .delivered
    }
  }
}
