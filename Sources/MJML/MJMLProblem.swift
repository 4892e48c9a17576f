/// Something in a template that is wrong, or will not come out as it reads.
public struct MJMLProblem: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// The template is wrong: strict validation refuses it.
    case error
    /// The result may surprise.
    case warning
  }

  /// What kind of problem it is, in kebab-case: `unknown-attribute`.
  public var id: String
  /// How bad it is.
  public var severity: Severity
  /// What is wrong: lower case, no full stop.
  public var message: String
  /// The file it was found in.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int
  /// The text of the line; what is beyond 1,000 characters is cut.
  public var sourceLine: String
  /// The word that is wrong, where it is one word: what `candidates` may replace.
  public var word: String?
  /// The names that would be right at this place.
  public var candidates: [String]

  /// Describes a problem.
  public init(
    id: String, severity: Severity, message: String, file: String, line: Int, column: Int,
    sourceLine: String, word: String? = nil, candidates: [String] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.word = word
    self.candidates = candidates
  }
}

/// A template that could not be rendered.
public struct MJMLFailure: Error, Hashable, Sendable {
  /// Why: at least one of them is an error.
  public var problems: [MJMLProblem]

  /// Collects the reasons.
  public init(problems: [MJMLProblem]) {
    self.problems = problems
  }
}
