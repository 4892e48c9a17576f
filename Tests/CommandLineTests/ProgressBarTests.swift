import Delivery
import Diagnostics
import Foundation
import InternetMessage
import MailingLists
import Newsroom
import Testing

@testable import broadsheet

/// What is drawn while a send is under way, with a clock that the test moves.
@Suite struct ProgressBarTests {
  final class Bench {
    var written: [String] = []
    var width = 80
    var progress: SendProgress
    let clock: SendClock
    lazy var bar = ProgressBar(
      timeZone: TimeZone(secondsFromGMT: 0) ?? .current, width: { self.width },
      write: { self.written.append($0) })

    init(people: Int, pace: Rate? = nil) {
      let box = Box()
      self.box = box
      clock = SendClock(
        date: { Date(timeIntervalSince1970: 1_795_000_000) + Double(box.elapsed.components.seconds) },
        elapsed: { box.elapsed })
      progress = SendProgress(
        issue: "012", list: "film-club", people: people, ledger: ".broadsheet/ledger.sqlite", pace: pace,
        clock: clock)
      bar.begin(progress)
    }

    final class Box { var elapsed = Duration.zero }
    let box: Box

    func settle(_ number: Int64, _ outcome: SubmissionOutcome, after time: Duration) throws {
      box.elapsed += time
      let delivery = Delivery(
        id: DeliveryID(mailing: 1, number: number),
        recipient: Recipient(address: try EmailAddress("reader\(number)@example.org"), row: 2),
        messageID: try MessageID("<1.2.x@news.example.org>"))
      let verdict = Verdict(on: outcome, of: delivery, schedule: RetrySchedule(), at: clock.date())
      let event = SendEvent.queue(.settled(delivery, verdict))
      progress.note(event, clock: clock)
      bar.note(event, progress)
    }
  }

  static let accepted = SubmissionOutcome.accepted(SMTPReply(code: 250, lines: ["queued"]))
  static let refused = SubmissionOutcome.rejected(
    .rcptTo, .reply(SMTPReply(code: 550, enhancedStatus: .init(5, 1, 1), lines: ["no such user"])))

  @Test func `it is redrawn at most ten times a second`() throws {
    let bench = Bench(people: 1000)
    for number in 1...500 { try bench.settle(Int64(number), Self.accepted, after: .milliseconds(10)) }
    // The heading, the first drawing, and five seconds.
    #expect((48...52).contains(bench.written.count), "\(bench.written.count)")
    let last = try #require(bench.written.last)
    #expect(last.contains(#/ %  100/s  0:0[56] left/#), "\(last)")
  }

  @Test func `a warning stays above the bar, and none is lost between two drawings`() throws {
    let bench = Bench(people: 10)
    try bench.settle(1, Self.refused, after: .milliseconds(10))
    try bench.settle(2, Self.refused, after: .milliseconds(10))
    try bench.settle(3, Self.accepted, after: .milliseconds(100))
    let last = try #require(bench.written.last)
    let lines = last.components(separatedBy: "\n")
    #expect(lines[0].contains("⚠ 11:06:40 reader1@example.org    550 5.1.1 no such user"))
    #expect(lines[1].contains("reader2@example.org"))
    #expect(lines[2].contains("3/10  30 %"))
    #expect(lines[3].contains("accepted 1   retry later 0   refused 2   reader3@example.org: 250 queued"))
    // Up over the four lines that were there.
    #expect(lines[0].hasPrefix("\u{1B}[4A\r"))
    #expect(last.hasSuffix("\u{1B}[J"))
  }

  @Test(arguments: [20, 40, 79, 200]) func `no line is as wide as the terminal`(width: Int) throws {
    let bench = Bench(people: 1_000_000, pace: Rate(120, per: .minute))
    bench.width = width
    try bench.settle(1, Self.refused, after: .seconds(1))
    for line in bench.written.dropFirst(2).joined().components(separatedBy: "\n") {
      let shown = line.replacing(/\x1B\[[0-9]*[A-Z]/, with: "").replacing("\r", with: "")
      #expect(shown.columns < width || width == 20 && shown.columns <= 20, "\(shown)")
    }
  }

  @Test func `what is announced from another thread stands above the bar at once`() throws {
    let bench = Bench(people: 10)
    bench.bar.announce("stopping")
    #expect(bench.written.last?.contains("  stopping\u{1B}[K\n") == true)
    bench.bar.end(bench.progress, exit: 0)
    bench.bar.announce("late")
    #expect(bench.written.last == "\n  late\n")
  }

  @Test func `a line of the dialogue stands above the bar, whole and at once`() throws {
    let bench = Bench(people: 10)
    let line = "1 S: 250 " + String(repeating: "x", count: 200)
    bench.bar.log(line)
    let drawn = try #require(bench.written.last)
    #expect(drawn.hasPrefix("\u{1B}[4A\r\(line)\u{1B}[K\n  "), "\(drawn)")
    #expect(drawn.hasSuffix("\u{1B}[J"))
    bench.bar.log("next")
    #expect(bench.written.last?.hasPrefix("\u{1B}[4A\rnext\u{1B}[K\n  ") == true)
    bench.bar.end(bench.progress, exit: 0)
    bench.bar.log("late")
    #expect(bench.written.last == "late\n")
  }

  @Test func `the rate forgets what was long ago`() {
    var rate = SmoothRate(at: .zero)
    #expect(rate.perSecond == nil)
    for tenth in 1...100 { rate.note(tenth * 10, at: .milliseconds(tenth * 100)) }
    #expect(abs((rate.perSecond ?? 0) - 100) < 1)
    for tenth in 101...700 { rate.note(1000 + (tenth - 100), at: .milliseconds(tenth * 100)) }
    #expect(abs((rate.perSecond ?? 0) - 10) < 1)
    #expect(abs((rate.time(for: 100)?.seconds ?? 0) - 10) < 1)
  }

  @Test func `numbers are grouped, and text is cut where it does not fit`() {
    #expect(
      [0, 999, 1000, 1204, 1_000_000, -1204].map(\.grouped) == [
        "0", "999", "1 000", "1 204", "1 000 000", "-1 204",
      ])
    #expect("white helmets".cut(to: 13) == "white helmets")
    #expect("white helmets".cut(to: 12) == "white helme…")
    #expect("王小美".cut(to: 5) == "王小…")
  }

  @Test func `the name of a run sorts by time`() {
    var generator = SystemRandomNumberGenerator()
    let first = runName(at: Date(timeIntervalSince1970: 1_795_000_000), using: &generator)
    let second = runName(at: Date(timeIntervalSince1970: 1_795_000_001), using: &generator)
    #expect(first.count == 26 && first < second)
  }
}
