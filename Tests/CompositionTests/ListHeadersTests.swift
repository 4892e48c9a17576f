import Composition
import Foundation
import InternetMessage
import Testing

@Suite struct ListHeadersTests {
  private func list() throws -> ListHeaders {
    ListHeaders(
      identifier: try DomainName("film-club.example.org"), name: "The Lantern",
      help: "mailto:editors@example.org?subject=help", owner: "mailto:editors@example.org",
      archive: "https://example.org/letters/",
      feedback: FeedbackID(issue: "012-white-helmets", list: "film-club", sender: "thelantern"))
  }

  private func fields(_ list: ListHeaders, isAutomatic: Bool = false) throws -> [String] {
    try list.sharedFields(isAutomatic: isAutomatic).map(\.description)
  }

  @Test func `a list says what it is, who runs it and that nobody posts to it`() throws {
    #expect(
      try fields(list()) == [
        "List-Id: The Lantern <film-club.example.org>",
        "List-Help: <mailto:editors@example.org?subject=help>",
        "List-Owner: <mailto:editors@example.org>",
        "List-Archive: <https://example.org/letters/>",
        "List-Post: NO",
        "Feedback-ID: 012-white-helmets:film-club:newsletter:thelantern",
        "Precedence: bulk",
      ])
  }

  @Test func `only an issue that nobody saw is called automatic`() throws {
    #expect(try fields(list(), isAutomatic: true).last == "Auto-Submitted: auto-generated")
    #expect(try !fields(list()).contains { $0.hasPrefix("Auto-Submitted") })
  }

  @Test func `complaints by mail and a brand mark are said when they are configured`() throws {
    var list = try list()
    list.complaints = try EmailAddress("fbl@example.org")
    list.bimiSelector = "autumn"
    list.precedence = .none
    let fields = try fields(list)
    #expect(fields.contains("CFBL-Address: fbl@example.org; report=arf"))
    #expect(fields.contains("BIMI-Selector: v=BIMI1; s=autumn;"))
    #expect(!fields.contains { $0.hasPrefix("Precedence") })
  }

  @Test(arguments: [
    ("https://example.org/u?t=a", "mailto:u@example.org", true, 2),
    ("https://example.org/u?t=a", "mailto:u@example.org", false, 1),
    ("http://example.org/u?t=a", "mailto:u@example.org", true, 1),
    ("mailto:u@example.org", "mailto:other@example.org", true, 1),
  ])
  func `one-click is promised beside exactly one https link alone`(
    link: String, mail: String, offersOneClick: Bool, count: Int
  ) throws {
    let fields = try ListHeaders.wayOut(link, mail: mail, offersOneClick: offersOneClick).map(\.description)
    #expect(fields.count == count)
    let both = link.hasPrefix("http") ? "<\(link)>, <\(mail)>" : "<\(link)>"
    #expect(fields.first?.replacing("  ", with: " ") == "List-Unsubscribe: \(both)")
    if count == 2 { #expect(fields.last == "List-Unsubscribe-Post: List-Unsubscribe=One-Click") }
  }

  @Test func `there is no way out where none is known`() throws {
    #expect(try ListHeaders.wayOut("", mail: nil, offersOneClick: true).isEmpty)
  }

  @Test(arguments: [
    ("012-x", "club", "abcde", "012-x:club:newsletter:abcde"),
    ("012-x", "club", "abcd", "012-x:club:newsletter:abcd-mail"),
    ("012-x", "club", "abcdefghijklmno", "012-x:club:newsletter:abcdefghijklmno"),
    ("012-x", "club", "abcdefghijklmnop", "012-x:club:newsletter:abcdefghijklmno"),
    ("same", "same", "lantern", "same:newsletter:lantern"),
    ("lantern", "newsletter", "lantern", "newsletter:lantern"),
    ("012:x y", "Größe", "The Lantern", "012-x-y:gr--e:newsletter:thelantern"),
  ])
  func `a feedback identifier has at most four fields, none of them twice`(
    issue: String, list: String, sender: String, expected: String
  ) {
    #expect(FeedbackID(issue: issue, list: list, sender: sender).description == expected)
  }
}
