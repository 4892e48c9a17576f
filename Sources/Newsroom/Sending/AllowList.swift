public import InternetMessage
import MailingLists

/// The only people an account may mail: for trying things out beside real lists.
public struct AllowList: Hashable, Sendable {
  /// One address, or everybody at a domain.
  public enum Entry: Hashable, Sendable {
    case address(String)
    case domain(String)

    /// Reads `ada@example.org`, `example.org` or `@example.org`.
    public init?(_ text: String) {
      if !text.hasPrefix("@"), let address = try? EmailAddress(text) {
        self = .address(address.comparisonKey)
      } else if let domain = try? DomainName(text.hasPrefix("@") ? String(text.dropFirst()) : text) {
        self = .domain(domain.text)
      } else {
        return nil
      }
    }
  }

  private let entries: Set<Entry>
  /// The account it belongs to.
  public let account: String
  /// Where it is written down.
  public let origin: String

  /// Makes a list of what is allowed.
  public init(_ entries: [Entry], account: String, origin: String) {
    self.entries = Set(entries)
    self.account = account
    self.origin = origin
  }

  /// Whether an address may be mailed.
  public func allows(_ address: EmailAddress) -> Bool {
    entries.contains(.domain(address.domain)) || entries.contains(.address(address.comparisonKey))
  }
}

/// A list's people without those that the account may not mail; counts these.
final class AllowedRecipients<Source: RecipientSource>: RecipientSource {
  private let source: Source
  private let allowList: AllowList?
  private(set) var leftOut = 0

  init(_ source: Source, allowList: AllowList?) {
    self.source = source
    self.allowList = allowList
  }

  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    guard let allowList else { return try source.forEachRow(body) }
    return try source.forEachRow { row in
      if case .recipient(let recipient) = row, !allowList.allows(recipient.address) {
        leftOut += 1
      } else {
        try body(row)
      }
    }
  }
}
