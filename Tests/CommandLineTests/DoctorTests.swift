import Foundation
import LoopbackServer
import Testing

/// `doctor` and `check --online` against servers on this machine.
@Suite struct DoctorTests {
  private struct Result: Decodable {
    struct Failure: Decodable { var exit: Int }
    struct Certificate: Decodable {
      var isTrusted: Bool
      var daysLeft: Int
    }
    struct Ladder: Decodable { var step: String }
    struct Names: Decodable {
      struct Record: Decodable, Equatable {
        var about: String
        var state: String
        var name: String
      }
      var records: [Record]
    }
    var failure: Failure?
    var certificate: Certificate?
    var ladder: Ladder?
    var dns: Names?
  }

  private func result(_ run: Run) throws -> Result {
    try JSONDecoder().decode(Result.self, from: Data(run.output))
  }

  /// A project that signs, and the DNS it needs.
  private func signing() throws -> (SampleProject, SandboxProcess, [String: [LoopbackDNS.Record]]) {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox, "return-path-domain: bounces.example.org")
    #expect(try project.run("dkim", "keygen", "--selector", "m1").status == 0)
    try project.write(
      "config/broadsheet.yaml", project.read("config/broadsheet.yaml") + "dkim:\n  selector: m1\n")
    let lines = try project.run("dkim", "dns", "--plain").lines
    let name = try #require(lines.first { $0.contains("._domainkey.") })
    let text = try #require(lines.first { $0.hasPrefix("v=DKIM1") })
    return (
      project, sandbox,
      [
        name: [.text(text)],
        "bounces.example.org": [.text("v=spf1 ip4:203.0.113.5 -all"), .mail(10, "mx.example.org")],
        "_dmarc.example.org": [.text("v=DMARC1; p=none; rua=mailto:dmarc@example.org")],
        "example.org": [.mail(10, "mx.example.org")], "mx.example.org": [.address([203, 0, 113, 5])],
        "5.113.0.203.in-addr.arpa": [.pointer("mx.example.org")],
      ]
    )
  }

  @Test func `the account is connected to, and what send would do is said`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--tls", "--user", "letters:s3cret"])
    try project.write(
      "config/broadsheet.yaml",
      SampleProject.configuration(
        host: "localhost", port: sandbox.port, security: "starttls",
        ["user: letters", "ca-file: \(sandbox.certificateFile)"]))
    project.environment["BROADSHEET_PASSWORD"] = "s3cret"
    let run = try project.run("doctor")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    for words in [
      "✓ TLS          TLSv1.", "days left", "✓ login        PLAIN as letters: 235", "BDAT, up to 4 messages",
    ] {
      #expect(run.text.contains(words), "\(run.text)")
    }
    #expect(!run.text.contains("s3cret"))
    let json = try result(project.run("doctor", "--json"))
    #expect(json.ladder?.step == "chunked" && json.certificate?.isTrusted == true)
    project.environment["BROADSHEET_PASSWORD"] = "wrong"
    let refused = try project.run("doctor")
    #expect(refused.status == 77 && refused.text.contains("✗ login        PLAIN as letters: 535"))
    #expect(refused.errors.contains("the server said: 535"))
    #expect(sandbox.count == 0)
  }

  @Test func `a certificate that is not trusted, and a port where nobody is`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--implicit-tls"])
    try project.write(
      "config/broadsheet.yaml", SampleProject.configuration(port: sandbox.port, security: "tls"))
    let run = try project.run("doctor", "--json")
    #expect(run.status == 76)
    #expect(try result(run).certificate?.isTrusted == false && result(run).failure?.exit == 76)
    try project.write("config/broadsheet.yaml", SampleProject.configuration(port: 1))
    #expect(try project.run("doctor").status == 75)
    #expect(try project.run("doctor", "--account", "nobody").status == 78)
  }

  @Test func `records that fit what is sent, and what check says about them`() throws {
    let (project, sandbox, zone) = try signing()
    let dns = try LoopbackDNS(zone)
    let place = "127.0.0.1:\(dns.port)"
    let run = try project.run("doctor", "--dns", place, "--address", "203.0.113.5")
    #expect(run.status == 0, "\(run.text) \(run.errors)")
    #expect(
      run.text.contains("✓ DKIM         m1._domainkey.example.org is the key that signs: RSA, 2048 bits"))
    let ids = "dns-key,dns-spf,dns-dmarc,dns-alignment,dns-mail,dns-reverse,dns-better,dns-answers"
    try project.compose()
    let check = try project.run(
      "check", "--online", "--dns", place, "--address", "203.0.113.5", "--only", ids)
    #expect(check.status == 0 && check.text.contains("✓ authentication  8 checks"), "\(check.text)")
    #expect(dns.asked.contains("tcp 16 m1._domainkey.example.org") == false)
    #expect(sandbox.count == 0)
    dns.stop()
  }

  @Test func `records that lie, are missing, or hostile`() throws {
    let (project, sandbox, zone) = try signing()
    defer { withExtendedLifetime(sandbox) {} }
    var wrong = zone
    wrong["m1._domainkey.example.org"] = [.text("v=DKIM1; k=rsa; p=MIIB\u{1B}[2J")]
    wrong["bounces.example.org"] = [.text("v=spf1 \u{1B}]0;owned\u{07} +all"), .mail(10, "mx.example.org")]
    wrong["_dmarc.example.org"] = nil
    wrong["5.113.0.203.in-addr.arpa"] = [.pointer("other.example.net")]
    let dns = try LoopbackDNS(wrong)
    let place = "127.0.0.1:\(dns.port)"
    let run = try project.run("doctor", "--dns", place, "--address", "203.0.113.5", "--json")
    #expect(run.status == 1)
    let bad = try #require(try result(run).dns).records.filter { $0.state == "bad" }.map(\.about)
    #expect(bad == ["dkim", "spf", "dmarc", "ptr"])
    let text = try project.run("doctor", "--dns", place, "--address", "203.0.113.5").text
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    try project.compose()
    let check = try project.run(
      "check", "--online", "--dns", place, "--address", "203.0.113.5", "--only", "dns-key,dns-spf,dns-dmarc")
    #expect(check.status == 1 && check.text.contains("3 errors"), "\(check.text)")
    dns.stop()
  }

  @Test func `a DNS server that fails, and options that do not fit`() throws {
    let (project, sandbox, _) = try signing()
    defer { withExtendedLifetime(sandbox) {} }
    let dns = try LoopbackDNS { _, _ in .code(2) }
    let run = try project.run("doctor", "--dns", "127.0.0.1:\(dns.port)")
    #expect(
      run.status == 75 && run.text.contains("got no answer: the server has a failure of its own (SERVFAIL)"))
    #expect(try project.run("doctor", "--dns", "nobody at home").status == 64)
    #expect(try project.run("doctor", "--dns", "127.0.0.1", "--address", "mx.example.org").status == 64)
    #expect(try project.run("check", "--dns", "127.0.0.1").status == 64)
    dns.stop()
  }
}
