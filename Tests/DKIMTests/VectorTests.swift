import Foundation
import Testing

@testable import DKIM

/// The signatures that the standards print are made again, octet for octet, and verified.
@Suite struct VectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var message: String
    var signature: Int
    var key: String
  }

  static let vectors = [
    Vector(testDescription: "RFC 6376 A.2", message: "rfc6376-a2.eml", signature: 0, key: "rfc6376-c.pem"),
    Vector(
      testDescription: "RFC 8463 A, Ed25519", message: "rfc8463-a.eml", signature: 0,
      key: "rfc8463-a-ed25519.pem"),
    Vector(
      testDescription: "RFC 8463 A, RSA", message: "rfc8463-a.eml", signature: 1, key: "rfc8463-a-rsa.pem"),
  ]

  @Test(arguments: vectors) func `the same key and tags give the printed octets`(_ vector: Vector) throws {
    let octets = try Fixture.octets(vector.message)
    let end = try #require(octets.firstRange(of: [13, 10, 13, 10]))
    let header = RawHeader(octets[..<(end.lowerBound + 2)])
    let field = header.fields.filter { $0.name == "dkim-signature" }[vector.signature]
    let tags = try #require(TagList(field.body))
    let printed = try ParsedSignature(field, tags: tags)

    var bodyHash = DKIMBodyHash(printed.bodyRule)
    bodyHash.update(octets[end.upperBound...])
    #expect(bodyHash.digest.base64 == "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=")
    #expect(bodyHash.digest == printed.bodyHash)

    let hash = HeaderHash(header.fields(named: printed.names), rule: printed.headerRule)
    let signature = try #require(
      try Fixture.key(vector.key).signature(for: hash.digest(with: printed.unsigned)))
    #expect(signature.base64 == tags.compact("b"))
  }

  @Test func `the printed messages verify with the printed records`() throws {
    let old = DKIMVerifier(
      keyRecord: "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt"
        + "IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi"
        + "tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB")
    #expect(old.results(for: try Fixture.octets("rfc6376-a2.eml")).map(\.verdict) == [.pass])

    let records = [
      "brisbane._domainkey.football.example.com":
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
      "test._domainkey.football.example.com":
        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2"
        + "jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2"
        + "EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
    ]
    let new = DKIMVerifier { name in .records(records[name].map { [$0] } ?? []) }
    #expect(new.results(for: try Fixture.octets("rfc8463-a.eml")).map(\.verdict) == [.pass, .pass])
    for (file, record) in [("rfc8463-a-ed25519.pem", "brisbane"), ("rfc8463-a-rsa.pem", "test")] {
      let ours = DKIMKeyRecord(try Fixture.key(file).publicKey).text
      #expect(ours == records["\(record)._domainkey.football.example.com"])
    }
  }
}
