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
        "assumedHTMLOctets", "conditions", "contentHash", "findings", "folder", "htmlOctets", "images", "number",
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
