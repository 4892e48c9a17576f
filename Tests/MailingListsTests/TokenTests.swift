import Testing

@testable import MailingLists

@Suite struct TokenTests {
  private static let key = [UInt8](0..<32)
  private let keys: TokenKeys

  init() throws {
    keys = try TokenKeys(current: Self.key)
  }

  @Test(arguments: [1, 127, 128, 1_000_000, 1 << 40, .max] as [Int64])
  func `a token names its delivery`(number: Int64) throws {
    for mailing in [1, 42, Int64.max] {
      let token = Token(.bounce, mailing: mailing, number: number, keys: keys)
      let read = try Token(token.description, as: .bounce, keys: keys)
      #expect(read == token)
      #expect(read.mailing == mailing)
      #expect(read.number == number)
    }
  }

  @Test func `a return path with a token keeps within 64 octets`() {
    #expect("bounces+\(Token(.bounce, mailing: .max, number: .max, keys: keys))".utf8.count <= 64)
    #expect(Token(.bounce, mailing: 42, number: 1_000_000, keys: keys).description.utf8.count == 23)
  }

  @Test func `a token is the same whenever it is made`() {
    // A change here breaks every link in mail that was sent before.
    #expect(Token(.unsubscribe, mailing: 42, number: 1042, keys: keys).description == "fkjarweedump4cxgphh3y")
    #expect(Token(.bounce, mailing: 42, number: 1042, keys: keys).description == "fkjarergv255wok5bpa5i")
  }

  @Test func `a local part in capitals is recognised`() throws {
    let token = Token(.bounce, mailing: 42, number: 1042, keys: keys)
    #expect(try Token(token.description.uppercased(), as: .bounce, keys: keys) == token)
  }

  @Test func `a token for one purpose is none for the other`() {
    let token = Token(.bounce, mailing: 42, number: 1042, keys: keys)
    #expect(throws: ForgedToken()) { try Token(token.description, as: .unsubscribe, keys: keys) }
  }

  @Test func `any other letter anywhere makes it a forgery`() {
    let text = Array(Token(.unsubscribe, mailing: 42, number: 1042, keys: keys).description)
    for index in text.indices {
      for letter in "abcdefghijklmnopqrstuvwxyz234567" where letter != text[index] {
        var forged = text
        forged[index] = letter
        #expect(throws: ForgedToken()) { try Token(String(forged), as: .unsubscribe, keys: keys) }
      }
    }
  }

  @Test(arguments: [
    "", "a", "aaaaaaaaaaaaaaaa", "0", "ada@example.org", "é", String(repeating: "a", count: 100_000),
  ])
  func `something else is a forgery`(text: String) {
    #expect(throws: ForgedToken()) { try Token(text, as: .bounce, keys: keys) }
  }

  @Test func `a cut or a longer token is a forgery`() {
    let text = Token(.bounce, mailing: 42, number: 1042, keys: keys).description
    for count in 0..<text.count {
      #expect(throws: ForgedToken()) { try Token(text.prefix(count), as: .bounce, keys: keys) }
    }
    for more in ["a", "aa", "aaaaaaaa"] {
      #expect(throws: ForgedToken()) { try Token(text + more, as: .bounce, keys: keys) }
    }
  }

  @Test func `tokens of a former key are recognised, new ones are made with the current`() throws {
    let fresh = [UInt8](repeating: 7, count: 32)
    let rotated = try TokenKeys(current: fresh, former: [Self.key])
    let old = Token(.unsubscribe, mailing: 42, number: 1042, keys: keys)
    let new = Token(.unsubscribe, mailing: 42, number: 1042, keys: rotated)
    #expect(new != old)
    #expect(try Token(old.description, as: .unsubscribe, keys: rotated) == old)
    #expect(try Token(new.description, as: .unsubscribe, keys: rotated) == new)
    #expect(throws: ForgedToken()) { try Token(new.description, as: .unsubscribe, keys: keys) }
    #expect(new == Token(.unsubscribe, mailing: 42, number: 1042, keys: try TokenKeys(current: fresh)))
  }

  @Test(arguments: [0, 31]) func `a key shorter than the hash is refused`(length: Int) {
    let short = [UInt8](repeating: 1, count: length)
    #expect(throws: TokenKeyTooShort(length: length)) { _ = try TokenKeys(current: short) }
    #expect(throws: TokenKeyTooShort(length: length)) {
      _ = try TokenKeys(current: Self.key, former: [short])
    }
  }

  @Test func `base32 gives back every length`() {
    var generator = SplitMix(seed: 3)
    for count in 0..<40 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(Base32.bytes(of: Base32.text(of: bytes)) == bytes)
    }
    // RFC 4648 §10, in lower case and without padding.
    #expect(Base32.text(of: Array("foobar".utf8)) == "mzxw6ytboi")
    #expect(Base32.text(of: Array("fooba".utf8)) == "mzxw6ytb")
    #expect(Base32.bytes(of: "MZXW6YTBOJ") == nil)
  }
}
