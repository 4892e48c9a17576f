import InternetMessage

/// What the columns of a list file mean, from its header row.
public struct ListColumns: Hashable, Sendable {
  /// What the address's column may be called, without regard to case.
  public static let emailNames = [
    "email", "e-mail", "email address", "e-mail address", "email_address", "mail", "e-mail-adresse",
    "emailadresse", "adresse e-mail", "adresse email", "courriel", "correo electrónico", "correo",
    "البريد الإلكتروني",
  ]
  /// What the name's column is called, without regard to case.
  public static let nameName = "name"
  /// What the column that says who wants mail is called, without regard to case.
  public static let statusName = "status"

  /// The names of the columns as they stand, without blanks around them.
  public let names: [String]
  /// Which column holds the addresses.
  public let email: Int
  /// Which column says who wants mail.
  public let status: Int?
  private let name: Int?

  /// Reads a header row; throws when no column holds the addresses, or two have one name.
  public init(header: [String]) throws(UnusableHeader) {
    names = header.map(\.trimmed)
    let keys = names.map { $0.lowercased() }
    guard let email = Self.emailNames.lazy.compactMap({ keys.firstIndex(of: $0) }).first else {
      throw .noEmailColumn(names)
    }
    var seen: Set<String> = []
    for (key, name) in zip(keys, names) where !key.isEmpty && !seen.insert(key).inserted {
      throw .sameNameTwice(name)
    }
    self.email = email
    self.name = keys.firstIndex(of: Self.nameName)
    self.status = keys.firstIndex(of: Self.statusName)
  }

  /// What a row says: a person, or why it is none.
  public func read(_ row: CSVRow) -> ListRow {
    do throws(RowProblem) { return .recipient(try recipient(in: row)) } catch { return .problem(error) }
  }

  private func recipient(in row: CSVRow) throws(RowProblem) -> Recipient {
    try checkForm(of: row)
    let address = try address(in: row)
    let name = try personName(in: row)
    let suppression = try suppression(in: row)
    var fields: [String: String] = [:]
    fields.reserveCapacity(names.count)
    for (column, value) in zip(names, row.fields) where !column.isEmpty { fields[column] = value }
    return Recipient(address: address, name: name, fields: fields, row: row.line, suppression: suppression)
  }

  /// The address of a row in which nothing is wrong; cheaper than reading all of it.
  func address(ofSound row: CSVRow) throws(RowProblem) -> EmailAddress {
    try checkForm(of: row)
    let address = try address(in: row)
    _ = try personName(in: row)
    _ = try suppression(in: row)
    return address
  }

  private func checkForm(of row: CSVRow) throws(RowProblem) {
    let reason: String? =
      switch row.flaw {
      case .textAfterQuote: .textAfterQuote
      case .unterminatedQuote: .unterminatedQuote
      case .noObject(let why): why
      case .ragged(let found, let expected): .ragged(found, expected)
      case nil where row.fields.count != names.count: .ragged(row.fields.count, names.count)
      case nil: nil
      }
    guard let reason else { return }
    throw RowProblem(row: row.line, text: row.fields.joined(separator: ", "), reason: reason)
  }

  private func address(in row: CSVRow) throws(RowProblem) -> EmailAddress {
    let text = row.fields[email].trimmed
    func problem(_ reason: String) -> RowProblem {
      RowProblem(row: row.line, column: names[email], text: text, reason: reason)
    }
    guard !text.isEmpty else { throw problem(.noAddress) }
    do { return try EmailAddress(text) } catch { throw problem(.address(error.reason)) }
  }

  private func personName(in row: CSVRow) throws(RowProblem) -> String? {
    guard let index = name else { return nil }
    let text = row.fields[index].trimmed
    if text.breaksLines {
      throw RowProblem(row: row.line, column: names[index], text: text, reason: .lineBreakInName)
    }
    return text.isEmpty ? nil : text
  }

  private func suppression(in row: CSVRow) throws(RowProblem) -> SuppressionReason? {
    guard let index = self.status else { return nil }
    let status = row.fields[index].trimmed.lowercased()
    if Self.subscribed.contains(status) { return nil }
    if let reason = SuppressionReason.byStatus[status] { return reason }
    throw RowProblem(row: row.line, column: names[index], text: row.fields[index], reason: .unknownStatus)
  }

  private static let subscribed: Set = ["", "subscribed", "active", "enabled", "confirmed"]
}

extension String {
  /// Whether it has a control character (C0, DEL, C1) or a line or paragraph separator.
  fileprivate var breaksLines: Bool {
    var before: (UInt8, UInt8) = (0, 0)
    for byte in utf8 {
      switch (before.0, before.1, byte) {
      case (_, _, 0..<0x20), (_, _, 0x7F), (_, 0xC2, 0x80...0x9F), (0xE2, 0x80, 0xA8...0xA9): return true
      default: before = (before.1, byte)
      }
    }
    return false
  }

  /// The text without blanks and tabs around it.
  var trimmed: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    guard let first = utf8.first, let last = utf8.last, isBlank(first) || isBlank(last) else { return self }
    guard let start = utf8.firstIndex(where: { !isBlank($0) }),
      let end = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[start...end])
  }
}

/// Why a header row cannot be used.
public enum UnusableHeader: Error, Hashable {
  /// No column has a name that addresses go by.
  case noEmailColumn([String])
  /// Two columns have one name.
  case sameNameTwice(String)
}

extension String {
  fileprivate static let textAfterQuote = "text stands after a closing quote"
  fileprivate static let unterminatedQuote = "a quote is not closed"
  fileprivate static let noAddress = "the row has no address"
  fileprivate static let lineBreakInName = "the name has a line break or another control character"
  fileprivate static let unknownStatus =
    "the status is none of subscribed, unsubscribed, bounced, complained, blocklisted"

  fileprivate static func ragged(_ found: Int, _ expected: Int) -> String {
    "the row has \(found) \(found == 1 ? "field" : "fields"), the header row \(expected)"
  }

  fileprivate static func address(_ reason: String) -> String { "the address \(reason)" }
}
