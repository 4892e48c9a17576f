import Delivery
import Diagnostics
import Foundation
import InternetMessage
import MailingLists
import Testing

@testable import Ledger

/// Rounds between the file they are written into at once and the tables they are put into later.
@Suite struct RoundTests {
  private let fixture: LedgerFixture
  private let mailing: Mailing
  private let start = LedgerFixture.start

  init() throws {
    fixture = try LedgerFixture()
    mailing = try fixture.run(readers: 200)
    // What is known to be due is not looked up again, so that rounds stay in the file.
    _ = try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 200)
  }

  private func id(_ number: Int64) -> DeliveryID { DeliveryID(mailing: mailing.id, number: number) }

  private func accepted(_ number: Int64) -> Verdict {
    Verdict(id(number), outcome: .accepted(.queued), state: .accepted)
  }

  /// A claim and, from the second on, the outcome of the one before it.
  private func commit(_ numbers: ClosedRange<Int64>, in ledger: SQLiteLedger) throws {
    for number in numbers {
      try ledger.commit(
        claims: [id(number)], verdicts: number == numbers.lowerBound ? [] : [accepted(number - 1)], at: start)
    }
  }

  /// The file of the sender there is.
  private var file: URL? {
    get throws {
      let folder = URL(filePath: fixture.path).deletingLastPathComponent()
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.lastPathComponent.contains(".rounds-") }
      #expect(files.count < 2)
      return files.first
    }
  }

  @Test func `who opens the ledger sees a round at once, and its sender puts it in once`() throws {
    let reader = try SQLiteLedger(path: fixture.path)
    try commit(1...5, in: fixture.ledger)
    #expect(fixture.ledger.log.isWaiting)
    #expect(
      try reader.counts(of: mailing.id) == DeliveryCounts([.accepted: 4, .submitting: 1, .pending: 195]))
    try fixture.ledger.commit(claims: [], verdicts: [accepted(5)], at: start)
    #expect(try reader.counts(of: mailing.id) == DeliveryCounts([.accepted: 5, .pending: 195]))
    try fixture.ledger.settle()
    #expect(!fixture.ledger.log.isWaiting)
    for number in 1...5 as ClosedRange<Int64> {
      #expect(try fixture.ledger.attempts(of: id(number)).map(\.number) == [1])
    }
    // Emptied and begun anew, at the same length.
    let size = try #require(try file).resourceValues(forKeys: [.fileSizeKey]).fileSize
    #expect(size == 0)
    try fixture.ledger.commit(claims: [id(6)], verdicts: [], at: start)
    #expect(try reader.counts(of: mailing.id)[.submitting] == 1)
  }

  @Test func `a file that was emptied is told from one that was not, whatever their lengths`() throws {
    let reader = try SQLiteLedger(path: fixture.path)
    for number in 1...9 as ClosedRange<Int64> {
      // Each line is as long as the one before it.
      try fixture.ledger.commit(claims: [id(number)], verdicts: [accepted(number)], at: start)
      #expect(try reader.counts(of: mailing.id)[.accepted] == Int(number))
      if number.isMultiple(of: 2) { try fixture.ledger.settle() }
    }
  }

  @Test func `whatever a crash left of the last lines, the whole ones count`() throws {
    try commit(1...4, in: fixture.ledger)
    let file = try #require(try file)
    let bytes = try Data(contentsOf: file)
    let ends = bytes.indices.filter { bytes[$0] == 10 }.map { $0 + 1 }
    #expect(ends.count == 4)
    let copies = fixture.folder + "/copies"
    for cut in 0...bytes.count {
      for rest in [Data(), Data(repeating: 0, count: 3)] {
        try? FileManager.default.removeItem(atPath: copies)
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: false)
        let copy = copies + "/ledger.sqlite"
        try (bytes.prefix(cut) + rest).write(
          to: URL(filePath: copies + "/" + file.lastPathComponent))
        let place = RoundFile.Place(sender: fixture.ledger.log.sender)
        let whole = ends.count { $0 <= cut }
        let rounds = try RoundFile.rounds(behind: place, ledger: copy)
        #expect(rounds.map(\.number) == Array(1...4 as ClosedRange<Int64>).dropLast(4 - whole))
        #expect(rounds.last?.end == ends.prefix(whole).last)
      }
    }
  }

  static let verdicts: [Verdict] = SendingTests.outcomes.flatMap { outcome in
    [
      Verdict(DeliveryID(mailing: 3, number: 7), outcome: outcome, state: .accepted),
      Verdict(
        DeliveryID(mailing: 3, number: 7), outcome: outcome, state: .deferred,
        nextAttempt: Date(timeIntervalSince1970: 1_795_000_000.125), suppression: .bounced),
    ]
  }

  @Test(arguments: verdicts) func `a round is read as it was written`(_ verdict: Verdict) throws {
    var round = RecordedRound(
      number: 12, time: 1_795_000_000.25, day: AccountDay(account: "po\"st", day: "2026-11-28"),
      claims: [DeliveryID(mailing: 3, number: 8), DeliveryID(mailing: 4, number: 1)], verdicts: [verdict])
    for _ in 1...2 {
      var line: [UInt8] = []
      round.write(to: &line)
      #expect(line.last == 10 && line.count { $0 == 10 } == 1)
      #expect(RecordedRound(line: line.dropLast()) == round)
      round.day = nil
      round.claims = []
    }
  }

  @Test func `equal verdicts are one, and their order stays`() throws {
    var verdicts = (1...3 as ClosedRange<Int64>).map(accepted)
    verdicts.append(Verdict(id(4), outcome: .unknown(.body, .timedOut), state: .unknown))
    verdicts += (5...6 as ClosedRange<Int64>).map(accepted)
    let round = RecordedRound(number: 1, time: 0.5, day: nil, claims: [], verdicts: verdicts)
    var line: [UInt8] = []
    round.write(to: &line)
    let key = mailing.id << 32
    let queued = #""accepted",null,null,"accepted",null,"reply",250,"2.0.0","queued as 4711""#
    #expect(
      String(decoding: line, as: UTF8.self) == """
        {"round":1,"time":0.5,"claims":[],"verdicts":[[[\(key + 1),\(key + 2),\(key + 3)],\(queued)],\
        [[\(key + 4)],"unknown",null,null,"unknown","body","timed-out",null,null,""],\
        [[\(key + 5),\(key + 6)],\(queued)]]}

        """)
    #expect(RecordedRound(line: line.dropLast()) == round)
  }

  @Test(arguments: ["", "\"", "\\", "a\u{0}b\u{1F}\t\u{7F}", "Łódź \u{2028}", "\u{1F680}"])
  func `what a server says is read as it was written`(_ text: String) throws {
    let reply = SMTPReply(code: 250, lines: [text, text])
    let round = RecordedRound(
      number: 1, time: 0, day: nil, claims: [],
      verdicts: [Verdict(DeliveryID(mailing: 1, number: 1), outcome: .accepted(reply), state: .accepted)])
    var line: [UInt8] = []
    round.write(to: &line)
    #expect(line.count { $0 == 10 } == 1)
    #expect(RecordedRound(line: line.dropLast()) == round)
  }

  @Test func `while a sender is at work, everybody sees what was so at some moment`() async throws {
    let count: Int64 = 200
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [path = fixture.path, mailing] in
        let reader = try SQLiteLedger(path: path)
        var last = 0
        while last < Int(count) - 1 {
          let counts = try reader.counts(of: mailing.id)
          #expect(counts[.accepted] >= last && counts[.submitting] < 2)
          #expect(counts[.accepted] + counts[.submitting] + counts[.pending] == Int(count))
          last = counts[.accepted]
        }
      }
      for number in 1...count {
        try commit(number...number, in: fixture.ledger)
        try fixture.ledger.commit(claims: [], verdicts: [accepted(number)], at: start)
        if number.isMultiple(of: 7) { try fixture.ledger.settle() }
        await Task.yield()
      }
      try await group.waitForAll()
    }
    #expect(try fixture.ledger.counts(of: mailing.id) == DeliveryCounts([.accepted: 200]))
  }

  @Test func `a sender that another one took over from records nothing more`() throws {
    try commit(1...3, in: fixture.ledger)
    let other = try SQLiteLedger(path: fixture.path)
    try other.commit(claims: [id(4)], verdicts: [], at: start)
    #expect(
      try other.counts(of: mailing.id) == DeliveryCounts([.accepted: 2, .submitting: 2, .pending: 196]))
    #expect(throws: LedgerError(.locked, path: fixture.path)) { try fixture.ledger.settle() }
    #expect(throws: LedgerError(.locked, path: fixture.path)) {
      try fixture.ledger.commit(claims: [id(4)], verdicts: [], at: start)
      try fixture.ledger.settle()
    }
  }

  @Test func `a file goes with its sender, and one that was left goes with the next`() throws {
    try commit(1...3, in: fixture.ledger)
    let left = try #require(try file)
    let copy = try Data(contentsOf: left)
    try fixture.reopen()
    #expect(try file == nil)
    // As if the sender had been killed behind its last round.
    try copy.write(to: left)
    #expect(try fixture.ledger.counts(of: mailing.id)[.accepted] == 2)
    try fixture.ledger.commit(claims: [id(4)], verdicts: [], at: start)
    #expect(try file != left)
    #expect(try fixture.ledger.counts(of: mailing.id)[.submitting] == 2)
  }

  @Test func `who is erased is not in a file that a killed sender left`() throws {
    let words = "<reader1@example.org>: no such user"
    let refusal = SubmissionOutcome.rejected(.rcptTo, .reply(SMTPReply(code: 550, lines: [words])))
    try fixture.ledger.commit(
      claims: [], verdicts: [Verdict(id(1), outcome: refusal, state: .rejected)], at: start)
    let left = try #require(try file)
    let copy = try Data(contentsOf: left)
    #expect(copy.range(of: Data(words.utf8)) != nil)
    try fixture.reopen()
    try copy.write(to: left)
    let keys = try TokenKeys(current: Array(repeating: 7, count: 32))
    let address = ErasedAddress(try EmailAddress("reader1@example.org"), keys: keys)
    #expect(try fixture.ledger.erase(address, at: start) == 1)
    #expect(try fixture.states(of: mailing)[1] == .rejected)
    #expect(!FileManager.default.fileExists(atPath: left.path))
    let folder = URL(filePath: fixture.path).deletingLastPathComponent()
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      #expect(try Data(contentsOf: file).range(of: Data("reader1@example.org".utf8)) == nil, "\(file.path)")
    }
  }

  @Test func `nobody else can read the file`() throws {
    try commit(1...2, in: fixture.ledger)
    let file = try #require(try file)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `who is due is read behind those given, and otherwise with the rounds there are`() throws {
    func due(after number: Int64) throws -> [Int64] {
      try fixture.ledger.due(.pending, of: mailing.id, after: number, limit: 3).map(\.id.number)
    }
    try commit(1...5, in: fixture.ledger)
    #expect(try due(after: 5) == [6, 7, 8])
    #expect(fixture.ledger.log.isWaiting, "nothing had to be put in for that")
    #expect(try due(after: 4) == [6, 7, 8])
    #expect(!fixture.ledger.log.isWaiting)
    try commit(6...7, in: fixture.ledger)
    #expect(try due(after: 0) == [8, 9, 10])
    #expect(!fixture.ledger.log.isWaiting)
  }

  @Test func `so many rounds may wait, and then the next one puts them in first`() throws {
    let log = RoundLog(ledger: fixture.path)
    let outcomes = (1...200 as ClosedRange<Int64>).map(accepted)
    for round in 1...100 as ClosedRange<Int64> {
      #expect(!log.isFull)
      try log.append(claims: [], verdicts: outcomes, on: nil, at: start)
      #expect(log.rounds(after: round - 1).count == 1)
    }
    #expect(log.isFull)
    log.putIn(through: 1)
    #expect(!log.isFull && log.isWaiting)
    log.putIn(through: 100)
    #expect(!log.isWaiting)
  }

  @Test func `rounds that outlive a power cut are told like all others`() throws {
    let fixture = try LedgerFixture(durability: .powerLoss)
    let mailing = try fixture.run(readers: 3)
    _ = try fixture.ledger.due(.pending, of: mailing.id, after: 0, limit: 3)
    for number in 1...3 as ClosedRange<Int64> {
      let id = DeliveryID(mailing: mailing.id, number: number)
      try fixture.ledger.commit(
        claims: [id], verdicts: [Verdict(id, outcome: .accepted(.queued), state: .accepted)], at: start)
    }
    #expect(try SQLiteLedger(path: fixture.path).counts(of: mailing.id)[.accepted] == 3)
  }
}
