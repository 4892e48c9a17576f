public import MailingLists

/// How the number of people of a plan came about.
///
///     1 219 rows, less 11 unsubscribed, 3 bounced, 1 repeat: 1 204 people
///
/// Rows are people, suppressed, repeats, already mailed, not allowed and problems, and nothing else.
public struct ProposalSummary: Hashable, Sendable {
  /// How many problems are kept with their words.
  public static let shownProblems = 20

  /// The proposed mailing.
  public var mailing: Mailing
  /// What was learnt about the list.
  public var facts: ListFacts
  /// How many people it would mail.
  public var people: Int
  /// How many are left out because they must not be mailed, by reason.
  public var suppressed: [SuppressionReason: Int]
  /// How many rows repeat the address of an earlier row.
  public var duplicates: Int
  /// How many people an earlier mailing was meant for; 0 unless the plan is for newcomers.
  public var alreadyMailed: Int
  /// How many the account that sends may not mail.
  public var notAllowed = 0
  /// How many rows are no recipients.
  public var problems: Int
  /// The first of these.
  public var firstProblems: [RowProblem]

  /// Describes a proposal.
  public init(
    mailing: Mailing, facts: ListFacts, people: Int, suppressed: [SuppressionReason: Int] = [:],
    duplicates: Int = 0,
    alreadyMailed: Int = 0, problems: Int = 0, firstProblems: [RowProblem] = []
  ) {
    self.mailing = mailing
    self.facts = facts
    self.people = people
    self.suppressed = suppressed
    self.duplicates = duplicates
    self.alreadyMailed = alreadyMailed
    self.problems = problems
    self.firstProblems = firstProblems
  }

  /// How many rows the list has.
  public var rows: Int {
    people + suppressed.values.reduce(0, +) + duplicates + alreadyMailed + notAllowed + problems
  }
}
