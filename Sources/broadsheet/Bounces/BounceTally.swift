import Bounces
import Delivery
import Diagnostics
import InternetMessage
import MailingLists
import Newsroom

/// What a mailbox had to say, all mails together.
struct BounceTally {
  private(set) var mails = 0
  private(set) var entries: [ReadBounces.Entry] = []
  private(set) var known = 0
  private(set) var nobody = 0
  private(set) var erased = 0
  private(set) var noMail = 0
  private(set) var harmless: [ReturnedMail.Harmless: Int] = [:]
  /// Files with mail that a person wrote, the first of them.
  private(set) var letters: [String] = []
  /// Files that are no mail, the first of them.
  private(set) var oddFiles: [String] = []
  let isRehearsal: Bool

  init(isRehearsal: Bool) { self.isRehearsal = isRehearsal }

  mutating func add(_ result: ReadBounces.Result, from name: String) {
    if result != .noMail { mails += 1 }
    switch result {
    case .recorded(let entry): entries.append(entry)
    case .known: known += 1
    case .nobody: nobody += 1
    case .erased: erased += 1
    case .noMail:
      noMail += 1
      if oddFiles.count < 3 { oddFiles.append(name) }
    case .harmless(let why):
      harmless[why, default: 0] += 1
      if why == .ordinary, letters.count < 3 { letters.append(name) }
    }
  }

  private func number(of kind: Bounce.Kind) -> Int { entries.count { $0.bounce.kind == kind } }

  /// Whose mail stops.
  private var stopped: [ReadBounces.Entry] { entries.filter { $0.suppression != nil } }

  /// What a person reads.
  var text: String {
    var parts = [counted(mails, "mail", "mails") + (isRehearsal ? ", nothing was recorded" : "")]
    let rows = self.rows.filter { $0.count > 0 }
    let nameWidth = rows.map(\.name.columns).max() ?? 0
    let numberWidth = rows.map(\.count.grouped.columns).max() ?? 0
    if !rows.isEmpty {
      parts.append(
        rows.map { row in
          "  " + row.name.leftAligned(in: nameWidth + 3) + row.count.grouped.rightAligned(in: numberWidth)
            + "   "
            + row.words
        }.joined(separator: "\n"))
    }
    if !stopped.isEmpty { parts.append(names(of: stopped)) }
    if let answers = policyAnswers { parts.append(answers) }
    return parts.joined(separator: "\n\n")
  }

  private var rows: [(name: String, count: Int, words: String)] {
    [
      ("hard", number(of: .hard), "the address takes no mail"),
      ("soft", number(of: .soft), "this issue did not arrive, the next one may"),
      ("policy", number(of: .policy), "refused because of the sender, not of the reader"),
      ("complaints", number(of: .complaint), "called spam, or asked for no more"),
      ("known", known, "recorded before"),
      ("delayed", harmless[.delayed] ?? 0, "a server is still trying"),
      ("delivered", harmless[.delivered] ?? 0, "a server says that it arrived"),
      ("automatic", harmless[.automatic] ?? 0, "out of office and the like"),
      ("feedback", harmless[.feedback] ?? 0, "reports that are no complaints"),
      ("letters", harmless[.ordinary] ?? 0, "a person wrote: \(letters.joined(separator: ", ").printable)"),
      ("erased", erased, "of people who were erased: nothing of it is kept"),
      ("no mail", noMail, "files without a header: \(oddFiles.joined(separator: ", ").printable)"),
      ("of nobody", nobody, "without a token of ours: forged, or of another project"),
    ]
  }

  private func names(of people: [ReadBounces.Entry]) -> String {
    let shown = people.prefix(ReportText.named)
    let width = shown.map(\.address.description.printable.columns).max() ?? 0
    var lines = [isRehearsal ? "  Would not be mailed any more" : "  Not mailed any more"]
    lines += shown.map { entry in
      let why = entry.row > 0 ? "\(entry.row) issues in a row, last: " : ""
      return "    " + entry.address.description.printable.leftAligned(in: width + 3)
        + (why + entry.bounce.words).cut(to: 90)
    }
    if people.count > shown.count { lines.append("    and \((people.count - shown.count).grouped) more") }
    if !isRehearsal, let one = shown.first(where: { $0.suppression == .bounced })?.address.addrSpec {
      lines.append("    (broadsheet list unsuppress \(one.shellQuoted) --everywhere   undoes it)")
    }
    return lines.joined(separator: "\n")
  }

  /// What receivers have against the sender, equal answers together.
  private var policyAnswers: String? {
    var answers: [String: Int] = [:]
    for entry in entries where entry.bounce.kind == .policy { answers[entry.bounce.words, default: 0] += 1 }
    guard !answers.isEmpty else { return nil }
    let sorted = answers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return
      (["  About the sender, for whoever runs the domain (broadsheet doctor --dns system):"]
      + sorted.prefix(5).map { "    \($0.value.grouped) × \($0.key.cut(to: 100))" }).joined(separator: "\n")
  }
}

extension BounceTally: Encodable {
  private enum Key: String, CodingKey {
    case v, mails, dryRun, hard, soft, policy, complaints, known, delayed, delivered, automatic, feedback
    case letters, nobody, erased, noMail, recorded
  }

  private struct Row: Encodable {
    let address: String
    let delivery: String
    let kind: String
    let status: String?
    let text: String
    let inARow: Int?
    let suppressed: String?
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(1, forKey: .v)
    try object.encode(mails, forKey: .mails)
    try object.encode(isRehearsal, forKey: .dryRun)
    for (key, kind) in [
      (Key.hard, Bounce.Kind.hard), (.soft, .soft), (.policy, .policy), (.complaints, .complaint),
    ] {
      try object.encode(number(of: kind), forKey: key)
    }
    for (key, why) in [
      (Key.delayed, ReturnedMail.Harmless.delayed), (.delivered, .delivered), (.automatic, .automatic),
      (.feedback, .feedback), (.letters, .ordinary),
    ] {
      try object.encode(harmless[why] ?? 0, forKey: key)
    }
    try object.encode(known, forKey: .known)
    try object.encode(nobody, forKey: .nobody)
    try object.encode(erased, forKey: .erased)
    try object.encode(noMail, forKey: .noMail)
    try object.encode(
      entries.map { entry in
        Row(
          address: entry.address.addrSpec, delivery: "\(entry.bounce.delivery)",
          kind: entry.bounce.kind.rawValue,
          status: entry.bounce.status?.description, text: entry.bounce.text,
          inARow: entry.row > 0 ? entry.row : nil, suppressed: entry.suppression?.rawValue)
      }, forKey: .recorded)
  }
}
