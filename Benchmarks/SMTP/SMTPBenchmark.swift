import Delivery
import Foundation
import InternetMessage
import Ledger
import MailingLists
import SMTP

/// Sends a plan of messages of 60 KB, ledger and all, and prints messages a second, CPU time and peak memory.
///
/// usage: smtp-bench PORT MESSAGES [CONNECTIONS] [OCTETS]
@main enum SMTPBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard arguments.count >= 2 else {
      print("usage: smtp-bench PORT MESSAGES [CONNECTIONS] [OCTETS]")
      exit(64)
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "smtp-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let ledger = try SQLiteLedger(path: folder.appending(path: "ledger.sqlite").path)
    var planned: Mailing?
    let planning = try ContinuousClock().measure { planned = try plan(people: arguments[1], in: ledger) }
    guard let mailing = planned else { return }
    // One for all, as smtp-source and nodemailer have them.
    let message = try message(octets: arguments.count > 3 ? arguments[3] : 61_440)
    let returnPath = try EmailAddress("bounces@example.com")
    let start = ContinuousClock.now
    let queue = SendQueue(
      mailing, in: ledger, clock: SendClock(date: { Date() }, elapsed: { start.duration(to: .now) })
    ) { delivery in
      Submission(
        delivery: delivery.id,
        envelope: Envelope(returnPath: returnPath, recipient: delivery.address),
        message: message)
    }
    var account = try SMTPAccount(host: "127.0.0.1", port: arguments[0], security: .none)
    // smtp-source -d keeps its connections to the end.
    account.messagesPerConnection = 1000
    account.connections = arguments.count > 2 ? arguments[2] : 10
    let before = usage()
    let duration = try ContinuousClock().measure {
      try SMTPTransport(account: account).deliver(from: queue)
      // Whatever is read, all that was recorded is in the tables then.
      _ = try ledger.mailing(mailing.id)
    }
    let after = usage()
    let counts = try ledger.counts(of: mailing.id)
    guard counts[.accepted] == arguments[1] else {
      print("accepted \(counts[.accepted]) of \(arguments[1])")
      exit(1)
    }
    let seconds = duration / .seconds(1)
    let processor = after.seconds - before.seconds
    print(
      "\(Int(Double(arguments[1]) / seconds)) messages/s,",
      "\(Int(processor / Double(arguments[1]) * 1e6)) microseconds of CPU each,",
      "\(after.peakKilobytes) KB;",
      "planned \(Int(Double(arguments[1]) / (planning / .seconds(1)))) rows/s, \(before.peakKilobytes) KB")
  }

  private static func plan(people: Int, in ledger: SQLiteLedger) throws -> Mailing {
    var generator = SystemRandomNumberGenerator()
    let plan = MailingPlan(
      issue: "001-benchmark", contentHash: "c0ffee", list: "readers", subject: "A letter of sixty kilobytes",
      domain: try DomainName("example.com"), createdAt: Date())
    let summary = try ledger.propose(plan, from: Readers(count: people), using: &generator)
    return try ledger.start(summary.mailing.id, at: Date())
  }

  private static func message(octets: Int) throws -> EncodedMessage {
    let head = """
      From: The Letter <letter@example.com>\r
      To: reader@example.org\r
      Subject: A letter of sixty kilobytes\r
      MIME-Version: 1.0\r
      Content-Type: text/plain; charset=us-ascii\r
      \r

      """
    let line = "It is read by those who like long letters, and by a machine that counts.\r\n"
    var bytes = Array(head.utf8)
    while bytes.count + line.utf8.count <= octets { bytes += line.utf8 }
    return try EncodedMessage(bytes)
  }

  private static func usage() -> (seconds: Double, peakKilobytes: Int) {
    var usage = rusage()
    // RUSAGE_SELF, which is not of one type on all systems.
    getrusage(0, &usage)
    let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
    return (seconds, Int(usage.ru_maxrss))
  }
}

/// `reader1@example.org` and so on.
private struct Readers: RecipientSource {
  var count: Int

  func forEachRow(_ body: (ListRow) throws -> Void) throws -> ListFacts {
    for number in 1...max(1, count) {
      let address = try EmailAddress("reader\(number)@example.org")
      try body(
        .recipient(
          Recipient(
            address: address, name: "Reader \(number)", fields: ["email": address.addrSpec], row: number + 1))
      )
    }
    return ListFacts(rows: count, columns: ["email"])
  }
}
