import DKIM
import Foundation
import InternetMessage

/// Prints messages per second of CPU time: signed by RSA alone, by both keys, and how long the hashing takes.
@main enum DKIMBenchmark {
  static func main() throws {
    let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3000
    var generator = SystemRandomNumberGenerator()
    let domain = try DomainName("example.com")
    let rsa = DKIMSigningKey(
      selector: try DKIMSelector("rsa"), key: try .generated(.rsaSHA256, using: &generator))
    let ed25519 = DKIMSigningKey(
      selector: try DKIMSelector("ed"), key: try .generated(.ed25519SHA256, using: &generator))
    let messages = try (0..<16).map { try message(reader: $0) }
    let shared = SharedBodyHash(messages[0].body)
    let time = Date(timeIntervalSince1970: 1_795_300_000)
    let one = try DKIMSigner(domain: domain, rsa: rsa)
    let both = try DKIMSigner(domain: domain, rsa: rsa, ed25519: ed25519)

    print("octets", messages[0].bytes.count)
    try measure("rsa", count) { _ = try one.signed(messages[$0 % 16], at: time) }
    try measure("rsa-shared", count) { _ = try one.signed(messages[$0 % 16], at: time, sharing: shared) }
    try measure("rsa+ed25519", count) { _ = try both.signed(messages[$0 % 16], at: time, sharing: shared) }
    try measure("body-hash", count * 4) { index in
      var hash = DKIMBodyHash()
      hash.update(messages[index % 16].body)
      _ = hash.digest
    }
    try measure("body-hash-shared", count * 4) { _ = shared.digest(of: messages[$0 % 16].body) }
  }

  /// The best of five parts of the run, as `openssl speed` runs are short as well.
  private static func measure(_ name: String, _ count: Int, _ work: (Int) throws -> Void) throws {
    var best = 0.0
    let part = max(1, count / 5)
    for _ in 0..<5 {
      let start = clock()
      for index in 0..<part { try work(index) }
      best = max(best, Double(part) / (Double(clock() - start) / Double(CLOCKS_PER_SEC)))
    }
    print(name, Int(best))
  }

  /// A message of 60 KB like those that are sent: quoted-printable HTML, links of the reader at its end.
  private static func message(reader: Int) throws -> EncodedMessage {
    var text = """
      Date: Sun, 22 Nov 2026 10:07:01 +0000
      From: The Broadsheet <news@example.com>
      To: Reader <reader\(reader)@example.net>
      Subject: An issue like others
      Message-ID: <42.\(reader)@example.com>
      List-Id: The Broadsheet <broadsheet.example.com>
      List-Unsubscribe: <https://example.com/u/\(reader)>, <mailto:u+\(reader)@example.com>
      List-Unsubscribe-Post: List-Unsubscribe=One-Click
      MIME-Version: 1.0
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable


      """
    let lines = [
      "  <table border=3D\"0\" role=3D\"presentation\" style=3D\"width:100%;\" width=3D=",
      "\"100%\"><tr><td align=3D\"left\" style=3D\"font-size:0px;padding:10px 25px;\">",
      "<p>The committee met on Sunday and did, after four hours, agree that the n=",
      "ext meeting would be held on another day, gr=C3=BC=C3=9Fte, and went.</p>", "",
    ]
    while text.utf8.count < 59_000 { text += lines.joined(separator: "\n") + "\n" }
    text += "<a href=3D\"https://example.com/u/\(reader)\">Unsubscribe</a>\n"
    return try EncodedMessage(Array(text.replacing("\n", with: "\r\n").utf8))
  }
}
