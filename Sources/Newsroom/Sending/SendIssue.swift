public import Composition
public import Delivery
import Diagnostics
import Editorial
public import Foundation
import MailingLists

/// Sends an issue to a list: plan, approval, delivery.
public struct SendIssue {
  /// What to send to whom.
  public enum Course: Hashable, Sendable, CaseIterable {
    /// The issue's first mailing to the list.
    case first
    /// Goes on with what the last mailing has left.
    case resume
    /// People who joined the list since.
    case newcomers
    /// Everybody a second time.
    case again
    /// Those of whom it is not known whether they have it.
    case unknown

    /// The option that asks for it, with a blank before it.
    public var option: String {
      switch self {
      case .first: ""
      case .resume: " --resume"
      case .newcomers: " --only-new"
      case .again: " --again"
      case .unknown: " --resend-unknown"
      }
    }
  }

  /// A plan that waits for approval.
  public struct Preparation: Sendable {
    /// The issue.
    public let issue: ComposedIssue
    /// The mailing, proposed or running.
    public let mailing: Mailing
    /// How many people get mail now.
    public let people: Int
    /// How the number came about; nil when a mailing is resumed.
    public let summary: ProposalSummary?
    /// What was cleared up behind a sender that ended.
    public let recovery: Recovery
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

  private let workspace: Workspace
  private let ledger: any DeliveryLedger
  private let clock: @Sendable () -> Date

  /// Sends from a workspace.
  public init(workspace: Workspace, ledger: any DeliveryLedger, clock: @escaping @Sendable () -> Date) {
    self.workspace = workspace
    self.ledger = ledger
    self.clock = clock
  }

  /// Plans a mailing; nothing is sent, and a plan that nobody starts is dropped.
  ///
  /// - Throws: `SendRefused` when a guard says no; `UnusableList`,
  ///   `UnusableContent`, `ChangedIssue` for what cannot be sent.
  public func prepare(
    _ folder: IssueFolder, list: String, course: Course, skipBadRows: Bool
  ) throws -> Preparation {
    let issue = try folder.read()
    let file = try workspace.lists.file(ofList: list)
    let command = "broadsheet send \(workspace.issues.shortName(of: folder)) --list \(list)"
    let last = try ledger.latestMailing(issue: issue.name, list: list)
    if let last { try check(last, against: issue, course: course, command: command) }
    switch course {
    case .resume, .unknown:
      guard let last else {
        throw SendRefused.nothingToResume(issue: issue.name, list: list, command: command)
      }
      return try resumption(of: last, issue: issue, course: course, file: file, command: command)
    case .first, .again, .newcomers:
      return try proposal(
        issue, list: list, file: file, course: course, skipBadRows: skipBadRows,
        command: command + course.option)
    }
  }

  /// Drops a plan that was not approved.
  public func discard(_ preparation: Preparation) throws {
    if preparation.mailing.state == .proposed { try ledger.discard(preparation.mailing.id) }
  }

  /// Makes every message of a plan and hands it to nobody, or to a folder.
  public func rehearse(_ preparation: Preparation, through transport: (any Transport)?) throws {
    let factory = try factory(for: preparation)
    let rehearsal = Rehearsal(ledger: ledger, mailing: preparation.mailing, factory: factory)
    if let transport { return try transport.deliver(from: rehearsal) }
    while try rehearsal.next() != nil {}
  }

  /// Delivers an approved plan.
  ///
  /// - Throws: What the transport or the ledger throws; what was accepted until
  ///   then is in the ledger.
  public func deliver(
    _ preparation: Preparation, through transport: any Transport, stop: StopFlag, limit: Int? = nil,
    observer: @escaping (SendQueue.Event) -> Void
  ) throws -> SendEnding {
    let mailing =
      preparation.mailing.state == .proposed
      ? try ledger.start(preparation.mailing.id, at: clock()) : preparation.mailing
    let factory = try factory(for: preparation)
    let now = clock()
    let start = ContinuousClock.now
    let queue = SendQueue(
      mailing, in: ledger, rules: SendRules(.dueBy(now)), stop: stop,
      clock: SendClock(date: clock, elapsed: { start.duration(to: .now) }),
      submission: { try factory.submission(for: $0) }, observer: observer)
    try transport.deliver(from: queue)
    _ = try ledger.finish(mailing.id)
    return queue.ending ?? .finished
  }

  /// What became of everyone so far.
  public func report(on preparation: Preparation) throws -> DeliveryReport {
    let mailing = try ledger.mailing(preparation.mailing.id) ?? preparation.mailing
    return try DeliveryReport(of: mailing, in: ledger)
  }

  private func factory(for preparation: Preparation) throws -> MessageFactory {
    try MessageFactory(
      issue: preparation.issue, list: preparation.mailing.plan.list, configuration: workspace.configuration,
      keys: try workspace.tokenKeys(), date: preparation.mailing.plan.createdAt,
      signer: try Signing(workspace).signer())
  }

  private func check(
    _ last: Mailing, against issue: ComposedIssue, course: Course, command: String
  ) throws {
    let counts = try ledger.counts(of: last.id)
    switch course {
    case .first: throw SendRefused.alreadySent(last, counts, command: command)
    case .resume, .unknown, .newcomers:
      guard last.plan.contentHash == issue.contentHash else {
        throw SendRefused.changedSince(issue: issue.name, list: last.plan.list)
      }
    case .again: break
    }
  }

  private func resumption(
    of mailing: Mailing, issue: ComposedIssue, course: Course, file: RecipientFile, command: String
  ) throws -> Preparation {
    let now = clock()
    let recovery = try ledger.recover(mailing.id, at: now)
    if course == .unknown { _ = try ledger.resendUnknown(mailing.id) }
    let counts = try ledger.counts(of: mailing.id)
    let left = counts[.pending] + counts[.deferred]
    guard left > 0 else { throw SendRefused.nothingLeft(mailing, counts, command: command) }
    if try ledger.due(.dueBy(now), of: mailing.id, after: 0, limit: 1).isEmpty,
      let next = try ledger.nextAttempt(of: mailing.id)
    {
      throw SendRefused.nothingDue(left: left, next: next)
    }
    return Preparation(
      issue: issue, mailing: mailing, people: left, summary: nil, recovery: recovery,
      listFile: workspace.project.shown(URL(filePath: file.path)), command: command + course.option)
  }

  private func proposal(
    _ issue: ComposedIssue, list: String, file: RecipientFile, course: Course, skipBadRows: Bool,
    command: String
  ) throws -> Preparation {
    let plan = MailingPlan(
      issue: issue.name, contentHash: issue.contentHash, list: list, subject: issue.shownSubject,
      domain: workspace.configuration.messageIDDomain,
      audience: course == .newcomers ? .newcomers : .everyone, createdAt: clock())
    let factory = try MessageFactory(
      issue: issue, list: list, configuration: workspace.configuration, keys: try workspace.tokenKeys(),
      date: plan.createdAt, signer: nil)
    let shownFile = workspace.project.shown(URL(filePath: file.path))
    let source = CheckedRecipients(file: file, factory: factory)
    var generator = SystemRandomNumberGenerator()
    let summary = try ledger.propose(plan, from: source, using: &generator)
    do {
      try source.throwIfIncomplete(file: shownFile)
      if summary.problems > 0, !skipBadRows { throw SendRefused.badRows(summary, file: shownFile) }
      if summary.people == 0 { throw SendRefused.nobody(summary, list: list, file: shownFile) }
    } catch {
      try ledger.discard(summary.mailing.id)
      throw error
    }
    return Preparation(
      issue: issue, mailing: summary.mailing, people: summary.people, summary: summary, recovery: Recovery(),
      listFile: shownFile, command: command)
  }
}
