import Foundation
import Testing

/// When a mailing goes out, how fast, and to how many at first.
@Suite struct SchedulingTests {
  let project: SampleProject
  let sandbox: SandboxProcess

  init() throws {
    project = try SampleProject()
    sandbox = try SandboxProcess(rules: ["rcptTo zoe@example.net first 1 450 4.2.0 greylisted"])
    try project.use(sandbox)
    try project.compose()
  }

  @Test func `a limit stops after so many people, and --resume goes on`() throws {
    let first = try project.run("send", "--list", "club", "--confirm", "4", "--limit", "1")
    #expect(first.status == 75, "\(first.errors)")
    #expect(first.text.contains("\n  Stopped after 1 people, as told.\n"), "\(first.text)")
    #expect(sandbox.count == 1)
    let rest = try project.run(
      "send", "--list", "club", "--resume", "--confirm", "3", "--wait", "--limit", "2")
    #expect(rest.status == 75)
    #expect(try project.states().values.count { $0 == "pending" } == 1)
  }

  @Test func `a canary that nobody can be asked about is all that goes out`() throws {
    let run = try project.run("send", "--list", "club", "--confirm", "4", "--canary", "1")
    #expect(run.status == 75)
    #expect(sandbox.count == 1)
  }

  @Test func `--wait stays until what was put off is accepted`() throws {
    try project.write(
      "config/broadsheet.yaml", try project.read("config/broadsheet.yaml") + "retry:\n  first: 1s\n")
    let run = try project.run("send", "--list", "club", "--confirm", "4", "--wait")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains(" send retry to=zoe@example.net code=450 status=4.2.0 at=rcptTo"))
    #expect(run.errors.contains(" send rest until="))
    #expect(sandbox.count == 4)
    let history = try project.run("report", "--to", "Zoe@example.net")
    #expect(
      history.text.contains("  1  ") && history.text.contains("deferred at RCPT TO: 450 4.2.0 greylisted"))
    #expect(history.text.contains("  2  ") && history.text.contains("accepted: 250"))
  }

  @Test func `--at waits for its time, and Ctrl-C before it sends nothing`() throws {
    let sent = try project.run("send", "--list", "club", "--confirm", "4", "--at", "+1s")
    #expect(sent.errors.hasPrefix("Starting at "))
    #expect(sandbox.count == 3)
    let again = try project.start("send", "--list", "club", "--confirm", "4", "--again", "--hold", "1h")
    let deadline = ContinuousClock.now + .seconds(30)
    while !again.errorsSoFar.contains("Starting in 1 h."), ContinuousClock.now < deadline { usleep(2000) }
    again.signal(SIGINT)
    let end = again.wait(limit: .seconds(10))
    #expect(end.status == 130)
    #expect(end.errors.hasSuffix("nothing was sent (exit 130)\n"), "\(end.errors)")
    #expect(sandbox.count == 3)
    #expect(try project.states().count == 5)
  }

  @Test func `a rehearsal has a limit as well`() throws {
    let run = try project.run("send", "--list", "club", "--outbox", "out", "--limit", "2")
    #expect(run.text == "wrote 2 messages of 4 into out; nothing was sent\n", "\(run.errors)")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.appending(path: "out").path)
    #expect(files.count == 2)
    let dry = try project.run("send", "--list", "club", "--dry-run", "--limit", "9")
    #expect(
      dry.text == "would send issue 001-the-white-helmets to 4 people on club; nothing was sent\n")
  }

  @Test func `after its last time a mailing is not resumed, unless somebody says so`() throws {
    let first = try project.run(
      "send", "--list", "club", "--confirm", "4", "--limit", "2", "--not-after", "+2s")
    #expect(first.status == 75, "\(first.errors)")
    let deadline = ContinuousClock.now + .seconds(30)
    var refused = first
    repeat {
      refused = try project.run("send", "--list", "club", "--resume", "--dry-run", "--wait")
    } while refused.status != 1 && ContinuousClock.now < deadline
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("error: the mailing of 001-the-white-helmets to club was not to go out after "))
    let before = sandbox.count
    #expect(try project.run("send", "--list", "club", "--resume", "--confirm", "1..4").status == 1)
    #expect(sandbox.count == before)
    let late = try project.run(
      "send", "--list", "club", "--resume", "--confirm", "1..4", "--not-after", "+1h")
    #expect(late.status == 75 && sandbox.count == 3, "\(late.errors)")
  }

  @Test(arguments: [
    (["--at", "10:00"], "'10:00' does not say in which time zone"),
    (["--at", "2026-02-30T10:00Z"], "'2026-02-30T10:00Z' does not exist"),
    (["--at", "2020-01-01T10:00Z"], "--at 2020-01-01T10:00Z is too early: that is 2020-01-01T10:00:00Z"),
    (["--at", "soon"], "'soon' is no time"),
    (["--at", "10:00 Mars/Olympus"], "'Mars/Olympus' is no time zone"),
    (["--at", "+2h", "--not-after", "+1h"], "--not-after +1h is too early"),
    (["--limit", "0"], "--limit takes a number from 1"),
    (["--canary", "0"], "--canary takes a number from 1"),
    (["--canary", "3", "--limit", "3"], "--canary has to be smaller than --limit"),
    (["--pace", "fast"], "--pace takes a number of messages and a time"),
    (["--hold", "soon"], "--hold takes a time"), (["--json", "--ndjson"], "exclude each other"),
  ])
  func `what cannot be meant is a mistake in the command`(arguments: [String], words: String) throws {
    let run = try project.run(["send", "--list", "club", "--confirm", "4"] + arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(sandbox.count == 0)
  }

  @Test func `an account with an allow-list mails nobody else`() throws {
    try project.use(sandbox, "only-to: [ada@example.org, example.com]")
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 64)
    #expect(run.errors.contains("this would mail 3 people on club"), "\(run.errors)")
    let test = try project.run("send", "--to", "stranger@example.net")
    #expect(test.status == 1)
    #expect(
      test.errors.replacing(/yaml:[0-9]+:[0-9]+/, with: "yaml:LINE:COLUMN") == """
        error: account post may not mail stranger@example.net
          only-to in config/broadsheet.yaml:LINE:COLUMN names everybody it may mail
          try: another --account
          nothing was sent (exit 1)

        """)
    #expect(try project.run("send", "--list", "club", "--confirm", "3").status == 0)
    #expect(try sandbox.recipients() == ["ada@example.org", "mei@example.com", "reader@example.com"])
  }

  @Test func `a warm-up ends for the day, and the summary says when it goes on`() throws {
    let sandbox = try SandboxProcess()
    try project.use(sandbox, "warm-up: [2, 5]")
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 75)
    #expect(run.errors.contains(" today=0/2\n"), "\(run.errors)")
    #expect(run.text.contains("\n  The account's warm-up allows no more today; the next day begins at "))
    #expect(sandbox.count == 2)
  }

  @Test func `events are one object a line, and figures are in the file`() throws {
    let metrics = project.folder.appending(path: "figures.prom")
    let run = try project.run(
      "send", "--list", "club", "--confirm", "4", "--ndjson", "--metrics", metrics.path)
    #expect(run.status == 75)
    #expect(run.errors.isEmpty, "\(run.errors)")
    let events = try run.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(events.allSatisfy { $0["v"] as? Int == 1 })
    #expect(
      events.map { $0["event"] as? String } == ["start", "result", "result", "result", "result", "end"])
    #expect((events.first?["run"] as? String)?.count == 26)
    let zoe = try #require(events.first { $0["to"] as? String == "zoe@example.net" })
    #expect(
      zoe["state"] as? String == "retry" && zoe["code"] as? Int == 450 && zoe["at"] as? String == "rcptTo")
    #expect(zoe["enhanced"] as? String == "4.2.0" && zoe["text"] as? String == "greylisted")
    #expect(events.last?["accepted"] as? Int == 3 && events.last?["exit"] as? Int == 75)
    let figures = try project.read("figures.prom")
    #expect(
      figures.contains(
        "\nbroadsheet_send_deliveries_total{issue=\"001-the-white-helmets\",list=\"club\",state=\"accepted\"} 3\n"
      ))
    #expect(figures.hasSuffix("list=\"club\"} 75\n"), "\(figures)")
  }

  @Test func `a report with commas has a row for each person`() throws {
    #expect(try project.run("send", "--list", "club", "--confirm", "4", "--progress", "none").status == 75)
    let report = try project.run("report", "--deferred", "--csv")
    let lines = report.text.components(separatedBy: "\r\n")
    #expect(
      lines[0]
        == "number,address,state,attempts,phase,code,enhanced,text,next_attempt,message_id,bounce,bounce_text"
    )
    #expect(lines[1].hasPrefix("2,zoe@example.net,deferred,1,rcptTo,450,4.2.0,greylisted,20"))
    #expect(lines.count == 3 && lines[2].isEmpty)
    #expect(try project.run("report", "--csv").text.components(separatedBy: "\r\n").count == 7)
  }
}
