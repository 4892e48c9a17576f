public import Diagnostics

/// The name of a key within its domain: `mail2026` in `mail2026._domainkey.example.com` (RFC 6376 §3.1).
public struct DKIMSelector: Hashable, Sendable, CustomStringConvertible {
  /// The selector in lower case.
  public let text: String

  /// Checks a selector: labels of letters, digits and hyphens, each at most 63 octets (RFC 1035 §2.3.4).
  public init(_ text: String) throws(InvalidDKIMSelector) {
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isValid = labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        && label.allSatisfy(\.isLetterDigitHyphen)
    }
    guard isValid, text.utf8.count <= 180 else { throw InvalidDKIMSelector(text: text) }
    self.text = text.lowercased()
  }

  /// The selector in lower case.
  public var description: String { text }
}

/// A text that cannot name a key.
public struct InvalidDKIMSelector: ExplainedError, Hashable {
  /// The text as it was written.
  public let text: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .configuration, "\(String(reflecting: text)) cannot be a DKIM selector",
      evidence: ["a selector is made of letters, digits and hyphens, with dots between its parts"],
      try: ["a name with the year, such as 'mail2026'"])
  }
}

extension UInt8 {
  fileprivate var isLetterDigitHyphen: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
