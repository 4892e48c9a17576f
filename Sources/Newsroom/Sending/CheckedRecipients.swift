import Composition
import Diagnostics
import Editorial
import InternetMessage
import MailingLists

/// A list on its way into a plan: the segment that is meant, without those who were erased; notes on the way
/// whose message cannot be made, and why.
final class CheckedRecipients: RecipientSource {
  fileprivate struct Fault {
    var count = 0
    var first: [Recipient] = []
    /// The largest number of rows that are named.
    static let limit = 3

    mutating func add(_ recipient: Recipient) {
      count += 1
      if first.count < Self.limit { first.append(recipient) }
    }
  }

  private let file: RecipientFile
  private let factory: MessageFactory
  private let segment: Segment?
  private let suppressions: SuppressedPeople
  private var faults: [MergeFault: Fault] = [:]
  private var columns: [String] = []
  /// The largest HTML, and whose it is; nil before anybody was met.
  private(set) var largest: (size: HTMLSize, recipient: Recipient)?

  init(file: RecipientFile, factory: MessageFactory, segment: Segment?, suppressions: SuppressedPeople) {
    self.segment = segment
    self.suppressions = suppressions
    self.file = file
    self.factory = factory
  }

  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    let facts = try file.forEachRow { row in
      guard case .recipient(var recipient) = row else { return try body(row) }
      do throws(RowProblem) {
        if let segment, try !segment.contains(recipient) { return }
      } catch {
        return try body(.problem(error))
      }
      recipient.suppression = try recipient.suppression ?? suppressions.erasure(of: recipient.address)
      if recipient.isSubscribed {
        note(factory.htmlSize(for: recipient), of: recipient)
        for fault in factory.faults(for: recipient) { faults[fault, default: Fault()].add(recipient) }
      }
      try body(.recipient(recipient))
    }
    columns = facts.columns
    return facts
  }

  private func note(_ size: HTMLSize, of recipient: Recipient) {
    if size.octets > largest?.size.octets ?? -1 { largest = (size, recipient) }
  }

  /// A warning when the largest message comes near to being clipped, with whose it is.
  func sizeFinding(file: String) -> Finding? {
    largest.flatMap {
      $0.size.finding(for: "\(file):\($0.recipient.row) (\($0.recipient.address.description))")
    }
  }

  /// - Throws: `UnusableContent` naming each field and the first rows that it cannot be filled for.
  func throwIfIncomplete(file shownFile: String, places: MergeFieldPlaces) throws {
    guard !faults.isEmpty else { return }
    let findings = faults.sorted { $0.key.order < $1.key.order }.map { fault, rows in
      finding(about: fault, rows: rows, file: shownFile, places: places)
    }
    throw UnusableContent("list \(shownFile)", findings: findings)
  }

  private func finding(
    about fault: MergeFault, rows: Fault, file: String, places: MergeFieldPlaces
  ) -> Finding {
    let name = fault.field.name
    let source = places.place(of: fault.field)
    var finding: Finding
    switch fault.reason {
    case .missing:
      let people = "\(rows.count) \(rows.count == 1 ? "person" : "people")"
      finding = Finding("missing-merge-value", "{{\(name)}} has no value for \(people)")
      finding.help = [rows.named(in: file)]
      let column = String(name.dropFirst("recipient.".count))
      if !columns.contains(column), let near = nearest(to: column, in: columns) {
        finding.help.append("the list has a column '\(near)'; did you mean {{recipient.\(near)}}?")
      }
      finding.help.append("or give a fallback: {{\(name)|friend}}")
    case .noLink(let why):
      finding = Finding(
        "merge-value-link", "{{\(name)}} is the address of a link, and one cannot be used: \(why)")
      finding.help = [rows.named(in: file), "correct the list, or write {{\(name)}} behind https://…/"]
    }
    finding.place = source?.place ?? Place(file: file, line: rows.first.first?.row)
    finding.sourceLine = source?.line
    return finding
  }
}

extension CheckedRecipients.Fault {
  /// `recipients/club.csv:41 (cy@example.org), :203 (di@example.org), :877 (ed@example.org) and 2 more`
  fileprivate func named(in file: String) -> String {
    let rows = first.enumerated().map { index, recipient in
      "\(index == 0 ? file : ""):\(recipient.row) (\(recipient.address.description))"
    }
    return rows.joined(separator: ", ") + (count > first.count ? " and \(count - first.count) more" : "")
  }
}

extension MergeFault {
  /// A text to sort by, so that findings have the same order each time.
  fileprivate var order: String { "\(field.text)\(reason)" }
}
