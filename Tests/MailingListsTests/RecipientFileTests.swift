import Diagnostics
import Foundation
import InternetMessage
import Testing

@testable import MailingLists

@Suite struct RecipientFileTests {
  /// Writes a list file, reads it, and removes it.
  private func read(_ content: some DataProtocol) throws -> (rows: [ListRow], facts: ListFacts) {
    let path = NSTemporaryDirectory() + "list-\(UUID()).csv"
    try Data(content).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var rows: [ListRow] = []
    let facts = try RecipientFile(path).forEachRow { rows.append($0) }
    return (rows, facts)
  }

  private func read(_ text: String) throws -> (rows: [ListRow], facts: ListFacts) {
    try read(Data(text.utf8))
  }

  private func problems(_ text: String) throws -> [RowProblem] {
    try read(text).rows.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
  }

  private func reason(thrownBy text: String) -> UnusableList.Reason? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return (error as? UnusableList)?.reason
    }
  }

  @Test func `a row becomes a person with all columns`() throws {
    let (rows, facts) = try read("Email,name,first_name,City\n ada@example.org ,Ada W,Ada, London\n")
    let recipient = Recipient(
      address: try EmailAddress("ada@example.org"), name: "Ada W",
      fields: ["Email": " ada@example.org ", "name": "Ada W", "first_name": "Ada", "City": " London"], row: 2)
    #expect(rows == [.recipient(recipient)])
    #expect(recipient.isSubscribed)
    #expect(facts == ListFacts(rows: 1, columns: ["Email", "name", "first_name", "City"]))
  }

  @Test(arguments: ["email", "EMAIL", " E-Mail ", "Email Address", "\u{FEFF}email", "\"email\""])
  func `the column of addresses is found`(column: String) throws {
    #expect(try read("\(column)\nada@example.org\n").rows.count == 1)
  }

  @Test(
    arguments: [
      ("", nil), ("subscribed", nil), ("Active", nil), ("ENABLED", nil), ("unsubscribed", .unsubscribed),
      (" Blocklisted ", .manual), ("bounced", .bounced), ("complained", .complained),
    ] as [(String, SuppressionReason?)])
  func `the status says who is mailed`(status: String, reason: SuppressionReason?) throws {
    guard case .recipient(let recipient)? = try read("email,status\na@example.org,\(status)\n").rows.first
    else {
      Issue.record("no recipient")
      return
    }
    #expect(recipient.suppression == reason)
    #expect(recipient.isSubscribed == (reason == nil))
  }

  struct Wrong: Sendable {
    var row: String
    var column: String?
    var text: String
    var reason: String
  }

  static let wrong = [
    Wrong(
      row: "ada.example.org,A,,", column: "email", text: "ada.example.org", reason: "the address has no @"),
    Wrong(row: ",A,,", column: "email", text: "", reason: "the row has no address"),
    Wrong(
      row: "a@b@example.org,A,,", column: "email", text: "a@b@example.org", reason: "the address has two @"),
    Wrong(
      row: "\"a@example.org\r\nBcc: b@example.org\",A,,", column: "email",
      text: "a@example.org  Bcc: b@example.org",
      reason: "the address has a line break"),
    Wrong(
      row: "a@example.org,\"Ada\r\nBcc: x\",,", column: "name", text: "Ada  Bcc: x",
      reason: "the name has a line break or another control character"),
    Wrong(
      row: "a@example.org,Ada\u{1B}[31m,,", column: "name", text: "Ada [31m",
      reason: "the name has a line break or another control character"),
    Wrong(
      row: "a@example.org,A,perhaps,", column: "status", text: "perhaps",
      reason: "the status is none of subscribed, unsubscribed, bounced, complained, blocklisted"),
    Wrong(
      row: "a@example.org,A,", text: "a@example.org, A, ", reason: "the row has 3 fields, the header row 4"),
    Wrong(
      row: "a@example.org,A,,,", text: "a@example.org, A, , , ",
      reason: "the row has 5 fields, the header row 4"),
    Wrong(row: "x", text: "x", reason: "the row has 1 field, the header row 4"),
    Wrong(
      row: "\"a@example.org\"x,A,,", text: "a@example.orgx, A, , ",
      reason: "text stands after a closing quote"),
    Wrong(row: "a@example.org,A,,\"x", text: "a@example.org, A, , x ", reason: "a quote is not closed"),
  ]

  @Test(arguments: wrong) func `a row that is no recipient says why`(wrong: Wrong) throws {
    let text = "email,name,status,city\nb@example.org,B,,\n\(wrong.row)\n"
    #expect(
      try problems(text)
        == [RowProblem(row: 3, column: wrong.column, text: wrong.text, reason: wrong.reason)])
  }

  @Test func `a problem is a finding at its line`() {
    let problem = RowProblem(
      row: 3, column: "email", text: "ada\u{1B}.example", reason: "the address has no @")
    #expect(
      problem.finding(in: "recipients/x.csv").text
        == "recipients/x.csv:3: error: the address has no @: 'ada .example' [list-row]")
    #expect(RowProblem(row: 1, text: String(repeating: "x", count: 1000), reason: "r").text.count == 60)
  }

  @Test func `a list in Windows-1252 is read and said`() throws {
    let (rows, facts) = try read(Data("email;name\na@example.org;Zo".utf8) + [0xEB, 0x0A])
    #expect(facts == ListFacts(rows: 1, columns: ["email", "name"], separator: ";", firstLineNotUTF8: 2))
    guard case .recipient(let recipient)? = rows.first else {
      Issue.record("no recipient")
      return
    }
    #expect(recipient.name == "Zoë")
  }

  /// A text as spreadsheets write it when they are asked for Unicode text.
  private func utf16(_ text: String, isBigEndian: Bool, withMark: Bool = true) -> [UInt8] {
    ((withMark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  @Test(arguments: [false, true])
  func `a list in UTF-16 is read like one in UTF-8, and its lines are counted as well`(
    isBigEndian: Bool
  ) throws {
    let text =
      "email\tname\r\n\r\nzoe@example.org\t\"Zo\u{EB}\r\n🏮\"\r\nmei@example.org\t王小美\r\nnobody\tX\r\n"
    let (rows, facts) = try read(Data(utf16(text, isBigEndian: isBigEndian)))
    let plain = try read(text)
    #expect(rows == plain.rows)
    #expect(rows.count == 3)
    #expect(facts.separator == "\t")
    #expect(facts.firstLineNotUTF8 == nil)
    guard case .recipient(let mei) = rows[1], case .problem(let problem) = rows[2] else {
      Issue.record("\(rows)")
      return
    }
    #expect(mei.name == "王小美")
    #expect(mei.row == 5)
    #expect(problem.row == 6)
  }

  @Test func `a list in UTF-16 may be longer than what is read at once`() throws {
    var text = "email\tname\n"
    for number in 0..<20_000 { text += "reader\(number)@example.org\tZoë 🏮 \(number)\n" }
    let (rows, facts) = try read(Data(utf16(text, isBigEndian: false)))
    #expect(facts.rows == 20_000)
    guard case .recipient(let last)? = rows.last else {
      Issue.record("no recipient")
      return
    }
    #expect(last.name == "Zoë 🏮 19999")
    #expect(last.row == 20_001)
  }

  @Test func `UTF-16 without its mark is refused, and half a character is none`() throws {
    #expect(throws: UnusableList.self) {
      try read(Data(utf16("email\n", isBigEndian: false, withMark: false)))
    }
    let (rows, _) = try read(Data(utf16("email\tname\na@example.org\tZo", isBigEndian: true) + [0xD8]))
    guard case .recipient(let person)? = rows.first else {
      Issue.record("no recipient")
      return
    }
    #expect(person.name == "Zo\u{FFFD}")
    for mark in [[0xFF, 0xFE], [0xFE, 0xFF], [0xFF], [0xFE]] as [[UInt8]] {
      #expect(throws: UnusableList.self) { try read(Data(mark)) }
    }
  }

  @Test func `a file that cannot be a list is refused as a whole`() {
    #expect(reason(thrownBy: "") == .empty)
    #expect(reason(thrownBy: "\n\r\n") == .empty)
    #expect(reason(thrownBy: "name,city\n") == .header(.noEmailColumn(["name", "city"]), line: 1))
    #expect(reason(thrownBy: "\n\nname\n") == .header(.noEmailColumn(["name"]), line: 3))
    #expect(reason(thrownBy: "email,Name,name\n") == .header(.sameNameTwice("name"), line: 1))
    #expect(reason(thrownBy: "email\n\0\n") == .csv(.nul(line: 2)))
    #expect(reason(thrownBy: "email\n\"") == nil)
  }

  @Test func `a file that is not there, or a folder, is said`() {
    let missing = RecipientFile("/nowhere/list.csv")
    #expect(throws: UnusableList(path: "/nowhere/list.csv", reason: .missing)) {
      try missing.forEachRow { _ in }
    }
    let folder = RecipientFile("/")
    #expect(throws: UnusableList(path: "/", reason: .unreadable("Is a directory"))) {
      try folder.forEachRow { _ in }
    }
  }

  struct Words: Sendable {
    var reason: UnusableList.Reason
    var kind: Problem.Kind
    var lines: [String]
  }

  static let words = [
    Words(reason: .missing, kind: .notFound, lines: ["no list file 'recipients/x.csv'", "nothing was read"]),
    Words(
      reason: .unreadable("Permission denied"), kind: .cannotWrite,
      lines: ["can't read 'recipients/x.csv': Permission denied"]),
    Words(
      reason: .empty, kind: .badData,
      lines: ["recipients/x.csv is empty", "begin it with a header row: email,name"]),
    Words(
      reason: .csv(.nul(line: 4)), kind: .badData,
      lines: [
        "recipients/x.csv:4: a NUL byte: this is not a text file in UTF-8",
        "save it as CSV (UTF-8), or as what spreadsheets call Unicode text",
      ]),
    Words(
      reason: .csv(.rowTooLong(line: 4)), kind: .badData,
      lines: [
        "recipients/x.csv:4: the row that begins here is longer than 1 MiB",
        "look for a quote that is not closed",
      ]),
    Words(
      reason: .header(.noEmailColumn(["name", "emial"]), line: 1), kind: .badData,
      lines: [
        "recipients/x.csv:1: no column is called 'email'", "the columns are 'name', 'emial'",
        "rename 'emial' to 'email'",
      ]),
    Words(
      reason: .header(.noEmailColumn(["who", "city"]), line: 1), kind: .badData,
      lines: [
        "recipients/x.csv:1: no column is called 'email'", "the columns are 'who', 'city'",
        "call the column of addresses 'email'",
      ]),
    Words(
      reason: .header(.sameNameTwice("Name"), line: 1), kind: .badData,
      lines: ["recipients/x.csv:1: two columns are called 'Name'"]),
  ]

  @Test(arguments: words) func `what is wrong with a file is said in these words`(words: Words) {
    let problem = UnusableList(path: "recipients/x.csv", reason: words.reason).problem
    #expect(problem.kind == words.kind)
    #expect(
      [problem.summary] + problem.evidence + problem.suggestions + [problem.notDone].compactMap(\.self)
        == words.lines)
  }

  @Test func `reading stops at the first that fits`() throws {
    let path = Self.repository + "/recipients/example.csv"
    let found = try RecipientFile(path).first { $0.address.addrSpec == "zoe@example.net" }
    #expect(found?.row == 3)
    #expect(try RecipientFile(path).first { _ in false } == nil)
  }

  @Test func `an error of the caller ends the reading and comes back`() throws {
    struct Enough: Error {}
    var seen = 0
    #expect(throws: Enough.self) {
      try RecipientFile(Self.repository + "/recipients/example.csv").forEachRow { _ in
        seen += 1
        if seen == 3 { throw Enough() }
      }
    }
    #expect(seen == 3)
  }

  @Test func `the example list has twenty readers, one without a name and one unsubscribed`() throws {
    var people: [Recipient] = []
    try RecipientFile(Self.repository + "/recipients/example.csv").forEachRow { row in
      if case .recipient(let recipient) = row { people.append(recipient) }
    }
    #expect(people.count == 20)
    #expect(Set(people.map(\.address.comparisonKey)).count == 20)
    #expect(people.count { $0.name == nil } == 1)
    #expect(people.filter { !$0.isSubscribed }.map(\.suppression) == [.unsubscribed])
    #expect(people.allSatisfy { ["example.org", "example.net", "example.com"].contains($0.address.domain) })
  }

  @Test func `the malformed list has one row that is no recipient`() throws {
    var rows: [ListRow] = []
    try RecipientFile(Self.repository + "/recipients/malformed.csv").forEachRow { rows.append($0) }
    #expect(rows.count == 3)
    #expect(
      rows[1]
        == .problem(
          RowProblem(row: 3, column: "email", text: "charles.example.org", reason: "the address has no @")))
  }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)
}
