import Delivery
import MailSandbox
import Testing

@testable import SMTP

@Suite struct ConnectionShareTests {
  private func share(_ most: Int = 1000, ends: [Int], window: Int = 4) -> Int {
    let share = ConnectionShare(most)
    for end in ends { share.ended(after: end, window: window) }
    return share.messages
  }

  @Test func `one that ends says nothing, two that end after as many do`() {
    #expect(share(ends: []) == 1000)
    #expect(share(ends: [104]) == 1000)
    #expect(share(ends: [104, 104]) == 100)
    #expect(share(ends: [104, 101]) == 97)
    #expect(share(ends: [104, 108]) == 100)
    #expect(share(ends: [104, 109]) == 1000)
    #expect(share(ends: [104, 20, 104]) == 1000)
  }

  @Test func `what ends at once is no limit, and what was said is never more`() {
    #expect(share(ends: [8, 8]) == 1000)
    #expect(share(ends: [9, 9]) == 5)
    #expect(share(3, ends: [104, 104]) == 3)
    #expect(share(ends: [54, 54, 104, 104]) == 50)
  }

  @Test func `a server that closes connections after nine messages does so twice`() throws {
    let fixture = try SandboxFixture(.pipelined) {
      $0.rules = try [10, 19].map { try SandboxRule("rcptTo reader\($0)@* each 1 421 4.7.0 enough") }
    }
    var account = try fixture.account()
    account.connections = 1
    let queue = MemoryQueue(try (1...40).map { try .example(Int64($0), to: "reader\($0)@example.org") })
    var begun: [Int: Int] = [:]
    let transport = SMTPTransport(account: account, reconnect: .eager) { connection, event in
      if case .client(let line) = event, line.hasPrefix("MAIL") { begun[connection, default: 0] += 1 }
    }
    try transport.deliver(from: queue)
    #expect(queue.outcomes.values.count { if case .accepted = $0 { true } else { false } } == 40)
    #expect(begun.sorted { $0.key < $1.key }.map(\.value) == [10, 10, 9, 9, 4])
  }
}
