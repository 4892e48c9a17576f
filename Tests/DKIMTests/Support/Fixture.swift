import Foundation
import InternetMessage

@testable import DKIM

/// A file of `Fixtures`, with CRLF where it has CRLF.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func octets(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static func text(_ name: String) throws -> String { String(decoding: try octets(name), as: UTF8.self) }

  static func key(_ name: String, shortest: Int = 1024) throws -> DKIMKey {
    try DKIMKey(pem: text(name), name: name, shortest: shortest)
  }
}

/// The signer and the messages that most tests use.
enum Sample {
  static let time = Date(timeIntervalSince1970: 1_795_300_000)

  static func signer(withEd25519: Bool = true) throws -> DKIMSigner {
    try DKIMSigner(
      domain: DomainName("example.com"),
      rsa: DKIMSigningKey(selector: DKIMSelector("mail2026"), key: Fixture.key("rsa2048.pem")),
      ed25519: withEd25519
        ? DKIMSigningKey(selector: DKIMSelector("mail2026e"), key: Fixture.key("rfc8463-a-ed25519.pem")) : nil
    )
  }

  /// What the DNS would say about the signer's keys.
  static func records() throws -> [String: String] {
    var records: [String: String] = [:]
    for key in try signer().keys {
      let record = TXTRecord(
        DKIMKeyRecord(key.key.publicKey), selector: key.selector, domain: try DomainName("example.com"))
      records[record.name] = record.text
    }
    return records
  }

  static func verifier() throws -> DKIMVerifier {
    let records = try records()
    return DKIMVerifier { name in .records(records[name].map { [$0] } ?? []) }
  }

  static let header = """
    Date: Sun, 22 Nov 2026 10:07:01 +0000
    From: The Broadsheet <news@example.com>
    To: Ada Lovelace <ada@example.net>
    Subject: A subject that is long enough for two lines, with a   run of
     blanks
    Message-ID: <42.1042@example.com>
    List-Id: The Broadsheet <broadsheet.example.com>
    List-Unsubscribe: <https://example.com/u/abc>, <mailto:u+abc@example.com>
    List-Unsubscribe-Post: List-Unsubscribe=One-Click
    List-Help: <https://example.com/help>
    Feedback-ID: 42:broadsheet:example
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    """

  static func message(
    header: String = header, body: String = "Hello Ada,\n\nit is\tSunday.  \n \n\nBye\n\n"
  ) throws -> EncodedMessage {
    try EncodedMessage(Array((header + "\n" + body).replacing("\n", with: "\r\n").utf8))
  }
}

extension EncodedMessage {
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
  var octets: [UInt8] { Array(utf8) }
}

extension [UInt8] {
  var base64: String { Data(self).base64EncodedString() }
}

/// A generator that always begins the same way.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
