public import Diagnostics

/// Two issues cannot have one number.
public struct NumberTaken: ExplainedError, Hashable {
  /// The number that was asked for.
  public let number: Int
  /// The folder name of the issue that has it.
  public let name: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .refused, "the number \(number) belongs to the issue \(name)",
      try: ["leave out --number, and the issue gets the next one"], notDone: "nothing was written")
  }
}

/// An issue that people have got cannot be composed again under the same number.
public struct IssueAlreadySent: ExplainedError, Hashable {
  /// The issue's folder name.
  public let name: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .refused, "issue \(name) was already sent", evidence: ["what people got has to stay as it was"],
      try: ["leave out --number, and the issue gets the next one"], notDone: "nothing was written")
  }
}
