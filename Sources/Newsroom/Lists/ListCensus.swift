import Diagnostics
import InternetMessage
public import MailingLists

/// What a list looks like: how many people, how many of them are mailed, and what is wrong with it.
public struct ListCensus: Sendable {
  /// The list's name.
  public let list: String
  /// What was learnt about its file.
  public private(set) var facts = ListFacts()
  /// People who get mail.
  public private(set) var people = 0
  /// People who get none, by reason.
  public private(set) var suppressed: [SuppressionReason: Int] = [:]
  /// Rows that repeat a person.
  public private(set) var repeats = 0
  /// Rows that are no people, or have a value that its column does not allow.
  public private(set) var problems = 0
  /// The first of these.
  public private(set) var firstProblems: [RowProblem] = []
  /// People without a word on how they agreed, where the list has a column for it.
  public private(set) var withoutConsent = 0
  /// People whose addresses only servers with SMTPUTF8 take (RFC 6531).
  public private(set) var needingSMTPUTF8 = 0
  /// People whose addresses are those of servers: `postmaster@`, `noreply@`.
  public private(set) var forServers = 0
  /// What may be meant by a segment to which nobody belongs.
  public private(set) var hints: [String] = []
  /// The columns that say how and when people agreed.
  public private(set) var consentColumns: [String] = []
  /// The first people who get mail.
  public private(set) var sample: [Recipient] = []

  /// Counts a list, or a segment of it; each person who gets mail is visited, with the columns of the list.
  ///
  /// - Throws: `UnusableList`, `ListNotFound`, `InvalidSegment`.
  public init(
    of list: String, in workspace: Workspace, suppressions: SuppressedPeople, segment: String? = nil,
    table: any MergeTable, sampleSize: Int = 0,
    visiting visit: (Recipient, [String]) throws -> Void = { _, _ in }
  ) throws {
    self.list = list
    let file = try workspace.lists.file(ofList: list)
    let fields = try ListDefinition.fields(ofList: list, in: workspace)
    let columns = try TabularFile(file.path).columns()
    let part = try segment.map { try Segment($0, columns: columns, fields: fields) }
    consentColumns = columns.filter(ListFields.isConsent)
    facts = try file.forEachRow { row in
      guard case .recipient(let person) = row else {
        if case .problem(let problem) = row { note(problem) }
        return
      }
      do throws(RowProblem) {
        if let part, try !part.contains(person) { return }
        try fields.check(person)
      } catch {
        note(error)
        return
      }
      guard try table.insert([], key: person.address.comparisonKey) else {
        repeats += 1
        return
      }
      if try count(person, suppressions, sampleSize: sampleSize) { try visit(person, columns) }
    }
    if let part, people == 0, suppressed.isEmpty { hints = try SegmentHints.hints(for: part, in: file) }
  }

  /// Whether the person gets mail.
  private mutating func count(
    _ person: Recipient, _ suppressions: SuppressedPeople, sampleSize: Int
  ) throws -> Bool {
    if let reason = try person.suppression ?? suppressions.reason(for: person.address, list: list) {
      suppressed[reason, default: 0] += 1
      return false
    }
    people += 1
    if person.address.needsSMTPUTF8 { needingSMTPUTF8 += 1 }
    if person.address.isForServer { forServers += 1 }
    if consentColumns.contains(where: { (person.fields[$0] ?? "").allSatisfy(\.isWhitespace) }) {
      withoutConsent += 1
    }
    if sample.count < sampleSize { sample.append(person) }
    return true
  }

  private mutating func note(_ problem: RowProblem) {
    problems += 1
    if firstProblems.count < ImportList.shown { firstProblems.append(problem) }
  }
}
