public import Foundation

/// What came back about a message that a server had accepted.
public struct Bounce: Hashable, Sendable {
  /// What it says about the reader.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The address takes no mail.
    case hard
    /// The message did not arrive; the next one may.
    case soft
    /// The receiver does not want mail like this: it is about the sender, not about the reader.
    case policy
    /// The reader called the message spam, or told the receiver to get no more of them.
    case complaint
  }

  /// Which delivery it is about.
  public var delivery: DeliveryID
  /// What it says about the reader.
  public var kind: Kind
  /// When it was read.
  public var date: Date
  /// The status code of the report, where it has one.
  public var status: EnhancedStatusCode?
  /// The receiver's words, safe to print.
  public var text: String

  /// Describes what came back.
  public init(delivery: DeliveryID, kind: Kind, date: Date, status: EnhancedStatusCode?, text: String) {
    self.delivery = delivery
    self.kind = kind
    self.date = date
    self.status = status
    self.text = text
  }

  /// The bounce as a report shows it: the receiver's words, or the status code where there are none.
  public var words: String { text.isEmpty ? status?.description ?? "without a reason" : text }
}

/// When soft bounces are reason enough to stop: so many issues in a row, within so many days.
public struct SoftBounceRule: Hashable, Sendable {
  /// How many issues in a row.
  public var limit = 5
  /// Within how many days.
  public var days = 90

  /// The rule that holds when nothing else is said.
  public init() {}

  /// How many of the deliveries to one address came back softly, one after the other.
  ///
  /// Counted back from the last one that came back, as those after it may still be on their way; one that was
  /// accepted and did not come back ends the row.
  ///
  /// - Parameter deliveries: those to one address, the oldest first.
  public func row(of deliveries: [Delivery], bounces: [Bounce], at date: Date) -> Int {
    let kinds = Dictionary(bounces.map { ($0.delivery, $0.kind) }) { first, _ in first }
    let begin = date - TimeInterval(days) * 86_400
    var count = 0
    for delivery in deliveries.reversed() {
      switch kinds[delivery.id] {
      case .soft:
        guard delivery.firstAttempt ?? date >= begin else { return count }
        count += 1
      case nil where delivery.state == .accepted && count > 0: return count
      default: continue
      }
    }
    return count
  }
}
