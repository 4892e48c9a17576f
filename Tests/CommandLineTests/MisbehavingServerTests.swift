import Foundation
import Testing

/// What becomes of a mailing when the server does not do as it should.
@Suite struct MisbehavingServerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: String
    var states: [String: String]
    var status: Int32
    var count: Int
    var line: String
    var testDescription: String { rule }

    init(
      _ rule: String, zoe: String, others: String = "accepted", _ status: Int32, count: Int = 3,
      _ line: String
    ) {
      self.rule = rule
      states = ["zoe@example.net": zoe, "dmitri@example.net": "suppressed"]
      for address in ["ada@example.org", "mei@example.com", "reader@example.com"] { states[address] = others }
      self.status = status
      self.count = count
      self.line = line
    }
  }

  static let cases = [
    Case(
      "rcptTo zoe@example.net 550 5.1.1 no such user", zoe: "rejected", 69,
      "refused to=zoe@example.net code=550 status=5.1.1 at=rcptTo text=\"no such user\""),
    Case(
      "rcptTo zoe@example.net 451 4.7.1 come back later", zoe: "deferred", 75,
      "retry to=zoe@example.net code=451 status=4.7.1 at=rcptTo text=\"come back later\""),
    Case(
      "rcptTo zoe@example.net close", zoe: "deferred", 75,
      "retry to=zoe@example.net at=rcptTo text="),
    Case(
      "data zoe@example.net 451 4.3.0 not now", zoe: "deferred", 75,
      "retry to=zoe@example.net code=451 status=4.3.0 at=data text=\"not now\""),
    Case(
      "body zoe@example.net 554 5.6.0 not such a message", zoe: "rejected", 69,
      "refused to=zoe@example.net code=554 status=5.6.0 at=body text="),
    Case(
      "body zoe@example.net 452 4.2.2 mailbox full", zoe: "deferred", 75,
      "retry to=zoe@example.net code=452 status=4.2.2 at=body text="),
    Case("body zoe@example.net close", zoe: "unknown", 75, "unknown to=zoe@example.net at=body text="),
    Case(
      "body zoe@example.net keep close", zoe: "unknown", 75, count: 4,
      "unknown to=zoe@example.net at=body text="),
    Case("body zoe@example.net silence", zoe: "unknown", 75, "unknown to=zoe@example.net at=body text="),
    Case(
      "rcptTo zoe@example.net silence", zoe: "deferred", 75,
      "retry to=zoe@example.net at=rcptTo text="),
    Case(
      "rcptTo zoe@example.net garbage", zoe: "deferred", 75,
      "retry to=zoe@example.net at=rcptTo text="),
    Case(
      "rcptTo zoe@example.net 421 4.3.2 shutting down", zoe: "deferred", 75,
      "retry to=zoe@example.net code=421 status=4.3.2 at=rcptTo text=\"shutting down\""),
  ]

  @Test(arguments: cases)
  func `the others get theirs, and the report says what became of the one`(example: Case) throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--without", "chunking"], rules: [example.rule])
    try project.use(sandbox, "timeout: 1")
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == example.status, "\(run.errors)")
    #expect(run.errors.contains(" send \(example.line)"), "\(run.errors)")
    #expect(try project.states() == example.states)
    #expect(sandbox.count == example.count)
    let flags = ["rejected": "--failed", "deferred": "--deferred", "unknown": "--unknown"]
    let flag = try #require(example.states["zoe@example.net"].flatMap { flags[$0] })
    let report = try project.run("report", flag)
    #expect(report.status == 0)
    #expect(report.text.contains("\n  zoe@example.net  "), "\(report.text)")
    #expect(!report.text.contains("ada@example.org"))
    let other = try project.run("report", flag == "--failed" ? "--unknown" : "--failed")
    #expect(!other.text.contains("zoe@example.net"), "\(other.text)")
  }

  @Test func `who was deferred is not due at once, and resuming says when`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net each 1 450 4.7.1 greylisted"])
    try project.use(sandbox)
    try project.compose()
    #expect(try project.run("send", "--list", "club", "--confirm", "4").status == 75)
    let early = try project.run("send", "--list", "club", "--resume", "--confirm", "1")
    #expect(early.status == 75)
    #expect(
      early.errors.replacing(/[0-9-]{10}T[0-9:]{8}Z/, with: "TIME") == """
        error: nothing is due before TIME
          the server asked 1 person to be tried again later
          try: broadsheet send 001-the-white-helmets --list club --resume --wait   to stay and try again then
          nothing was sent (exit 75)

        """)
    #expect(sandbox.count == 3)
    #expect(try project.states()["zoe@example.net"] == "deferred")
  }

  @Test func `a refusal of the sender pauses before the list is burnt`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: ["mailFrom first 1 550 5.7.1 your address has no good name"])
    try project.use(sandbox)
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 75, "\(run.errors)")
    #expect(sandbox.count == 0)
    #expect(run.text.contains("MAIL FROM: 550 5.7.1 your address has no good name"))
    #expect(try project.states().values.count { $0 == "pending" } >= 3)
    let report = try project.run("report").text
    #expect(report.hasPrefix("Issue 001-the-white-helmets to club, paused\n"), "\(report)")
    #expect(report.contains("  Paused. MAIL FROM: 550 5.7.1 your address has no good name\n"))
    #expect(report.contains("broadsheet send 001-the-white-helmets --list club --resume"))
    let halted = try JSONDecoder().decode(
      HaltedReport.self, from: Data(project.run("report", "--json").output))
    #expect(halted.state == "paused")
    #expect(halted.halt == .init(phase: "mailFrom", code: 550, enhanced: "5.7.1"))
    #expect(halted.next?.first == "broadsheet send 001-the-white-helmets --list club --resume")

    let rest = try project.run("send", "--list", "club", "--resume", "--confirm", "3")
    #expect(rest.status == 69, "\(rest.errors)")
    #expect(try project.run("report").text.hasPrefix("Issue 001-the-white-helmets to club, finished\n"))
  }

  @Test func `a message that is too large stops the mailing, and the report says what helps`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: ["body first 1 552 5.3.4 message too big"])
    try project.use(sandbox)
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 65, "\(run.errors)")
    let report = try project.run("report").text
    #expect(report.hasPrefix("Issue 001-the-white-helmets to club, stopped\n"), "\(report)")
    #expect(report.contains("  Stopped. the message: 552 5.3.4 message too big\n"))
    #expect(report.contains("broadsheet send 001-the-white-helmets --list club --again"))
  }

  @Test func `whoever bounces can be mailed again, and the report says how`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net 550 5.1.1 no such user"])
    try project.use(sandbox)
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    let undo = "broadsheet list unsuppress zoe@example.net --everywhere"
    #expect(run.text.contains(undo), "\(run.text)")
    #expect(try project.run("report").text.contains(undo))
    #expect(try project.run(undo.split(separator: " ").dropFirst().map(String.init)).status == 0)
  }

  private struct HaltedReport: Decodable {
    struct Halt: Decodable, Equatable {
      var phase: String
      var code: Int
      var enhanced: String?
    }

    var state: String
    var halt: Halt?
    var next: [String]?
  }

  @Test func `a test send that is put off ends with the status for that`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: [
      "rcptTo a@example.org 451 4.7.1 later", "rcptTo b@example.org 550 no",
    ])
    try project.use(sandbox)
    try project.compose()
    let one = try project.run("send", "--to", "a@example.org")
    let both = try project.run("send", "--to", "a@example.org", "b@example.org")
    #expect(one.status == 75)
    #expect(both.status == 75)
    #expect(try project.run("send", "--to", "b@example.org").status == 69)
  }

  @Test func `a server that hangs up again and again is given up, and nobody is lost`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--without", "chunking"], rules: ["mailFrom close"])
    try project.use(sandbox, "timeout: 1")
    try project.compose()
    let run = try project.run("send", "--list", "club", "--confirm", "4", limit: .seconds(120))
    #expect(run.status == 75, "\(run.errors)")
    #expect(try project.states().values.allSatisfy { ["pending", "deferred", "suppressed"].contains($0) })
    #expect(sandbox.count == 0)
  }
}
