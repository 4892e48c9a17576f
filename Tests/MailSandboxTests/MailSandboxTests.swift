import Diagnostics
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import MailSandbox

/// The sandbox over real connections.
@Suite struct MailSandboxTests {
  private static let message = "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\nhello\r\n.\r\n"

  @Test(arguments: [SandboxConfiguration.Address.ipv4, .ipv6, .both])
  func `it listens on loopback`(_ address: SandboxConfiguration.Address) throws {
    let fixture = try LiveSandbox { $0.address = address }
    let hosts = address == .ipv4 ? ["127.0.0.1"] : address == .ipv6 ? ["::1"] : ["127.0.0.1", "::1"]
    for host in hosts {
      #expect(try converse(fixture, Self.message + "QUIT\r\n", host: host).hasSuffix("221 2.0.0 bye\r\n"))
    }
    #expect(try fixture.messages().count == hosts.count)
  }

  @Test func `a port that is taken is said so`() throws {
    let fixture = try LiveSandbox()
    let error = #expect(throws: CannotListen.self) { try LiveSandbox { $0.port = fixture.sandbox.port } }
    #expect(error?.problem.summary == "can't listen on 127.0.0.1:\(fixture.sandbox.port)")
  }

  @Test func `what is filed is complete when the answer comes`() throws {
    let seen = Mutex<[String]>([])
    let fixture = try LiveSandbox { configuration in
      let folder = configuration.folder
      configuration.whenFiled = { _ in
        let names =
          (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        seen.withLock { $0 += names.filter { !$0.hasPrefix(".") } }
      }
    }
    let answer = try converse(fixture, Self.message + "QUIT\r\n")
    #expect(answer.contains("250 2.0.0 filed as 1\r\n"))
    #expect(seen.withLock { $0.sorted() } == ["000001.eml", "000001.envelope.json"])
    let names = try FileManager.default.contentsOfDirectory(
      atPath: fixture.sandbox.folder.path(percentEncoded: false))
    #expect(names.sorted() == ["000001.eml", "000001.envelope.json"])
  }

  @Test func `numbers go on where an earlier sandbox stopped`() throws {
    let fixture = try LiveSandbox()
    _ = try converse(fixture, Self.message + "QUIT\r\n")
    try fixture.sandbox.stop()
    try fixture.sandbox.stop()
    let second = try LiveSandbox { $0.folder = fixture.sandbox.folder }
    _ = try converse(second, Self.message + "QUIT\r\n")
    #expect(try second.messages().map(\.envelope.number) == [1, 2])
  }

  @Test func `two sandboxes on one folder never overwrite`() throws {
    let fixture = try LiveSandbox()
    let second = try LiveSandbox { $0.folder = fixture.sandbox.folder }
    for _ in 0..<5 {
      _ = try converse(fixture, Self.message + "QUIT\r\n")
      _ = try converse(second, Self.message + "QUIT\r\n")
    }
    #expect(try fixture.messages().map(\.envelope.number).count == 10)
  }

  @Test func `connections are limited, and room is made again`() throws {
    let fixture = try LiveSandbox { $0.connectionLimit = 1 }
    let first = try Client(fixture)
    #expect(try first.waitFor("220"))
    #expect(try converse(fixture, "").isEmpty)
    try first.close()
    // The server notices a moment after the client.
    let hasRoom = try (0..<200).contains { _ in try converse(fixture, "QUIT\r\n").hasPrefix("220") }
    #expect(hasRoom)
  }

  @Test func `a silent client is sent away`() throws {
    let fixture = try LiveSandbox { $0.idleTimeout = .milliseconds(200) }
    #expect(try converse(fixture, "EHLO x\r\n").hasSuffix("421 4.4.2 silent for too long\r\n"))
  }

  @Test func `what came with STARTTLS is not taken for what comes behind it`() throws {
    let fixture = try LiveSandbox { $0.security = .startTLS }
    let answer = try converse(
      fixture, "EHLO x\r\nSTARTTLS\r\nMAIL FROM:<>\r\nthis is no TLS\r\n", ending: true)
    #expect(answer.contains("220 2.0.0 go ahead\r\n"))
    #expect(!answer.contains("2.1.0"))
  }

  @Test(arguments: [
    ("ehlo close", "220"), ("mailFrom 421 4.3.2 closing", "220 250 421"), ("data close", "220 250 250 250"),
    ("body close", "220 250 250 250 354"), ("body keep close", "220 250 250 250 354"),
    ("rcptTo 550 5.1.1 no", "220 250 250 550 554 500 500 221"),
    ("rcptTo 251 2.1.5 forwards", "220 250 250 251 354 250 221"), ("greeting 421 4.3.2 busy", "421"),
    ("body slow 50ms", "220 250 250 250 354 250 221"), ("ehlo garbage", "220 %!$ 503 503 503 500 500 221"),
    ("body 250 2.0.0 kept", "220 250 250 250 354 250 221"),
    ("body 554 5.7.1 spam", "220 250 250 250 354 554 221"),
  ])
  func `each rule does what it says`(_ rule: String, _ codes: String) throws {
    let fixture = try LiveSandbox { $0.rules = [try SandboxRule(rule)] }
    let lines = try converse(fixture, Self.message + "QUIT\r\n").split(whereSeparator: \.isNewline)
    let shown = lines.filter { $0.dropFirst(3).first != "-" }.map { $0.prefix(3) }
    #expect(shown.joined(separator: " ") == codes)
    let isFiled = ["body keep close", "rcptTo 251 2.1.5 forwards", "body slow 50ms", "body 250 2.0.0 kept"]
    #expect(try fixture.messages().count == (isFiled.contains(rule) ? 1 : 0))
  }

  @Test func `a certificate from files is used, and a file without one is named`() throws {
    let maker = try LiveSandbox { $0.security = .implicitTLS }
    let nothing = maker.folder.appending(path: "empty.pem")
    try Data("nothing\n".utf8).write(to: nothing)
    #expect(throws: (any Error).self) {
      try LiveSandbox {
        $0.security = .startTLS
        $0.identity = .files(certificate: nothing, key: nothing)
      }
    }
    let pem = try String(contentsOf: maker.certificateFile, encoding: .utf8)
    #expect(pem.hasPrefix("-----BEGIN CERTIFICATE-----"))
  }

  /// Sends everything at once and reads until the server ends the connection.
  private func converse(
    _ fixture: LiveSandbox, _ text: String, host: String = "127.0.0.1", ending: Bool = false
  ) throws -> String {
    let client = try Client(fixture, host: host)
    try client.say(text, ending: ending)
    return try client.untilTheEnd()
  }
}

/// A client that says bytes and keeps what comes back.
private final class Client: Sendable {
  private let channel: any Channel
  private let heard: HeardText

  init(_ fixture: LiveSandbox, host: String = "127.0.0.1") throws {
    let heard = HeardText()
    self.heard = heard
    channel = try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Listener(heard))
        }
      }
      .connect(host: host, port: fixture.sandbox.port).wait()
  }

  func say(_ text: String, ending: Bool) throws {
    // The server may have gone already; what it said is what counts.
    try? channel.writeAndFlush(ByteBuffer(string: text)).wait()
    if ending { try? channel.close(mode: .output).wait() }
  }

  func untilTheEnd() throws -> String {
    try #require(heard.end.wait(timeout: .now() + 20) == .success)
    try? channel.close().wait()
    return heard.text.withLock { $0 }
  }

  func waitFor(_ start: String) throws -> Bool {
    try #require(heard.first.wait(timeout: .now() + 20) == .success)
    return heard.text.withLock { $0.hasPrefix(start) }
  }

  func close() throws { try channel.close().wait() }
}

private final class HeardText: Sendable {
  let text = Mutex("")
  let first = DispatchSemaphore(value: 0)
  let end = DispatchSemaphore(value: 0)
}

private final class Listener: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let heard: HeardText

  init(_ heard: HeardText) {
    self.heard = heard
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    heard.text.withLock { $0 += String(buffer: unwrapInboundIn(data)) }
    heard.first.signal()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event as? ChannelEvent == .inputClosed { heard.end.signal() }
  }

  func channelInactive(context: ChannelHandlerContext) { heard.end.signal() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
