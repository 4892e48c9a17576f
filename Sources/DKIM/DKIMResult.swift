import Diagnostics

/// What became of one signature (RFC 6376 §3.9, §6.1; the words of RFC 8601 §2.7.1).
public struct DKIMResult: Hashable, Sendable {
  /// The judgement.
  public enum Verdict: String, Hashable, Sendable {
    /// The message is as it was signed.
    case pass
    /// The signature is in order and does not fit the message.
    case fail
    /// The signature or its key record cannot be used, now or later.
    case permerror
    /// The key record could not be had; it may work later.
    case temperror
  }

  /// The judgement.
  public let verdict: Verdict
  /// Why, in words that stand alone; for a pass, what a careful reader should know.
  public let reason: String
  /// Who signed: the `d=`, empty where there is none.
  public let domain: String
  /// The `s=`, empty where there is none.
  public let selector: String
  /// The `a=`, empty where there is none.
  public let algorithm: String
  /// The fields that are covered, in lower case.
  public let names: [String]
  /// Whether the key says that the domain is only testing (`t=y`).
  public let isTesting: Bool

  /// `dkim=pass header.d=example.com header.s=mail2026 header.a=rsa-sha256 (signature is right)`
  public var text: String {
    let parts = [("d", domain), ("s", selector), ("a", algorithm)].filter { !$0.1.isEmpty }
      .map { "header.\($0.0)=\($0.1)" }
    return (["dkim=\(verdict.rawValue)"] + parts + ["(\(reason))"]).joined(separator: " ").printable
  }
}

/// What the DNS answered when it was asked for the text records of a name.
public enum DKIMKeyAnswer: Hashable, Sendable {
  /// These texts, each joined from its strings; none when the name does not exist.
  case records([String])
  /// Nothing now, for this reason.
  case unavailable(String)
}

/// Stops the judgement of a signature.
struct Rejection: Error {
  var verdict: DKIMResult.Verdict
  var reason: String

  static func permerror(_ reason: String) -> Self { Self(verdict: .permerror, reason: reason) }
  static func fail(_ reason: String) -> Self { Self(verdict: .fail, reason: reason) }
}
