/// One way in which a sandbox misbehaves.
///
/// | rule | what happens |
/// |------|--------------|
/// | `rcptTo bob@example.org 550 5.1.1 no such user` | that recipient is refused |
/// | `body *@example.net close` | the connection ends instead of an answer to the message |
/// | `body keep close` | the same, but the message is filed |
/// | `data carol@example.org silence` | nothing is answered any more |
/// | `mailFrom slow 300ms` | the answer comes late |
/// | `greeting first 2 421 4.3.2 busy` | the first two connections are turned away |
/// | `rcptTo *@example.com each 1 450 4.7.1 greylisted` | each recipient's first attempt is refused |
/// | `ehlo garbage` | a line that is not SMTP instead of an answer |
public struct SandboxRule: Hashable, Sendable {
  /// When it applies.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    case greeting, ehlo, startTLS, auth, mailFrom, rcptTo, data, body

    /// Whether an address belongs to it: the sender's or the recipients'.
    var hasAddress: Bool {
      switch self {
      case .mailFrom, .rcptTo, .data, .body: true
      default: false
      }
    }
  }

  /// What the sandbox does instead of what is right.
  public enum Action: Hashable, Sendable {
    /// Answers this; with a code under 400 what was asked for happens all the same.
    case reply(code: Int, text: String)
    /// Ends the connection without an answer.
    case close
    /// Answers nothing any more and keeps the connection open.
    case silence
    /// Answers late.
    case slow(Duration)
    /// Answers with a line that is not SMTP.
    case garbage
    /// Files the message and then ends the connection, or falls silent.
    indirect case keep(Action)
  }

  /// How often it applies.
  public enum Times: Hashable, Sendable {
    /// Every time.
    case always
    /// The first times, whoever they meet.
    case first(Int)
    /// The first times for each address.
    case each(Int)
  }

  /// When it applies.
  public var phase: Phase
  /// Whom it concerns: an address, or a part of one with `*` for the rest; nil for everybody.
  public var pattern: String?
  /// How often it applies.
  public var times: Times
  /// What happens.
  public var action: Action

  /// Makes a rule.
  public init(_ phase: Phase, for pattern: String? = nil, times: Times = .always, action: Action) {
    self.phase = phase
    self.pattern = pattern
    self.times = times
    self.action = action
  }

  /// Whether the rule concerns an address; `*` stands for any text, case does not count.
  func concerns(_ address: String) -> Bool {
    guard let pattern else { return true }
    return matches(
      Array(pattern.lowercased().unicodeScalars)[...], Array(address.lowercased().unicodeScalars)[...])
  }
}

/// Wildcards in linear memory and at worst quadratic time: only the last `*` is tried again.
private func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
  var pattern = pattern
  var text = text
  var afterStar: (pattern: ArraySlice<Unicode.Scalar>, text: ArraySlice<Unicode.Scalar>)?
  while !text.isEmpty {
    if pattern.first == "*" {
      pattern = pattern.dropFirst()
      afterStar = (pattern, text)
    } else if let first = pattern.first, first == text.first {
      pattern = pattern.dropFirst()
      text = text.dropFirst()
    } else if let star = afterStar {
      text = star.text.dropFirst()
      pattern = star.pattern
      afterStar = (pattern, text)
    } else {
      return false
    }
  }
  return pattern.allSatisfy { $0 == "*" }
}
