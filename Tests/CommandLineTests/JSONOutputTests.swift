import Foundation
import Testing

/// What `--json` prints: one object, whatever happened, with keys that stay.
@Suite struct JSONOutputTests {
  let project: SampleProject

  init() throws { project = try SampleProject() }

  /// The object that a run printed, which has to be all that it printed.
  private func object(_ run: Run) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any], "\(run.text)\(run.errors)")
  }

  static let states = [
    "accepted", "deferred", "expired", "pending", "rejected", "submitting", "suppressed", "unknown",
  ]

  @Test func `compose says what it made`() throws {
    let made = try project.run("compose", "articles/the-white-helmets.md", "--json")
    #expect(made.status == 0)
    #expect(made.errors.isEmpty)
    let object = try object(made)
    #expect(
      object.keys.sorted() == [
        "assumedHTMLOctets", "conditions", "contentHash", "findings", "folder", "htmlOctets", "images",
        "number",
        "preheader", "slug", "subject", "textOctets", "v",
      ])
    #expect(object["v"] as? Int == 1)
    #expect(object["number"] as? Int == 1)
    #expect(object["slug"] as? String == "the-white-helmets")
    #expect(object["folder"] as? String == "issues/001-the-white-helmets")
    #expect(object["subject"] as? String == "The White Helmets")
    #expect(
      object["preheader"] as? String
        == "Forty minutes inside Aleppo · Three men leave ordinary trades to dig strangers out of the rubble."
    )
    let html = try project.read("issues/001-the-white-helmets/message.html")
    #expect(object["htmlOctets"] as? Int == html.utf8.count)
    let text = try project.read("issues/001-the-white-helmets/message.txt")
    #expect(object["textOctets"] as? Int == text.utf8.count)
  }

  @Test func `what is done to one person is said, and an erased address is not repeated`() throws {
    let stopped = try object(
      project.run(
        "list", "suppress", "ada@example.org", "zoe@example.net", "--everywhere", "--reason", "complained",
        "--json"))
    #expect(stopped["reason"] as? String == "complained")
    #expect(stopped["list"] == nil)
    let people = try #require(stopped["people"] as? [[String: Any]])
    #expect(people.map { $0["address"] as? String } == ["ada@example.org", "zoe@example.net"])
    #expect(people.map { $0["wasAlready"] as? Bool } == [false, false])
    let allowed = try object(
      project.run("list", "unsuppress", "ada@example.org", "--everywhere", "--asked", "--json"))
    #expect(allowed["ended"] as? [String] == ["complained"])
    let erased = try project.run("list", "erase", "ada@example.org", "--yes", "--json")
    #expect(try object(erased)["lists"] as? [String] == ["club", "example", "malformed"])
    #expect(!erased.text.contains("ada@"))
    #expect(try object(project.run("token", "rotate", "--json"))["keys"] as? Int == 2)
  }

  @Test func `keys, records and signatures are said`() throws {
    let made = try object(project.run("dkim", "keygen", "--selector", "m1", "--json"))
    #expect(made["file"] as? String == ".broadsheet/dkim/m1.pem")
    let record = try #require(made["record"] as? [String: Any])
    #expect(record["name"] as? String == "m1._domainkey.example.org")
    let strings = try #require(record["strings"] as? [String])
    #expect(strings.count == 2 && strings.joined() == record["text"] as? String)
    try project.write(
      "config/broadsheet.yaml", SampleProject.configuration() + "\ndkim:\n  selector: m1\n")
    let records = try #require(
      try object(project.run("dkim", "dns", "--json"))["records"] as? [[String: Any]])
    #expect(
      records.map { $0["name"] as? String } == [
        "m1._domainkey.example.org", "example.org", "_dmarc.example.org",
      ])
    try project.compose()
    try #require(try project.run("send", "--list", "club", "--outbox", "out").status == 0)
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: project.folder.appending(path: "out").path)
        .first { $0.hasSuffix(".eml") })
    let judged = try object(project.run("dkim", "verify", "out/\(file)", "--json"))
    let signatures = try #require(judged["signatures"] as? [[String: Any]])
    #expect(signatures.map { $0["verdict"] as? String } == ["pass"])
    #expect(signatures.map { $0["algorithm"] as? String } == ["rsa-sha256"])
  }

  @Test func `keys that sign nothing are named, and their records are not printed`() throws {
    for selector in ["old", "m1", "e1"] {
      let kind = selector == "e1" ? ["--ed25519"] : []
      try #require(try project.run(["dkim", "keygen", "--selector", selector] + kind).status == 0)
    }
    try project.write("config/broadsheet.yaml", SampleProject.configuration() + "\ndkim:\n  selector: m1\n")
    let run = try project.run("dkim", "dns")
    #expect(run.status == 0)
    #expect(run.text.contains("m1._domainkey") && !run.text.contains("old._domainkey"))
    #expect(
      run.errors == """
        .broadsheet/dkim/e1.pem signs nothing, so its record is not printed: write dkim.ed25519-selector: e1 into config/broadsheet.yaml if it should
        .broadsheet/dkim/old.pem signs nothing, so its record is not printed: write dkim.selector: old into config/broadsheet.yaml if it should

        """)
    let unused = try object(project.run("dkim", "dns", "--json"))["unusedKeys"] as? [[String: String]]
    #expect(unused?.map { $0["selector"] } == ["e1", "old"])
    #expect(unused?.map { $0["file"] } == [".broadsheet/dkim/e1.pem", ".broadsheet/dkim/old.pem"])
  }

  @Test func `send and report say what became of everybody`() throws {
    let sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net 550 5.1.1 no such user"])
    try project.use(sandbox)
    try project.compose()
    let dry = try object(project.run("send", "--list", "club", "--dry-run", "--json"))
    #expect(dry.keys.sorted() == ["issue", "list", "people", "sent", "v"])
    #expect(dry["people"] as? Int == 4)
    #expect(dry["sent"] as? Int == 0)

    let sent = try project.run("send", "--list", "club", "--confirm", "4", "--json")
    #expect(sent.status == 69)
    let summary = try object(sent)
    #expect(
      summary.keys.sorted() == ["bounces", "counts", "exit", "issue", "list", "next", "people", "state", "v"])
    #expect(summary["exit"] as? Int == 69)
    #expect(summary["issue"] as? String == "001-the-white-helmets")
    #expect(summary["list"] as? String == "club")
    #expect(summary["people"] as? Int == 4)
    let counts = try #require(summary["counts"] as? [String: Int])
    #expect(counts.keys.sorted() == Self.states)
    #expect(counts.filter { $0.value > 0 } == ["accepted": 3, "rejected": 1, "suppressed": 1])

    let report = try object(project.run("report", "--json"))
    #expect(
      report.keys.sorted() == [
        "bounces", "counts", "deliveries", "issue", "list", "next", "people", "state", "v",
      ])
    #expect(report["counts"] as? [String: Int] == counts)
    let rows = try #require(report["deliveries"] as? [[String: Any]])
    #expect(rows.count == 5)
    let zoe = try #require(rows.first { $0["to"] as? String == "zoe@example.net" })
    #expect(zoe["state"] as? String == "rejected")
    #expect((zoe["answer"] as? String)?.contains("550 5.1.1 no such user") == true)
    #expect(zoe["attempts"] as? Int == 1)
    #expect((zoe["messageID"] as? String)?.hasPrefix("<") == true)
  }

  @Test func `errors go to standard error, and nothing to standard output`() throws {
    for arguments in [
      ["compose", "articles/none.md"], ["send", "--list", "club"], ["report"],
    ] {
      let run = try project.run(arguments + ["--json"])
      #expect(run.status == 66)
      #expect(run.text.isEmpty)
      #expect(run.errors.hasPrefix("error: "))
    }
  }
}
