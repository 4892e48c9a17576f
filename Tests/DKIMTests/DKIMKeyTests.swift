import Diagnostics
import Foundation
import Testing

@testable import DKIM

@Suite struct DKIMKeyTests {
  @Test(arguments: [
    ("rsa2048.pem", "rsa", 2048), ("rsa2048-pkcs8.pem", "rsa", 2048),
    ("rfc8463-a-ed25519.pem", "ed25519", 256),
  ])
  func `keys are read from PEM and written back`(file: String, kind: String, bits: Int) throws {
    let key = try DKIMKey(pem: Fixture.text(file), name: file)
    #expect(key.description == "private DKIM key (\(kind), \(bits) bits)")
    let again = try DKIMKey(pem: key.pem, name: file)
    #expect(again.publicKey == key.publicKey)
    #expect(again.pem == key.pem)
    #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(key.pem.hasSuffix("\n-----END PRIVATE KEY-----\n"))
  }

  @Test func `text around the key, CRLF and blanks do not matter`() throws {
    let pem = try Fixture.text("rsa2048.pem")
    let key = try DKIMKey(pem: pem, name: "a")
    let noisy = "made in November\r\n" + pem.replacing("\n", with: " \r\n") + "\r\nbye"
    #expect(try DKIMKey(pem: noisy, name: "a").publicKey == key.publicKey)
  }

  @Test func `what cannot sign is refused in plain words`() throws {
    let pem = try Fixture.text("rsa2048.pem")
    let cases: [(String, String)] = [
      ("", "is not a private key in PEM form"),
      ("hello", "is not a private key in PEM form"),
      (try Fixture.text("rsa2048-locked.pem"), "is locked with a passphrase"),
      (
        pem.replacing("KEY-----\nM", with: "KEY-----\nProc-Type: 4,ENCRYPTED\n\nM"),
        "is locked with a passphrase"
      ),
      (
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
        "is a public key or a certificate; signing needs the private key"
      ),
      (try Fixture.text("p256.pem"), "is neither an RSA nor an Ed25519 key"),
      ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END", "is neither an RSA nor an Ed25519 key"),
      (String(pem.prefix(400)), "is damaged: what stands in the PEM block is no key"),
      (pem.replacing("\nM", with: "\n!"), "is damaged: what stands in the PEM block is no key"),
      (
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "is damaged: what stands in the PEM block is no key"
      ),
      (try Fixture.text("rfc6376-c.pem"), "has only 1024 bits; receivers expect 2048"),
    ]
    for (text, words) in cases {
      do throws(UnusableDKIMKey) {
        _ = try DKIMKey(pem: text, name: "mail2026")
        #expect(Bool(false), "\(words)")
      } catch {
        #expect(error.problem.summary == "DKIM key \"mail2026\" \(words)")
        #expect(error.problem.kind == .configuration)
      }
    }
  }

  @Test func `printing a key does not show it`() throws {
    let key = try Fixture.key("rfc8463-a-ed25519.pem")
    var dumped = ""
    dump(key, to: &dumped)
    for shown in ["\(key)", String(reflecting: key), dumped] {
      #expect(!shown.contains("nWGx") && !shown.contains("157, 97"))
      #expect(shown.contains("ed25519, 256 bits"))
    }
  }

  @Test func `an Ed25519 key is what the generator gives`() throws {
    var a = SeededGenerator(seed: 1)
    var b = SeededGenerator(seed: 1)
    let key = try DKIMKey.generated(.ed25519SHA256, using: &a)
    #expect(try DKIMKey.generated(.ed25519SHA256, using: &b).pem == key.pem)
    #expect(try DKIMKey.generated(.ed25519SHA256, using: &b).pem != key.pem)
  }

  @Test func `a new RSA key has 2048 bits and is another each time`() throws {
    var generator = SeededGenerator(seed: 1)
    let key = try DKIMKey.generated(.rsaSHA256, using: &generator)
    #expect(key.publicKey.bits == 2048)
    #expect(try DKIMKey.generated(.rsaSHA256, using: &generator).publicKey != key.publicKey)
  }

  @Test(arguments: ["", "a b", "-a", "a-", "a..b", "ä", "a_b", String(repeating: "a", count: 64)])
  func `a selector that no domain can have is refused`(text: String) {
    #expect(throws: InvalidDKIMSelector(text: text)) { try DKIMSelector(text) }
    #expect(
      InvalidDKIMSelector(text: text).problem.summary
        == "\(String(reflecting: text)) cannot be a DKIM selector")
  }

  @Test(arguments: ["mail2026", "A.b-c", String(repeating: "a", count: 63)])
  func `a selector is kept in lower case`(text: String) throws {
    #expect(try DKIMSelector(text).text == text.lowercased())
  }
}
