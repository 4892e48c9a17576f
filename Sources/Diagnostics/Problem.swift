/// What stopped the program, in words for the person who ran it.
///
/// A problem says what is wrong, shows the evidence, names what to type next
/// and what was not done. The kind decides the exit status.
public struct Problem: Hashable, Sendable {
  /// The classes of `sysexits.h` that the command line tells apart.
  public enum Kind: Int32, Hashable, Sendable {
    /// A guard refused, or a check found errors.
    case refused = 1
    /// The command was typed wrongly.
    case usage = 64
    /// A list row, a template, an article or a merge value is wrong.
    case badData = 65
    /// There is no such issue, list, article or file.
    case notFound = 66
    /// The server's name does not resolve.
    case unknownHost = 68
    /// Finished, and some recipients were refused for good.
    case someRejected = 69
    /// A mistake of ours.
    case ourBug = 70
    /// A file or the ledger cannot be made.
    case cannotCreate = 73
    /// A file or the ledger cannot be read or written.
    case cannotWrite = 74
    /// Temporary failures remain; `send --resume` goes on.
    case temporary = 75
    /// TLS or the protocol failed.
    case protocolFailure = 76
    /// The login was refused.
    case loginRefused = 77
    /// The configuration is wrong.
    case configuration = 78
  }

  /// Which class it is.
  public var kind: Kind
  /// What is wrong: lower case, present tense, no full stop.
  public var summary: String
  /// The evidence: the server's words, file and line, where a value came from.
  public var evidence: [String]
  /// The findings behind it, each with its own place.
  public var findings: [Finding]
  /// What to type next.
  public var suggestions: [String]
  /// What was not done: `nothing was sent`.
  public var notDone: String?

  /// Describes a problem.
  public init(
    _ kind: Kind, _ summary: String, evidence: [String] = [], findings: [Finding] = [],
    try suggestions: [String] = [], notDone: String? = nil
  ) {
    self.kind = kind
    self.summary = summary
    self.evidence = evidence
    self.findings = findings
    self.suggestions = suggestions
    self.notDone = notDone
  }
}

/// An error that knows how to explain itself to the person who ran the program.
public protocol ExplainedError: Error {
  /// The explanation.
  var problem: Problem { get }
}

/// Content that cannot be used, with everything that was found in it.
public struct UnusableContent: ExplainedError, Hashable {
  /// What is unusable: `config/theme.yaml`, `template story`.
  public var subject: String
  /// Which class of problem it is.
  public var kind: Problem.Kind
  /// Why: at least one of them is an error.
  public var findings: [Finding]

  /// Collects the findings about one subject.
  public init(_ subject: String, kind: Problem.Kind = .badData, findings: [Finding]) {
    self.subject = subject
    self.kind = kind
    self.findings = findings
  }

  /// What is said about it.
  public var problem: Problem {
    let errors = findings.count { $0.severity == .error }
    return Problem(
      kind, "\(subject) has \(errors == 1 ? "an error" : "\(errors) errors")", findings: findings)
  }
}
