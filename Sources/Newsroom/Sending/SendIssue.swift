import Composition
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

  /// How long a mailing may go out when nobody says otherwise. Retries are over long before.
  public static let lifetime: TimeInterval = 7 * 86_400

  let workspace: Workspace
  let ledger: any DeliveryLedger
  /// The clocks it goes by.
  public let time: SendTime

  /// Sends from a workspace.
  public init(workspace: Workspace, ledger: any DeliveryLedger, time: SendTime) {
    self.workspace = workspace
    self.ledger = ledger
    self.time = time
  }

  /// Plans a mailing; nothing is sent, and a plan that nobody starts is dropped.
  ///
  /// A mailing that waits may be resumed although nothing is due yet.
  ///
  /// - Throws: `SendRefused` when a guard says no; `UnusableList`,
  ///   `UnusableContent`, `ChangedIssue` for what cannot be sent.
  public func prepare(
    _ folder: IssueFolder, list: String, segment: String? = nil, course: Course, skipBadRows: Bool = false,
    startingAt start: Date? = nil, notAfter: Date? = nil, waits: Bool = false
  ) throws -> Preparation {
    let issue = try folder.read()
    let file = try workspace.lists.file(ofList: list)
    let command =
      "broadsheet send \(workspace.issues.shortName(of: folder)) --list \(list)"
      + (segment.map { " --segment '\($0)'" } ?? "")
    let last = try ledger.latestMailing(issue: issue.name, list: list)
    if let last { try check(last, against: issue, course: course, command: command) }
    switch course {
    case .resume, .unknown:
      guard let last else {
        throw SendRefused.nothingToResume(issue: issue.name, list: list, command: command)
      }
      return try resumption(
        of: last, issue: issue, course: course, file: file, command: command,
        notAfter: notAfter, mayWait: waits || start != nil)
    case .first, .again, .newcomers:
      return try proposal(
        issue, from: folder, list: list, file: file, segment: segment, course: course,
        skipBadRows: skipBadRows,
        notAfter: notAfter ?? (start ?? time.clock.date()) + Self.lifetime,
        command: command + course.option)
    }
  }

  /// Drops a plan that was not approved.
  public func discard(_ preparation: Preparation) throws {
    if preparation.mailing.state == .proposed { try ledger.discard(preparation.mailing.id) }
  }

  /// Makes every message of a plan, or the first of them, and hands it to nobody, or to a folder.
  public func rehearse(
    _ preparation: Preparation, limit: Int?, through transport: (any Transport)?
  ) throws {
    let factory = try factory(for: preparation)
    let rehearsal = Rehearsal(
      ledger: ledger, mailing: preparation.mailing, factory: factory, limit: limit)
    if let transport { return try transport.deliver(from: rehearsal) }
    while try rehearsal.next() != nil {}
  }

  /// What became of everyone so far.
  public func report(on preparation: Preparation) throws -> DeliveryReport {
    let mailing = try ledger.mailing(preparation.mailing.id) ?? preparation.mailing
    return try DeliveryReport(of: mailing, in: ledger)
  }

  func factory(for preparation: Preparation) throws -> MessageFactory {
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
    case .first:
      let first = try ledger.firstMailing(issue: issue.name, list: last.plan.list)?.startedAt
      throw SendRefused.alreadySent(last, counts, first: first, command: command)
    case .resume, .unknown, .newcomers:
      guard last.plan.contentHash == issue.contentHash else {
        throw SendRefused.changedSince(issue: issue.name, list: last.plan.list)
      }
    case .again: break
    }
  }

  private func resumption(
    of mailing: Mailing, issue: ComposedIssue, course: Course, file: RecipientFile, command: String,
    notAfter: Date?, mayWait: Bool
  ) throws -> Preparation {
    let now = time.clock.date()
    if let latest = notAfter ?? mailing.plan.notAfter, latest < now {
      throw SendRefused.tooLate(mailing, latest: latest, command: command + course.option)
    }
    let recovery = try ledger.recover(mailing.id, at: now)
    let counts = try ledger.counts(of: mailing.id)
    let again = course == .unknown ? counts[.unknown] : 0
    let left = counts[.pending] + counts[.deferred] + again
    guard left > 0 else { throw SendRefused.nothingLeft(mailing, counts, command: command) }
    let schedule = workspace.configuration.retrySchedule
    if !mayWait, again == 0,
      try ledger.due(
        .dueBy(now, longestPause: schedule.longestPause), of: mailing.id, after: 0, limit: 1
      ).isEmpty, let next = try ledger.nextAttempt(of: mailing.id)
    {
      throw SendRefused.nothingDue(left: left, next: next, command: command)
    }
    return Preparation(
      issue: issue, mailing: mailing, course: course, people: left, summary: nil,
      recovery: recovery, notAfter: notAfter ?? mailing.plan.notAfter, size: nil, sizeFinding: nil,
      listFile: workspace.project.shown(URL(filePath: file.path)), command: command + course.option)
  }

  private func proposal(
    _ issue: ComposedIssue, from folder: IssueFolder, list: String, file: RecipientFile, segment: String?,
    course: Course,
    skipBadRows: Bool, notAfter: Date, command: String
  ) throws -> Preparation {
    let plan = MailingPlan(
      issue: issue.name, contentHash: issue.contentHash, list: list, subject: issue.shownSubject,
      domain: workspace.configuration.messageIDDomain,
      audience: course == .newcomers ? .newcomers : .everyone, createdAt: time.clock.date(),
      notAfter: notAfter)
    let factory = try MessageFactory(
      issue: issue, list: list, configuration: workspace.configuration, keys: try workspace.tokenKeys(),
      date: plan.createdAt, signer: nil)
    let shownFile = workspace.project.shown(URL(filePath: file.path))
    let part = try segment.map {
      try Segment(
        $0, columns: try TabularFile(file.path).columns(),
        fields: try ListDefinition.fields(ofList: list, in: workspace))
    }
    let allowList = workspace.configuration.allowList
    let checked = CheckedRecipients(
      file: file, factory: factory, segment: part,
      suppressions: try SuppressedPeople(ledger, keys: try workspace.tokenKeys()))
    let source = AllowedRecipients(checked, allowList: allowList)
    var generator = SystemRandomNumberGenerator()
    var summary = try ledger.propose(plan, from: source, using: &generator)
    summary.notAllowed = source.leftOut
    do {
      try checked.throwIfIncomplete(
        file: shownFile, places: MergeFieldPlaces(of: folder, in: workspace.project))
      if summary.problems > 0, !skipBadRows { throw SendRefused.badRows(summary, file: shownFile) }
      if summary.people == 0 {
        throw SendRefused.nobody(
          summary, list: list, file: shownFile,
          hints: try part.map { try SegmentHints.hints(for: $0, in: file) } ?? [])
      }
    } catch {
      try ledger.discard(summary.mailing.id)
      throw error
    }
    return Preparation(
      issue: issue, mailing: summary.mailing, course: course, people: summary.people, summary: summary,
      recovery: Recovery(), notAfter: notAfter, size: checked.largest?.size,
      sizeFinding: checked.sizeFinding(file: shownFile), listFile: shownFile, command: command)
  }
}
