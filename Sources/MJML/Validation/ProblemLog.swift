/// Collects what is wrong with the files of one rendering.
///
/// A source of ten megabytes can be wrong in a million places: after the first
/// ``limit`` problems the others are only counted.
final class ProblemLog {
  static let limit = 200

  private var entries: [(offset: Int, problem: MJMLProblem)] = []
  private var omitted = 0
  private(set) var errorCount = 0
  var files = SourceFiles()
  private let store: ByteStore
  /// Whether nothing is reported.
  private let isSilent: Bool

  init(store: ByteStore, isSilent: Bool) {
    self.store = store
    self.isSilent = isSilent
  }

  /// The problems in the order of the source: the main file first.
  var problems: [MJMLProblem] {
    var problems = entries.sorted { $0.offset < $1.offset }.map(\.problem)
    if omitted > 0, let last = problems.last {
      problems.append(
        MJMLProblem(
          id: "more-problems", severity: .warning, message: "\(omitted) more problems are not listed",
          file: last.file, line: last.line, column: last.column, sourceLine: last.sourceLine))
    }
    return problems
  }

  func report(
    _ id: String, _ severity: MJMLProblem.Severity = .error, at offset: Int, word: String? = nil,
    candidates: @autoclosure () -> [String] = [], _ message: @autoclosure () -> String
  ) {
    guard !isSilent else { return }
    if severity == .error { errorCount += 1 }
    guard entries.count < Self.limit else {
      omitted += 1
      return
    }
    entries.append(
      (offset, problem(id, severity, at: offset, word: word, candidates: candidates(), message())))
  }

  /// What cannot be rendered at all.
  func failure(_ id: String, at offset: Int, _ message: String) -> MJMLFailure {
    MJMLFailure(problems: problems + [problem(id, .error, at: offset, word: nil, candidates: [], message)])
  }

  private func problem(
    _ id: String, _ severity: MJMLProblem.Severity, at offset: Int, word: String?,
    candidates: [String], _ message: String
  ) -> MJMLProblem {
    let place = files.place(of: offset, in: store)
    return MJMLProblem(
      id: id, severity: severity, message: message, file: place.file, line: place.line,
      column: place.column, sourceLine: place.sourceLine, word: word,
      candidates: candidates)
  }
}
