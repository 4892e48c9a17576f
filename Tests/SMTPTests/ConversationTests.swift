import Delivery
import Diagnostics
import Foundation
import SMTP
import Testing

/// Plays every file in `Conversations`.
@Suite struct ConversationTests {
  static let folder = Bundle.module.url(forResource: "Conversations", withExtension: nil)

  static var files: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder?.path(percentEncoded: false) ?? "")
    return (names ?? []).filter { $0.hasSuffix(".smtp") }.sorted()
  }

  @Test(arguments: files)
  func `the conversation goes as written`(_ file: String) throws {
    let url = try #require(Self.folder).appending(path: file)
    let conversation = try Conversation(String(contentsOf: url, encoding: .utf8))
    let server = try ScriptedSMTPServer(conversation.steps)
    let queue = MemoryQueue(try conversation.submissions)
    var account = try SMTPAccount(
      host: "127.0.0.1", port: server.port, security: .none, ehloName: "client.example")
    account.timeouts = conversation.timeouts
    account.messagesPerConnection = conversation.cap
    account.window = conversation.window
    account.connections = 1
    var policy = ReconnectPolicy.eager
    policy.attempts = conversation.attempts

    var failure: String?
    do {
      try SMTPTransport(account: account, reconnect: policy).deliver(from: queue)
    } catch let error as any ExplainedError {
      failure = error.problem.summary
    }

    #expect(server.differences() == [])
    let expectedFailure = conversation.failure?.replacing("PLACE", with: "127.0.0.1:\(server.port)")
    #expect(failure == expectedFailure)
    let outcomes = queue.outcomes.sorted { $0.key < $1.key }.map(\.value.line)
    #expect(outcomes.count == conversation.expectations.count, "\(outcomes)")
    for (outcome, expectation) in zip(outcomes, conversation.expectations) {
      #expect(outcome.hasPrefix(expectation), "\(outcome)")
    }
    if let claims = conversation.claims { #expect(queue.claims == claims) }
  }

  @Test func `there is a conversation for each phase and each way to fail`() {
    for phase in ["greeting", "ehlo", "mailFrom", "rcptTo", "data", "body"] {
      for failure in ["4xx", "5xx", "close", "silence"] {
        #expect(Self.files.contains("\(phase)-\(failure).smtp"))
      }
    }
    for failure in ["4xx", "5xx", "421", "close", "silence", "garbage", "slow"] {
      for phase in ["mailFrom", "rcptTo", "data", "body"] {
        #expect(Self.files.contains("pipelining-\(phase)-\(failure).smtp"))
        #expect(phase == "data" || Self.files.contains("chunking-\(phase)-\(failure).smtp"))
      }
    }
  }
}

extension Conversation {
  var submissions: [Submission] {
    get throws {
      try recipients.enumerated().map { index, recipient in
        let line = String(repeating: "x", count: 70) + "\r\n"
        let body = size.map { String(repeating: line, count: $0 / 72) } ?? "Hello\r\n"
        return try .example(Int64(index + 1), to: recipient, body: body)
      }
    }
  }
}

extension SubmissionOutcome {
  /// As conversations write it: `rejected at rcptTo, 550 5.1.1 no such user`.
  var line: String {
    switch self {
    case .accepted(let reply): "accepted, \(reply)"
    case .deferred(let phase, let reason): "deferred at \(phase.rawValue), \(reason)"
    case .rejected(let phase, let reason): "rejected at \(phase.rawValue), \(reason)"
    case .unknown(let phase, let reason): "unknown at \(phase.rawValue), \(reason)"
    }
  }
}
