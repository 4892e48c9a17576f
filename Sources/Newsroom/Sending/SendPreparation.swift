public import Composition
public import Delivery
public import Diagnostics
public import Foundation

extension SendIssue {
  /// A plan that waits for approval.
  public struct Preparation: Sendable {
    /// The issue.
    public let issue: ComposedIssue
    /// The mailing, proposed or running.
    public let mailing: Mailing
    /// What it was made for.
    public let course: Course
    /// How many people get mail now.
    public let people: Int
    /// How the number came about; nil when a mailing is resumed.
    public let summary: ProposalSummary?
    /// What was cleared up behind a sender that ended.
    public let recovery: Recovery
    /// After this nothing of it goes out.
    public let notAfter: Date?
    /// How large the HTML is for the reader with the longest values; nil when a mailing is resumed.
    public let size: HTMLSize?
    /// What should be known about that size; nil while there is room.
    public let sizeFinding: Finding?
    /// The list's file, as people see it.
    public let listFile: String
    /// What to type to do this again.
    public let command: String

    /// What to type to go on with what is left.
    public var resumeCommand: String {
      Course.allCases.map(\.option).filter { !$0.isEmpty }.reduce(command) { $0.replacing($1, with: "") }
        + Course.resume.option
    }
  }
}
