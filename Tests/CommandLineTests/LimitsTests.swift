import Foundation
import Testing

/// Long lists and full disks.
@Suite struct LimitsTests {
  @Test func `a long list takes no more memory than a short one`() throws {
    let project = try SampleProject(list: SampleProject.readers(10))
    try project.compose()
    let short = try memory(of: project, people: 10)
    try project.write("recipients/club.csv", SampleProject.readers(10_000))
    let long = try memory(of: project, people: 10_000)
    #expect(long < 160 << 20, "\(long >> 20) MiB")
    #expect(long - short < 80 << 20, "\(short >> 20) and \(long >> 20) MiB")
  }

  @Test func `every message of a long list is made in little memory`() throws {
    let people = 1500
    let project = try SampleProject(list: SampleProject.readers(people))
    try project.compose()
    let sender = try project.start("send", "--list", "club", "--dry-run")
    sender.watchesMemory = true
    let run = sender.wait(limit: .seconds(120))
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text == "would send issue 001-the-white-helmets to \(people) people on club; nothing was sent\n")
    #expect(run.peakMemory < 160 << 20, "\(run.peakMemory >> 20) MiB")
  }

  private func memory(of project: SampleProject, people: Int) throws -> Int {
    let sender = try project.start("send", "--list", "club")
    sender.watchesMemory = true
    let run = sender.wait(limit: .seconds(120))
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.errors.contains("this would mail \(people) people on club"))
    return run.peakMemory
  }

  @Test func `on a full disk the send stops before anything more is sent`() throws {
    let people = 800
    let project = try SampleProject(list: SampleProject.readers(people))
    let sandbox = try SandboxProcess()
    try project.use(sandbox, "window: 4")
    try project.compose()
    // The plan fits, and then it becomes tight: a block has 512 octets.
    var isStopped = false
    for blocks in stride(from: 300, through: 2400, by: 60) where !isStopped {
      let run = try Binary.run(
        behind: "trap '' XFSZ; ulimit -f \(blocks)",
        ["send", "--list", "club", "--confirm", "\(people)", "--progress", "none"], in: project.folder,
        limit: .seconds(120))
      if run.status == 0 { break }
      #expect([73, 74].contains(run.status), "\(run.errors)")
      #expect(run.errors.contains("can't write the ledger") || run.errors.contains("can't make the ledger"))
      #expect(
        run.errors.contains("nothing was sent") || run.errors.contains("accepted for "), "\(run.errors)")
      if sandbox.count == 0 { continue }
      isStopped = true
      let states = try project.states()
      #expect(states.values.count { $0 == "accepted" || $0 == "submitting" } >= sandbox.count)
      let before = sandbox.count
      let resumed = try project.run(
        "send", "--list", "club", "--resume", "--confirm", "1..\(people)", limit: .seconds(120))
      #expect([0, 75].contains(resumed.status), "\(resumed.errors)")
      let unknown = try project.states().filter { $0.value == "unknown" }.map(\.key)
      let mailed = try sandbox.recipients()
      #expect(before < mailed.count)
      #expect(mailed.count == Set(mailed).count)
      #expect(Set(mailed).union(unknown).count == people)
      #expect(unknown.count <= 16)
    }
    #expect(isStopped || sandbox.count > 0)
  }

  @Test func `an outbox that cannot be written is said`() throws {
    let project = try SampleProject()
    try project.compose()
    let run = try Binary.run(
      behind: "trap '' XFSZ; ulimit -f 600",
      ["send", "--list", "club", "--outbox", "articles/the-white-helmets.md"],
      in: project.folder)
    #expect(run.status == 73, "\(run.errors)")
    #expect(run.errors.contains("articles/the-white-helmets.md cannot be made"))
  }
}
