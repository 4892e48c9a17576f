import InternetMessage
public import MailingLists

/// Whose message a preview shows.
public enum ReaderChoice: Hashable, Sendable {
  /// The first reader of the list.
  case first
  /// The reader of that address.
  case address(String)
  /// The reader in that row of the list, from 1, the header row not counted.
  case row(Int)
  /// The reader with the longest subject.
  case longest
  /// The reader without values for the most merge fields.
  case emptiest
  /// Anybody; the same seed finds the same reader.
  case random(seed: UInt64)

  /// Reads `ada@example.org`, `row:17`, `longest`, `emptiest` and `random:42`; nil for anything else.
  ///
  /// `random` alone takes the seed that is given.
  public init?(_ text: String, seed: @autoclosure () -> UInt64 = 0) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count > 1 ? parts[1] : nil) {
    case ("longest", nil): self = .longest
    case ("emptiest", nil): self = .emptiest
    case ("random", nil): self = .random(seed: seed())
    case ("random", let value?):
      guard let seed = UInt64(value) else { return nil }
      self = .random(seed: seed)
    case ("row", let value?):
      guard let row = Int(value), row > 0 else { return nil }
      self = .row(row)
    case (let address, _):
      guard address.contains("@") else { return nil }
      self = .address(text)
    }
  }
}

/// A reader whose message is shown, and where the reader stands among the others.
public struct ChosenReader: Hashable, Sendable {
  /// The reader.
  public var recipient: Recipient
  /// The list that the reader is on; nil where there is none.
  public var list: String?
  /// The reader's place among those who get the issue, from 1; nil where that was not counted.
  public var position: Int?
  /// How many people get the issue; nil where that was not counted.
  public var count: Int?
  /// What decided, in words: `longest subject, 74 characters`.
  public var reason: String?

  /// What finds the same reader again.
  public var choice: ReaderChoice { .address(recipient.address.description) }
}
