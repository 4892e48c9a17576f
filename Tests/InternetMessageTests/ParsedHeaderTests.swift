import Foundation
import InternetMessage
import Testing

@Suite struct ParsedHeaderTests {
  /// Address lists of RFC 5322, Appendix A.
  static let lists: [(wire: String, mailboxes: [String])] = [
    ("John Doe <jdoe@machine.example>", ["John Doe <jdoe@machine.example>"]),
    (
      "Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
      ["Mary Smith <mary@x.test>", "jdoe@example.org", "Who? <one@y.test>"]
    ),
    (
      "<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>",
      ["boss@nil.test", "Giant; \"Big\" Box <sysservices@example.net>"]
    ),
    (
      "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;",
      ["Ed Jones <c@a.test>", "joe@where.test", "John <jdoe@one.test>"]
    ),
    ("Undisclosed recipients:;", []),
    (
      "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", ["Pete <pete@silly.test>"]
    ),
    (
      "A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n         joe@example.org,\r\n"
        + "  John <jdoe@one.test> (my dear friend); (the end of the group)",
      ["Chris Jones <c@public.example>", "joe@example.org", "John <jdoe@one.test>"]
    ),
    ("(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", []),
    ("Joe Q. Public <john.q.public@example.com>", ["Joe Q. Public <john.q.public@example.com>"]),
    (
      "Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
      ["Mary Smith <mary@example.net>", "jdoe@test.example"]
    ),
    ("Mary Smith <@a.test,@b.test:mary@example.net>", ["Mary Smith <mary@example.net>"]),
    ("ann@example.com (Ann Lee)", ["Ann Lee <ann@example.com>"]),
    ("\"ann lee\"@example.com", ["\"ann lee\"@example.com"]),
    (
      "=?UTF-8?Q?Lee,_Zo=C3=AB?= <zoe@example.com>, b@example.com",
      ["Lee, Zoë <zoe@example.com>", "b@example.com"]
    ),
    ("MAILER-DAEMON (Mail Delivery System)", []),
    ("Mail Delivery <MAILER-DAEMON@localhost>", []),
    ("<>", []), ("", []), (",;:,", []), ("<<<<", []), ("\"", []), ("((((", []),
    ("a <b@example.com", ["a <b@example.com>"]),
  ]

  @Test(arguments: lists) func `address lists are read, old forms too`(wire: String, mailboxes: [String]) {
    let header = ParsedMessage(Array("To: \(wire)\r\n\r\n".utf8)).header
    #expect(header[.to]?.mailboxes.map(\.description) == mailboxes)
  }

  static let dates: [(wire: String, seconds: Double?)] = [
    ("Fri, 21 Nov 1997 09:55:06 -0600", 880_127_706),
    ("Tue, 1 Jul 2003 10:52:37 +0200", 1_057_049_557),
    ("Thu, 13 Feb 1969 23:32:54 -0330", -27_723_426),
    (
      "Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)",
      -27_723_480
    ),
    ("21 Nov 97 09:55:06 GMT", 880_106_106),
    ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", 880_127_706),
    ("21 Nov 1997 09:55:06 EST", 880_124_106),
    ("21 nov 1997 09:55", 880_106_100),
    ("1 Jan 00 00:00 Z", 946_684_800),
    ("31 Dec 9999 23:59:60 +0000", 253_402_300_800),
    ("", nil), ("Fri", nil), ("99 Nov 1997 09:55:06 -0600", nil), ("21 Foo 1997 09:55:06", nil),
    ("21 Nov 1997 25:00:00", nil), ("21 Nov 1997", nil), ("-1 Nov 1997 09:55", nil),
    ("yesterday at noon", nil),
  ]

  @Test(arguments: dates) func `dates are read, old forms too`(wire: String, seconds: Double?) {
    let header = ParsedMessage(Array("Date: \(wire)\r\n\r\n".utf8)).header
    #expect(header[.date]?.date?.timeIntervalSince1970 == seconds)
  }

  @Test func `dates that are written are read again`() {
    for step in stride(from: -2_208_988_800, through: 253_402_300_799, by: 1_234_567_891) {
      for zone in [0, 3600, -12_600, 50_400] {
        let date = Date(timeIntervalSince1970: Double(max(step, -2_208_902_400)))
        let field = HeaderField.date(
          .date, min(date, Date(timeIntervalSince1970: 253_402_214_400)), secondsFromGMT: zone)
        let read = ParsedMessage(field.bytes).header[.date]?.date
        #expect(read == min(date, Date(timeIntervalSince1970: 253_402_214_400)))
      }
    }
  }

  static let headers: [(wire: String, fields: [String])] = [
    ("A: b\r\nC: d\r\n\r\nx", ["A=b", "C=d"]),
    ("A: b\nC: d\n\nx", ["A=b", "C=d"]),
    ("A: b\rC: d\r\rx", ["A=b", "C=d"]),
    ("A: b\r\n c\r\n\td\r\nE: f\r\n\r\n", ["A=b c\td", "E=f"]),
    ("A:b", ["A=b"]),
    ("A :b\r\n\r\n", ["A=b"]),
    ("A:\r\n b\r\n\r\n", ["A=b"]),
    ("A:\r\n\r\n", ["A="]),
    (" folded first\r\nA: b\r\n\r\n", ["A=b"]),
    ("A: b\r\nno field here\r\nC: d\r\n", ["A=b"]),
    (": x\r\nA: b\r\n", []),
    ("a b: x\r\n", []),
    ("From ann@example.com Thu Jan 1 00:00:00 1970\nA: b\n\n", ["A=b"]),
    (">From ann@example.com Thu Jan 1 00:00:00 1970\nA: b\n\n", ["A=b"]),
    ("\u{FEFF}A: b\r\n\r\n", ["A=b"]),
    ("\r\nA: b\r\n", []),
    ("", []),
    ("A: a:b:c\r\n", ["A=a:b:c"]),
  ]

  @Test(arguments: headers) func `fields are told apart`(wire: String, fields: [String]) {
    let message = ParsedMessage(Array(wire.utf8))
    #expect(message.header.fields.map { "\($0.name)=\($0.unfolded)" } == fields)
  }

  @Test func `a line that is no field begins the body`() {
    let message = ParsedMessage(Array("A: b\r\nno field here\r\nC: d\r\n".utf8))
    #expect(message.root.text() == "no field here\nC: d\n")
  }

  @Test func `fields keep their octets and their order`() {
    let header = ParsedMessage(Array("Received: a\r\n b\r\nX: 1\r\nreceived:c\r\n\r\n".utf8)).header
    #expect(header.all("Received").map(\.raw) == [Array(" a\r\n b".utf8), Array("c".utf8)])
    #expect(header["x"]?.unfolded == "1")
    #expect(header[.subject] == nil)
  }

  @Test func `identifiers are read from angle brackets`() {
    let header = ParsedMessage(
      Array("References: <a@b.c> junk <d@e.f>\r\n <g>\r\nMessage-ID: none\r\n\r\n".utf8)
    ).header
    #expect(header[.references]?.identifiers == ["a@b.c", "d@e.f", "g"])
    #expect(header[.messageID]?.identifiers == [])
  }
}
