import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Sends that are stopped, killed or started twice.
@Suite struct InterruptionTests {
  @Test func `nobody is skipped and nobody mailed twice although the sender is killed five times`() throws {
    let people = 500
    let project = try SampleProject(list: SampleProject.readers(people))
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    var generator = SystemRandomNumberGenerator()
    var kills = 0
    var arguments = ["--confirm", "\(people)"]
    while kills < 5 {
      let target = sandbox.count + Int.random(in: 10...80, using: &generator)
      let sender = try Child(
        Binary.path, ["send", "--list", "club", "--progress", "none", "--window", "4"] + arguments,
        in: project.folder)
      let isReached = wait(.seconds(60)) { sandbox.count >= target || sandbox.count == people }
      usleep(.random(in: 0...3000, using: &generator))
      sender.signal(SIGKILL)
      let end = sender.wait()
      try #require(isReached, "\(sandbox.count) of \(target): \(end.errors)")
      try #require(end.status == 128 + SIGKILL, "it ended by itself: \(end.errors)")
      kills += 1
      arguments = ["--resume", "--confirm", "1..\(people)"]
    }
    let last = try project.run(["send", "--list", "club"] + arguments, limit: .seconds(120))
    let states = try project.states()
    let unknown = states.filter { $0.value == "unknown" }.map(\.key)
    #expect(last.status == (unknown.isEmpty ? 0 : 75), "\(last.errors)")
    // As many as may be unanswered: four connections with windows of four.
    #expect(unknown.count <= kills * 16)
    #expect(states.count == people)
    #expect(states.allSatisfy { $0.value == "accepted" || $0.value == "unknown" })
    let mailed = try sandbox.recipients()
    #expect(mailed.count == Set(mailed).count, "somebody was mailed twice")
    #expect(Set(mailed).union(unknown).count == people, "somebody was skipped")
    let identifiers = try sandbox.mail().compactMap { $0.field("Message-ID") }
    #expect(Set(identifiers).count == mailed.count)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal finishes the message in flight, and --resume goes on`(signal: Int32) throws {
    let people = 120
    let project = try SampleProject(list: SampleProject.readers(people))
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let sender = try project.start("send", "--list", "club", "--confirm", "\(people)")
    #expect(wait(.seconds(30)) { sandbox.count >= 20 })
    sender.signal(signal)
    let stopped = sender.wait(limit: .seconds(20))
    #expect(stopped.status == 128 + signal, "\(stopped.errors)")
    #expect(stopped.errors.contains("\nstopping after the messages in flight; once more stops at once\n"))
    #expect(
      stopped.text.contains("\n  Next      broadsheet send 001-the-white-helmets --list club --resume   the ")
    )
    #expect(stopped.text.contains("\nexit \(128 + signal) (stopped"))
    let before = sandbox.count
    #expect(before < people)
    let states = try project.states()
    #expect(states.filter { $0.value == "accepted" }.count == before)
    #expect(states.filter { $0.value == "pending" }.count == people - before)
    let resumed = try project.run("send", "--list", "club", "--resume", "--confirm", "\(people - before)")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try sandbox.recipients() == (1...people).map { "reader\($0)@example.org" }.sorted())
  }

  @Test func `a second signal stops at once, and the message in flight is unknown`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--without", "chunking"], rules: ["body mei@example.com silence"])
    try project.use(sandbox, "connections: 1")
    try project.compose()
    let sender = try project.start("send", "--list", "club", "--confirm", "4")
    #expect(wait(.seconds(30)) { sandbox.count == 2 })
    usleep(300_000)
    sender.signal(SIGINT)
    #expect(wait(.seconds(10)) { sender.errorsSoFar.contains("once more stops at once") })
    sender.signal(SIGINT)
    let ended = sender.wait(limit: .seconds(10))
    #expect(ended.status == 130)
    #expect(ended.errors.contains("\nstopped at once; 1 message was in flight: unknown\n"), "\(ended.errors)")
    #expect(try project.states()["mei@example.com"] == "unknown")
    let report = try project.run("report", "--unknown")
    #expect(report.text.contains("\n  mei@example.com  "), "\(report.text)")
    let resumed = try project.run("send", "--list", "club", "--resume", "--confirm", "1")
    #expect(resumed.status == 75, "\(resumed.errors)")
    #expect(try sandbox.recipients() == ["ada@example.org", "reader@example.com", "zoe@example.net"])
    #expect(try project.states()["mei@example.com"] == "unknown")
    let unknown = try project.run("send", "--list", "club", "--resume")
    #expect(unknown.status == 1)
    #expect(
      unknown.errors == """
        error: nothing is left of the mailing of 001-the-white-helmets to club
          accepted for 3 of 4 people, 1 unknown
          try: broadsheet send 001-the-white-helmets --list club --resend-unknown   those who may have it already
          nothing was sent (exit 1)

        """)
  }

  @Test func `the report says whether what is in flight is still being sent`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(["--without", "chunking"], rules: ["body mei@example.com silence"])
    try project.use(sandbox, "connections: 1")
    try project.compose()
    let sender = try project.start("send", "--list", "club", "--confirm", "4")
    #expect(wait(.seconds(30)) { sandbox.count == 2 })
    #expect(wait(.seconds(30)) { (try? project.states()["mei@example.com"]) == "submitting" })
    #expect(try project.run("report").text.contains("\n  being sent "))
    sender.signal(SIGKILL)
    #expect(sender.wait().status == 128 + SIGKILL)
    let report = try project.run("report").text
    #expect(report.contains("\n  in flight at the end "), "\(report)")
    #expect(report.contains("  broadsheet send 001-the-white-helmets --list club --resume"), "\(report)")
  }

  @Test func `two sends at a time are one too many`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess(rules: ["rcptTo ada@example.org slow 3s"])
    try project.use(sandbox)
    try project.compose()
    let sender = try project.start("send", "--list", "club", "--confirm", "4")
    #expect(wait(.seconds(20)) { sender.errorsSoFar.contains("send start") })
    for arguments in [["--resume"], ["--dry-run"], ["--confirm", "4"]] {
      let second = try project.run(["send", "--list", "club"] + arguments)
      #expect(second.status == 1)
      #expect(
        project.shown(second.errors).replacing(/on [^ ]+ since [0-9T:Z-]+/, with: "on HOST since TIME") == """
          error: another send is running from this ledger: process \(sender.pid) on HOST since TIME
            it holds PROJECT/.broadsheet/ledger.sqlite.sending
            try: wait until it has ended, or stop it with Ctrl-C where it runs
            nothing was sent (exit 1)

          """)
    }
    let erasure = try project.run("list", "erase", "ada@example.org", "--yes")
    #expect(erasure.status == 1)
    #expect(erasure.errors.contains("\n  nobody was erased (exit 1)\n"), "\(erasure.errors)")
    // Looking at it is allowed.
    #expect(try project.run("report").status == 0)
    #expect(sender.wait().status == 0)
    #expect(sandbox.count == 4)
  }

  /// Looks again and again until it is so, or the time is over.
  private func wait(_ limit: Duration, until isSo: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + limit
    while !isSo() {
      if ContinuousClock.now > deadline { return false }
      usleep(1000)
    }
    return true
  }
}
