import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Preflight
import Testing

@testable import broadsheet

/// What stands above the question, beside people and numbers.
@Suite struct SendSummaryTests {
  @Test func `a sound issue has no errors and no warnings`() {
    #expect(CheckRun(.sound).summary == "0 errors, 0 warnings")
  }

  @Test func `what the checks found is counted, and where to read it is said`() {
    var input = CheckInput.sound
    input.subject = ""
    input.sender.signingDomain = nil
    let run = CheckRun(input)
    #expect(run.summary.hasSuffix(": broadsheet check"))
    #expect(run.summary.hasPrefix("\(run.findings.count { $0.severity == .error }) error"))
  }

  @Test(arguments: [(1, "1 person"), (1198, "1 198 people")])
  func `the last mailing is named with its people and its day`(people: Int, words: String) throws {
    let began = Date(timeIntervalSince1970: 1_794_650_000)
    let plan = MailingPlan(
      issue: "011-lamp", contentHash: "0", list: "club", subject: "S", domain: try DomainName("example.org"),
      createdAt: began)
    let mailing = Mailing(id: 1, plan: plan, state: .finished, people: people, startedAt: began)
    #expect(mailing.summary == "issue 011-lamp to \(words) on 2026-11-14")
  }
}
