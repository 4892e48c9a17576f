import InternetMessage
import Testing

@testable import MailingLists

@Suite struct SubscriptionTokenTests {
  private let key = [UInt8](0..<32)

  @Test func `a token means one person on one list`() throws {
    let keys = try TokenKeys(current: key)
    let ada = try EmailAddress("ada@example.org")
    let token = try SubscriptionToken(
      SubscriptionToken(ada, onList: "film-club", keys: keys).description.uppercased())
    #expect(token.means(ada, onList: "film-club", keys: keys))
    #expect(token.means(try EmailAddress("Ada@Example.ORG"), onList: "film-club", keys: keys))
    #expect(!token.means(try EmailAddress("ad@example.org"), onList: "film-club", keys: keys))
    #expect(!token.means(ada, onList: "film", keys: keys))
    // A change here breaks every link in mail that was sent before.
    #expect(token.description == "4kdkdd6xindfz7lmvamwgpblgm")
  }

  @Test func `a token of a former key still means the same`() throws {
    let keys = try TokenKeys(current: key)
    let rotated = try TokenKeys(current: [UInt8](repeating: 7, count: 32), former: [key])
    let ada = try EmailAddress("ada@example.org")
    let token = SubscriptionToken(ada, onList: "film-club", keys: keys)
    #expect(token.means(ada, onList: "film-club", keys: rotated))
    #expect(SubscriptionToken(ada, onList: "film-club", keys: rotated) != token)
  }

  @Test(arguments: [
    "", "ada@example.org", String(repeating: "a", count: 25), String(repeating: "b", count: 26),
  ])
  func `something else is a forgery`(text: String) {
    #expect(throws: ForgedToken()) { try SubscriptionToken(text) }
  }
}
