internal import Diagnostics

/// What the DNS has about a sender, and what receivers will make of it.
public struct Observation: Hashable, Sendable {
  /// What was looked at.
  public enum Subject: String, Hashable, Sendable, CaseIterable {
    case dkim, spf, dmarc, alignment, mx, ptr
  }

  /// How it is.
  public enum State: String, Hashable, Sendable {
    /// As it should be.
    case good
    /// It works, and could be better.
    case doubtful
    /// Receivers will refuse or file mail because of it.
    case bad
    /// The DNS did not answer.
    case unanswered
  }

  /// What was looked at.
  public let subject: Subject
  /// How it is.
  public let state: State
  /// The name that was asked about.
  public let name: String
  /// What the DNS has, printable and not too long; nil where it has nothing.
  public let record: String?
  /// What it means: the rest of a sentence that begins with the name.
  public let words: String
  /// What to do.
  public let help: [String]

  init(
    _ subject: Subject, _ state: State, _ name: String, _ words: String, record: String? = nil,
    help: [String] = []
  ) {
    self.subject = subject
    self.state = state
    self.name = name.shown
    self.record = record?.shown
    self.words = words.shown
    self.help = help
  }

  init(_ subject: Subject, _ failure: LookupFailure) {
    self.init(subject, .unanswered, failure.name, "got no answer: \(failure.reason)")
  }
}

extension String {
  /// The text as a terminal may see it: what the DNS says is not trusted, and a record has up to 64 KB.
  fileprivate var shown: String {
    let text = printable
    return text.count > 500 ? text.prefix(500) + "…" : text
  }
}
