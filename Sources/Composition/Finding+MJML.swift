public import Diagnostics
public import MJML

extension Finding {
  /// What MJML says, in the form that everything else has.
  public init(_ problem: MJMLProblem) {
    self.init(
      problem.id, problem.severity == .error ? .error : .warning, problem.message,
      at: Place(file: problem.file, line: problem.line, column: problem.column),
      sourceLine: problem.sourceLine,
      help: problem.word.flatMap { didYouMean($0, in: problem.candidates) }.map { [$0] } ?? [])
  }
}
