import Testing

@testable import TerminalControl

@Suite(.serialized) struct TerminalDeviceTests {
  private let query = TerminalQuery(TerminalEnvironment(["TERM": "xterm"], isOutputTerminal: true))

  /// A terminal's answers, in order, after all questions.
  private func script(_ answers: String, delay: Duration = .zero) -> [FakeTerminal.Answer] {
    [.init(question: "\u{1B}[c", answer: answers, delay: delay)]
  }

  @Test func `a terminal that answers is understood and left as it was`() throws {
    let terminal = try #require(
      FakeTerminal(
        script(
          "\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\"
            + "\u{1B}[6;18;9t\u{1B}[?2026;2$y\u{1B}[?62;c")))
    defer { terminal.close() }
    let before = terminal.settings
    let device = TerminalDevice(input: terminal.device, output: terminal.device)
    let answers = device.ask(query)
    #expect(answers.version == "kitty(0.26.5)")
    #expect(answers.hasKittyGraphics)
    #expect(answers.cellSize?.width == 9)
    #expect(!answers.isTimedOut)
    #expect(terminal.settings == before)
    #expect(terminal.waiting == 0)
    #expect(terminal.text.hasSuffix("\u{1B}[c"))
  }

  @Test func `answers that come in pieces and late are waited for, keys between them are forgotten`() throws {
    let terminal = try #require(
      FakeTerminal([
        .init(question: "\u{1B}[c", answer: "ls\u{1B}P>|foo"),
        .init(question: "\u{1B}[c", answer: "t(1.13)\u{1B}\\\u{1B}[", delay: .milliseconds(120)),
        .init(question: "\u{1B}[c", answer: "?62;4c", delay: .milliseconds(60)),
      ]))
    defer { terminal.close() }
    let answers = TerminalDevice(input: terminal.device, output: terminal.device).ask(query)
    #expect(answers.version == "foot(1.13)")
    #expect(answers.hasSixel)
    #expect(terminal.waiting == 0)
  }

  @Test func `a terminal that only answers DA1 is believed`() throws {
    let terminal = try #require(FakeTerminal(script("\u{1B}[?1;2c")))
    defer { terminal.close() }
    let answers = TerminalDevice(input: terminal.device, output: terminal.device).ask(query)
    #expect(answers.attributes == [1, 2])
    #expect(answers.version == nil)
    #expect(!answers.hasSixel)
  }

  @Test func `a terminal that lies is not believed, and does no harm`() throws {
    let terminal = try #require(
      FakeTerminal(
        script(
          "\u{1B}]11;rgb:zz/00\u{1B}\\\u{1B}[6;999999;0t\u{1B}_Gi=31;EVIL\u{1B}\\"
            + String(repeating: "x", count: 2000) + "\u{1B}[?99999999999999999999c")))
    defer { terminal.close() }
    let answers = TerminalDevice(input: terminal.device, output: terminal.device).ask(query)
    #expect(answers.background == nil)
    #expect(answers.cellSize == nil)
    #expect(!answers.hasKittyGraphics)
    #expect(answers.attributes == [])
    #expect(terminal.waiting == 0)
  }

  @Test func `silence ends in time, and an answer after that does not reach the shell`() throws {
    let terminal = try #require(FakeTerminal(script("\u{1B}[?62;c", delay: .milliseconds(400))))
    defer { terminal.close() }
    let before = terminal.settings
    let device = TerminalDevice(input: terminal.device, output: terminal.device)
    let quick = TerminalQuery(octets: query.octets, sentinels: 1, limit: .milliseconds(50))
    let clock = ContinuousClock()
    let start = clock.now
    let answers = device.ask(quick)
    #expect(answers.isTimedOut)
    #expect(start.duration(to: clock.now) < .milliseconds(350))
    #expect(terminal.settings != before)
    device.awaitLateAnswers(.seconds(5))
    #expect(start.duration(to: clock.now) < .seconds(4))
    #expect(terminal.settings == before)
    #expect(terminal.waiting == 0)
  }

  @Test func `what is no terminal has no answers`() {
    let device = TerminalDevice(input: -1, output: -1)
    #expect(!device.ask(query).wasAsked)
    #expect(device.size == nil)
  }
}
