import Diagnostics
import Testing

@testable import MailSandbox

@Suite struct SandboxRuleTests {
  @Test(arguments: [
    (
      "rcptTo bob@example.org 550 5.1.1 no such user",
      SandboxRule(.rcptTo, for: "bob@example.org", action: .reply(code: 550, text: "5.1.1 no such user"))
    ),
    ("body *@example.net close", SandboxRule(.body, for: "*@example.net", action: .close)),
    ("body keep close", SandboxRule(.body, action: .keep(.close))),
    ("body * keep silence", SandboxRule(.body, action: .keep(.silence))),
    ("data carol@example.org silence", SandboxRule(.data, for: "carol@example.org", action: .silence)),
    ("mailFrom slow 300ms", SandboxRule(.mailFrom, action: .slow(.milliseconds(300)))),
    ("  MAILFROM   slow  2s ", SandboxRule(.mailFrom, action: .slow(.seconds(2)))),
    (
      "greeting first 2 421 4.3.2 busy",
      SandboxRule(.greeting, times: .first(2), action: .reply(code: 421, text: "4.3.2 busy"))
    ),
    (
      "rcptTo *@example.com each 1 450 later",
      SandboxRule(.rcptTo, for: "*@example.com", times: .each(1), action: .reply(code: 450, text: "later"))
    ),
    ("ehlo garbage", SandboxRule(.ehlo, action: .garbage)),
    ("auth 454", SandboxRule(.auth, action: .reply(code: 454, text: "as the rule says"))),
  ])
  func `a rule is one line`(_ text: String, _ expected: SandboxRule) throws {
    #expect(try SandboxRule(text) == expected)
  }

  @Test(arguments: [
    ("", "a rule begins with a phase"),
    ("rcpt bob@example.org close", "no phase is called 'rcpt'"),
    ("greeting bob@example.org close", "greeting concerns no address"),
    ("rcptTo", "it does not say what happens"),
    ("rcptTo explode", "no action is called 'explode'"),
    ("rcptTo 99 x", "no action is called '99'"),
    ("rcptTo 999 x", "999 is no reply code: 200 to 599"),
    ("rcptTo first close", "'first' wants a number, not 'close'"),
    ("rcptTo each 0 close", "'each' wants a number, not '0'"),
    ("rcptTo slow", "'slow' wants a time like 300ms or 2s"),
    ("rcptTo slow soon", "'slow' wants a time like 300ms or 2s, not 'soon'"),
    ("rcptTo slow 1s now", "'now' stands behind the end of the rule"),
    ("rcptTo close now", "'now' stands behind the end of the rule"),
    ("data keep close", "'keep' files a message, and at data there is none"),
    ("body keep 550 x", "no action is called '550'"),
  ])
  func `what is no rule says why`(_ text: String, _ reason: String) {
    let error = #expect(throws: InvalidSandboxRule.self) { try SandboxRule(text) }
    #expect(error?.reason == reason)
    #expect(error?.problem.summary == "\(String(reflecting: text)) is no rule: \(reason)")
    #expect(error?.help.isEmpty == false)
  }

  @Test func `a file of rules names every line that is wrong`() throws {
    let good = "# who does not exist\n\nrcptTo bob@example.org 550 no\r\nbody close\n"
    #expect(try SandboxRule.read(good, file: "rules").count == 2)
    let error = #expect(throws: UnusableContent.self) {
      try SandboxRule.read("rcptTo close\nrcpTo close\nbody\n", file: "rules")
    }
    #expect(
      error?.findings.map(\.text) == [
        """
        rules:2: error: no phase is called 'rcpTo' [sandbox-rule]
        2 | rcpTo close
        help: did you mean 'rcptTo'?
        help: phases: greeting, ehlo, startTLS, auth, mailFrom, rcptTo, data, body
        """,
        """
        rules:3: error: it does not say what happens [sandbox-rule]
        3 | body
        help: actions: CODE TEXT, close, silence, slow 300ms, garbage, keep close, keep silence
        """,
      ])
  }

  @Test(arguments: [
    ("bob@example.org", "BOB@Example.ORG", true), ("bob@example.org", "bobo@example.org", false),
    ("*@example.org", "x@example.org", true), ("*@example.org", "x@example.org.uk", false),
    ("b*b@*", "bob@x", true), ("b*b@*", "bb@", true), ("b*b@*", "bo@b", false), ("*", "", true),
    ("a*b*c@x", "aabbbcc@x", true), ("a*b*c@x", "aabbb@x", false),
  ])
  func `a star stands for any text`(_ pattern: String, _ address: String, _ expected: Bool) {
    #expect(SandboxRule(.rcptTo, for: pattern, action: .close).concerns(address) == expected)
  }

  @Test func `rules are counted for all, or for each address`() throws {
    let first = RuleBook([try SandboxRule("rcptTo first 2 450 later")])
    #expect(["a", "b", "a"].map { first.action(at: .rcptTo, for: [$0]) != nil } == [true, true, false])
    let each = RuleBook([try SandboxRule("rcptTo each 1 450 later")])
    #expect(["a", "b", "A"].map { each.action(at: .rcptTo, for: [$0]) != nil } == [true, true, false])
    #expect(each.action(at: .data, for: ["c"]) == nil)
  }
}
