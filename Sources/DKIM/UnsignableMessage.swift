public import Diagnostics

/// Why a message is not signed.
public enum UnsignableMessage: ExplainedError, Hashable {
  /// It has none or several From fields; one must be signed (RFC 6376 §5.4, §3.8).
  case hasFromFields(Int)
  /// The expiry is not after the time of signing (RFC 6376 §3.5).
  case expiresBeforeItIsSigned
  /// The key with this selector made no signature.
  case keyDoesNotSign(String)

  /// What is said about it.
  public var problem: Problem {
    switch self {
    case .hasFromFields(let count):
      Problem(
        .ourBug,
        "the message has \(count == 0 ? "no From field" : "\(count) From fields"); DKIM signs exactly one",
        notDone: "the message was not signed")
    case .expiresBeforeItIsSigned:
      Problem(
        .configuration, "the DKIM signature would expire before it is made",
        try: ["a lifetime of a week or more, or none"], notDone: "the message was not signed")
    case .keyDoesNotSign(let selector):
      Problem(
        .configuration, "DKIM key \(String(reflecting: selector)) makes no signature",
        try: ["'broadsheet dkim keygen --selector S' makes a new key"], notDone: "the message was not signed")
    }
  }
}
