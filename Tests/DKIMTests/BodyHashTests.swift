import Testing

@testable import DKIM

@Suite struct BodyHashTests {
  @Test func `empty bodies have the hashes that RFC 6376 section 3.4 prints`() {
    #expect(DKIMBodyHash(.simple).digest.base64 == "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=")
    #expect(DKIMBodyHash(.relaxed).digest.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func `a copied hash goes on by itself`() {
    var shared = DKIMBodyHash()
    shared.update("Hello ".octets)
    var mine = shared
    mine.update("Ada  \r\n".octets)
    var yours = shared
    yours.update("Bob\r\n\r\n".octets)
    #expect(mine.digest == digest("Hello Ada\r\n"))
    #expect(yours.digest == digest("Hello Bob\r\n"))
    #expect(shared.digest == digest("Hello\r\n"))
  }

  @Test(arguments: [1, 7, 64, 2048]) func `a shared hash is the hash, wherever two bodies differ`(
    interval: Int
  ) {
    let line = "A line  of text that\tis read by all. \r\n"
    let first = String(repeating: line, count: interval > 64 ? 120 : 6).octets
    let shared = SharedBodyHash(first[...], interval: interval)
    let step = interval > 64 ? 97 : 1
    for cut in stride(from: 0, through: first.count, by: step) {
      for end in ["", "x", "\r\n", " \r\nx"] {
        let body = Array(first[..<cut]) + end.octets + first[min(cut + 3, first.count)...]
        #expect(shared.digest(of: body[...]) == digest(body))
        #expect(
          shared.digest(of: body[..<min(cut + 1, body.count)])
            == digest(Array(body[..<min(cut + 1, body.count)])))
      }
    }
  }

  @Test func `what bodies share is not hashed again`() {
    let first = String(repeating: "0123456789abcde\n", count: 1000).octets
    let shared = SharedBodyHash(first[...])
    var other = first
    other[10_000] = 0x21
    #expect(shared.sharedIntervals(with: first[...]) == 7)
    #expect(shared.sharedIntervals(with: other[...]) == 4)
    #expect(shared.sharedIntervals(with: []) == 0)
    #expect(SharedBodyHash([]).digest(of: other[...]) == digest(other))
  }

  private func digest(_ text: String) -> [UInt8] { digest(text.octets) }

  private func digest(_ body: [UInt8]) -> [UInt8] {
    var hash = DKIMBodyHash()
    hash.update(body)
    return hash.digest
  }
}
