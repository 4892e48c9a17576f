import Composition
import Diagnostics
import InternetMessage
import MailingLists

/// A list on its way into a plan; notes on the way who lacks a value that the issue needs.
final class CheckedRecipients: RecipientSource {
  private let file: RecipientFile
  private let factory: MessageFactory
  private var missing: [String: [Recipient]] = [:]
  private var missingCount: [String: Int] = [:]
  private var columns: [String] = []

  init(file: RecipientFile, factory: MessageFactory) {
    self.file = file
    self.factory = factory
  }

  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    let facts = try file.forEachRow { row in
      if case .recipient(let recipient) = row, recipient.isSubscribed { note(recipient) }
      try body(row)
    }
    columns = facts.columns
    return facts
  }

  /// - Throws: `UnusableContent` naming each field and the first rows without a value for it.
  func throwIfIncomplete(file shownFile: String) throws {
    guard !missing.isEmpty else { return }
    let findings = missing.sorted { $0.key < $1.key }.map { field, recipients in
      Finding.missingValue(
        field, count: missingCount[field] ?? recipients.count, recipients: recipients, file: shownFile,
        columns: columns)
    }
    throw UnusableContent("list \(shownFile)", findings: findings)
  }

  private func note(_ recipient: Recipient) {
    for field in factory.missingFields(for: recipient) {
      missingCount[field, default: 0] += 1
      if missing[field, default: []].count < 3 { missing[field, default: []].append(recipient) }
    }
  }
}

extension Finding {
  fileprivate static func missingValue(
    _ field: String, count: Int, recipients: [Recipient], file: String, columns: [String]
  ) -> Finding {
    let rows = recipients.map { "\(file):\($0.row) (\($0.address.description))" }.joined(separator: ", ")
    let column = String(field.dropFirst("recipient.".count))
    var help = [rows + (count > recipients.count ? " and \(count - recipients.count) more" : "")]
    if !columns.contains(column), let near = nearest(to: column, in: columns) {
      help.append("the list has a column '\(near)'; did you mean {{recipient.\(near)}}?")
    }
    help.append("or give a fallback: {{\(field)|friend}}")
    return Finding(
      "missing-merge-value", "{{\(field)}} has no value for \(count) \(count == 1 ? "person" : "people")",
      at: Place(file: file, line: recipients.first?.row), help: help)
  }
}
