import InternetMessage
import Testing

@testable import MailingLists

@Suite struct SegmentTests {
  private static let columns = ["email", "country", "joined", "score", "member", "home town"]

  private func person(_ values: [String: String]) throws -> Recipient {
    Recipient(address: try EmailAddress("ada@example.org"), fields: values, row: 7)
  }

  private func holds(
    _ text: String, _ values: [String: String], fields: [String: FieldType] = [:]
  ) throws -> Bool {
    try Segment(text, columns: Self.columns, fields: ListFields(types: fields)).contains(person(values))
  }

  private static let ada = [
    "country": "DE", "joined": "2025-01-02", "score": "9.5", "member": "yes", "home town": "Köln",
  ]

  @Test(arguments: [
    "country = \"DE\" and joined > 2025-01-01", "country='DE'", "Country == 'DE'", "country <> 'FR'",
    "country in ('FR', 'DE')", "not country in ('FR')", "country not in ('FR')", "score > 9", "score >= 9.5",
    "score < 10", "joined <= 2025-01-02", "joined = 2025-01-02", "member = true", "not member = false",
    "[home town] contains 'öL'", "country = 'FR' or score > 1 and member = true",
    "(country = 'FR' or score > 1) and member = true", "not (country = 'FR')", "country is not empty",
    "NOT country IS EMPTY", "country = \u{201C}DE\u{201D}", "country = 'de'", "country in ('fr', 'de')",
    "[home town] = 'KÖLN'", "[home town] = 'Ko\u{308}ln'", "country > 'Dd'", "country < 'df'",
  ])
  func `holds for who fits`(text: String) throws {
    #expect(try holds(text, Self.ada))
  }

  @Test(arguments: [
    "country != 'de'", "country not in ('de')", "country = \"FR\"", "[home town] = 'Koln'",
    "joined > 2025-01-02", "score > 9.5", "score < 9", "member = false",
    "member != true", "country is empty", "[home town] not contains 'öl'", "country in ('FR', 'AT')",
    "country = 'DE' and score > 10", "country = 'FR' and score > 1 or member = false",
  ])
  func `does not hold for who does not`(text: String) throws {
    #expect(try !holds(text, Self.ada))
  }

  @Test(arguments: [
    ("score > 1", false), ("score < 1", false), ("score != 1", true), ("score is empty", true),
    ("joined > 2020-01-01", false), ("country = ''", false),
  ])
  func `an empty value is less or greater than nothing`(text: String, expected: Bool) throws {
    #expect(try holds(text, ["score": " ", "joined": "", "country": ""]) == expected)
  }

  @Test func `numbers are compared as numbers, and dates with a time as their day`() throws {
    #expect(try holds("score > 9", ["score": "10"]))
    #expect(try holds("joined = 2025-01-31", ["joined": "2025-01-31T23:59:00Z"]))
  }

  @Test func `a typed column takes quoted values too`() throws {
    let types: [String: FieldType] = ["joined": .date, "score": .number, "country": .text]
    #expect(try holds("joined > '2025-01-01' and score > \"9\"", Self.ada, fields: types))
    #expect(throws: InvalidSegment.self) { try holds("joined > 'yesterday'", Self.ada, fields: types) }
    #expect(throws: InvalidSegment.self) { try holds("country = 5", Self.ada, fields: types) }
  }

  @Test(arguments: [
    ("score > 1", "score", "many"), ("joined > 2025-01-01", "joined", "31.01.2025"),
    ("joined > 2025-01-01", "joined", "2025-02-30"), ("member = true", "member", "perhaps"),
  ])
  func `a value that cannot be compared is a problem of its row`(
    text: String, column: String, value: String
  ) throws {
    let problem = #expect(throws: RowProblem.self) { try holds(text, [column: value]) }
    #expect(problem?.row == 7)
    #expect(problem?.column == column)
    #expect(problem?.text == value)
  }

  @Test(arguments: [
    ("", 1), ("country", 8), ("country =", 10), ("country = DE", 11), ("contry = 'DE'", 1),
    ("country = 'DE", 11), ("country = 'DE' joined > 2025-01-01", 16), ("(country = 'DE'", 16),
    ("country in 'DE'", 12), ("country in ()", 13), ("country ~ 'DE'", 9), ("= 'DE'", 1),
    ("country is full", 12), ("[home town = 'x'", 1), ("joined > 2025-13-01", 10), ("country = 'DE' and", 19),
    ("country => 'DE'", 9),
  ])
  func `a mistake is named at its place`(text: String, column: Int) throws {
    let error = #expect(throws: InvalidSegment.self) { try Segment(text, columns: Self.columns) }
    #expect(error?.column == column, "\(error?.reason ?? "")")
  }

  @Test func `nesting has an end`() throws {
    let deep = String(repeating: "(", count: 100_000) + "score = 1" + String(repeating: ")", count: 100_000)
    #expect(throws: InvalidSegment.self) { try Segment(deep, columns: Self.columns) }
    #expect(throws: InvalidSegment.self) {
      try Segment(String(repeating: "not ", count: 100_000) + "score = 1", columns: Self.columns)
    }
  }
}
