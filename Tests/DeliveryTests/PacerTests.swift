import Foundation
import Testing

@testable import Delivery

@Suite struct PacerTests {
  static let zero = Duration.seconds(1000)

  /// When messages may go in a time, if one is there whenever it may.
  private func times(_ pacer: inout Pacer, to domain: String = "example.org", until end: Duration) -> [Double]
  {
    var now = Self.zero
    var times: [Double] = []
    while now - Self.zero < end {
      let wait = max(pacer.wait(at: now), pacer.wait(for: domain, at: now))
      if wait > .zero {
        now += max(wait, .microseconds(1))
      } else {
        pacer.take(domain, at: now)
        times.append((now - Self.zero).timeInterval)
      }
    }
    return times
  }

  @Test(arguments: ["1/s", "120/min", "20/s", "1000/s"])
  func `the pace is kept, second by second`(text: String) throws {
    let rate = try #require(Rate(text))
    var pacer = Pacer(PaceLimits(account: rate), at: Self.zero)
    let times = times(&pacer, until: .seconds(10))
    let expected = rate.perSecond * 10
    #expect(abs(Double(times.count) - expected) <= max(1, rate.perSecond / 10))
    for second in 0..<9 {
      let inSecond = times.count { $0 >= Double(second) && $0 < Double(second + 1) }
      #expect(Double(inSecond) <= rate.perSecond * 1.1 + 1)
    }
  }

  @Test func `an hour without messages earns no more than a tenth of a second`() throws {
    var pacer = Pacer(PaceLimits(account: Rate(100, per: .second)), at: Self.zero)
    let later = Self.zero + .seconds(3600)
    var count = 0
    while pacer.wait(at: later) == .zero {
      pacer.take("example.org", at: later)
      count += 1
    }
    #expect(count == 10)
  }

  @Test func `a domain's limit holds for it alone, and a star for each of the others`() throws {
    let limits = PaceLimits(
      domains: ["gmail.com": Rate(1, per: .second)], otherDomains: Rate(5, per: .second))
    var pacer = Pacer(limits, at: Self.zero)
    #expect(times(&pacer, to: "gmail.com", until: .seconds(10)).count == 10)
    #expect(times(&pacer, to: "example.org", until: .seconds(10)).count == 50)
    var unlimited = Pacer(PaceLimits(domains: ["gmail.com": Rate(1, per: .second)]), at: Self.zero)
    #expect(unlimited.wait(for: "example.org", at: Self.zero) == .zero)
    unlimited.take("example.org", at: Self.zero)
    #expect(unlimited.wait(for: "example.org", at: Self.zero) == .zero)
  }

  @Test func `domains that may be mailed at once are not remembered for ever`() {
    var pacer = Pacer(PaceLimits(otherDomains: Rate(1, per: .second)), at: Self.zero)
    for number in 0..<50_000 { pacer.take("d\(number).example", at: Self.zero + .milliseconds(number)) }
    #expect(pacer.rememberedDomains <= Pacer.remembered + 1)
  }

  struct Answer: Sendable, CustomTestStringConvertible {
    var phase: SMTPPhase
    var code: Int
    var enhanced: String?
    var scope: SlowDownRule.Scope?
    var testDescription: String { "\(code) \(enhanced ?? "") to \(phase.words)" }

    init(_ phase: SMTPPhase, _ code: Int, _ enhanced: String?, _ scope: SlowDownRule.Scope?) {
      (self.phase, self.code, self.enhanced, self.scope) = (phase, code, enhanced, scope)
    }

    var outcome: SubmissionOutcome {
      .deferred(
        phase,
        .reply(
          SMTPReply(code: code, enhancedStatus: enhanced.flatMap { EnhancedStatusCode($0) }, lines: ["no"])))
    }
  }

  static let answers = [
    Answer(.mailFrom, 421, "4.7.0", .account), Answer(.rcptTo, 421, nil, .account),
    Answer(.body, 421, "4.2.1", .account), Answer(.body, 454, "4.7.0", .account),
    Answer(.data, 451, nil, .account), Answer(.mailFrom, 452, "4.3.1", .account),
    Answer(.body, 459, nil, .account), Answer(.rcptTo, 450, "4.7.1", .domain),
    Answer(.rcptTo, 451, nil, .domain), Answer(.rcptTo, 452, "4.2.2", nil),
    Answer(.body, 452, "4.2.2", nil), Answer(.rcptTo, 450, "4.1.1", nil), Answer(.body, 449, nil, nil),
    Answer(.body, 460, nil, nil), Answer(.body, 432, nil, nil),
  ]

  @Test(arguments: answers) func `an answer slows down what the table says`(answer: Answer) {
    #expect(SlowDownRule.scope(of: answer.outcome) == answer.scope)
  }

  @Test func `what is no answer of the server slows nothing down`() {
    let reply = SMTPReply(code: 451, lines: ["no"])
    for outcome in [
      SubmissionOutcome.deferred(.body, .timedOut), .accepted(reply), .rejected(.body, .reply(reply)),
      .unknown(.body, .reply(reply)),
    ] {
      #expect(SlowDownRule.scope(of: outcome) == nil)
    }
  }

  static let slowDown = SubmissionOutcome.deferred(
    .body, .reply(SMTPReply(code: 421, enhancedStatus: .init(4, 7, 0), lines: ["slow down"])))

  @Test func `a request halves the pace for a minute, and then it is as before`() {
    var pacer = Pacer(PaceLimits(account: Rate(120, per: .minute)), at: Self.zero)
    var now = Self.zero
    for _ in 0..<40 {
      pacer.take("example.org", at: now)
      now += .milliseconds(500)
    }
    let change = pacer.note(Self.slowDown, for: "example.org", at: now)
    #expect(change?.rate == Rate(60, per: .minute))
    #expect(change?.domain == nil)
    #expect(change?.reply?.code == 421)
    #expect(pacer.wait(at: now) == .seconds(1))
    // What was under way already is no second request.
    #expect(pacer.note(Self.slowDown, for: "example.org", at: now + .milliseconds(4999)) == nil)
    #expect(
      pacer.note(Self.slowDown, for: "example.org", at: now + .seconds(5))?.rate == Rate(30, per: .minute))
    now += .seconds(5)
    #expect(pacer.recover(at: now + .milliseconds(59_999)).isEmpty)
    #expect(pacer.recover(at: now + .seconds(61)).map(\.rate) == [Rate(60, per: .minute)])
    #expect(pacer.recover(at: now + .seconds(121)).map(\.rate) == [Rate(120, per: .minute)])
    #expect(pacer.recover(at: now + .seconds(600)).isEmpty)
  }

  @Test func `without a limit the pace is halved from what was measured, to one a second and not below`() {
    var pacer = Pacer(PaceLimits(), at: Self.zero)
    for number in 0..<8000 { pacer.take("example.org", at: Self.zero + .milliseconds(number)) }
    var now = Self.zero + .seconds(8)
    var rates: [Rate?] = []
    for _ in 0..<14 {
      if let change = pacer.note(Self.slowDown, for: "example.org", at: now) { rates.append(change.rate) }
      now += .seconds(5)
    }
    #expect(rates.first == Rate(500, per: .second))
    #expect(rates.last == Rate(60, per: .minute))
    #expect(rates.count == 10)
    for _ in 0..<9 {
      now += .seconds(60)
      #expect(pacer.recover(at: now).first?.rate != nil)
    }
    now += .seconds(60)
    #expect(pacer.recover(at: now) == [PaceChange(domain: nil, rate: nil, reply: nil)])
    #expect(pacer.wait(at: now) == .zero)
  }

  @Test func `a domain that defers goes slower alone; three in a row are the server's fault`() {
    let later = SubmissionOutcome.deferred(
      .rcptTo, .reply(SMTPReply(code: 450, enhancedStatus: .init(4, 7, 1), lines: ["later"])))
    var pacer = Pacer(PaceLimits(), at: Self.zero)
    for domain in ["a.example", "b.example"] {
      #expect(pacer.note(later, for: domain, at: Self.zero)?.domain == domain)
      #expect(pacer.wait(for: domain, at: Self.zero) == .seconds(1))
    }
    #expect(pacer.wait(at: Self.zero) == .zero)
    #expect(pacer.wait(for: "c.example", at: Self.zero) == .zero)
    _ = pacer.note(.accepted(SMTPReply(code: 250, lines: [])), for: "d.example", at: Self.zero)
    #expect(pacer.note(later, for: "c.example", at: Self.zero)?.domain == "c.example")
    #expect(pacer.note(later, for: "c.example", at: Self.zero) == nil)
    #expect(pacer.note(later, for: "d.example", at: Self.zero)?.domain == "d.example")
    let change = pacer.note(later, for: "e.example", at: Self.zero)
    #expect(change != nil && change?.domain == nil)
    #expect(pacer.wait(at: Self.zero) == .seconds(1))
  }
}
