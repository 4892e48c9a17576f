import Testing

@testable import InternetMessage

/// The quick way to read an address and the careful one are of one opinion.
@Suite struct PlainAddressTests {
  static let examples = [
    "ada@example.org", "Ada.Lovelace+news@Mail.Example.ORG", "o'brien@example.co.uk", "a@b.c", "1@2.example",
    "a.b.c@x-y.example", "a@1.2.3.example", "!#$%&*/=?^_`{|}~@example.org",
  ]

  @Test(arguments: examples) func `what nearly all addresses look like is read quickly`(text: String) throws {
    let plain = try #require(PlainAddress(text))
    let careful = try EmailAddress(carefully: text)
    #expect(plain.localPart == careful.localPart)
    #expect(plain.domain == careful.domain)
  }

  @Test(arguments: [
    "", "@", "a@", "@b.c", ".a@b.c", "a.@b.c", "a..b@b.c", "a b@c.d", "a@b", "a@.b.c", "a@b..c", "a@b.c.",
    "a@-b.c", "a@b-.c", "a@b.c-", "a@xn--fa-hia.de", "a@b--c.d", "a@b.1", "a@1.2.3.4", "a@[1.2.3.4]",
    "\"a\"@b.c", "ä@b.c", "a@ä.c", "a@b@c.d", "a@b.c\n", "a@b_c.d", "a\u{0}@b.c",
  ]) func `everything else is left to the careful reading`(text: String) {
    #expect(PlainAddress(text) == nil)
  }

  @Test func `limits are the same at one less, exactly and one more`() {
    for length in 62...66 { expectAgreement(String(repeating: "a", count: length) + "@example.org") }
    for length in 61...65 { expectAgreement("a@" + String(repeating: "b", count: length) + ".org") }
    for length in 180...200 {
      let labels = String(repeating: "b", count: 60) + "." + String(repeating: "c", count: 60) + "."
      expectAgreement(
        String(repeating: "a", count: 64) + "@" + labels + String(repeating: "d", count: length - 122))
      expectAgreement("a@" + labels + labels + String(repeating: "e", count: length % 63 + 1) + ".org")
    }
  }

  @Test func `they agree about ten thousand texts that are nearly addresses`() {
    let letters = Array("aZ09.-@+_ \"\\[]x n\u{E4}:")
    var state: UInt64 = 42
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<10_000 {
      var text = Array(Self.examples[random(Self.examples.count)])
      for _ in 0..<random(4) { text[random(text.count)] = letters[random(letters.count)] }
      expectAgreement(String(text))
    }
  }

  /// What is read quickly is read carefully as well, and as the same.
  private func expectAgreement(_ text: String) {
    guard let plain = PlainAddress(text) else { return }
    let careful = try? EmailAddress(carefully: text)
    #expect(careful?.localPart == plain.localPart && careful?.domain == plain.domain, "\(text)")
  }
}
