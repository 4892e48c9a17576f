public import Diagnostics
public import Foundation
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// A mail server on this machine that keeps what it gets and delivers nothing.
public enum MailSandbox {
  /// Starts one; throws when the port is taken or the folder cannot be made.
  ///
  /// It listens on loopback only.
  public static func start(_ configuration: SandboxConfiguration) throws -> RunningSandbox {
    let folder = try MessageFolder(configuration.folder)
    let tls = configuration.security == .none ? nil : try SandboxIdentity(configuration.identity).context
    let rules = RuleBook(configuration.rules)
    let counter = ConnectionCounter(limit: configuration.connectionLimit)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard counter.enter() else { throw TooManyConnections() }
          channel.closeFuture.whenComplete { _ in counter.leave() }
          try channel.pipeline.syncOperations.addSandbox(
            configuration, rules: rules, folder: folder, tls: tls)
        }
      }
    do {
      let channels = try bind(bootstrap, configuration)
      guard let port = channels.first?.localAddress?.port else { throw NoPort() }
      return RunningSandbox(port: port, folder: configuration.folder, group: group)
    } catch {
      try group.syncShutdownGracefully()
      throw error
    }
  }

  private static func bind(_ bootstrap: ServerBootstrap, _ configuration: SandboxConfiguration) throws
    -> [any Channel]
  {
    let hosts =
      switch configuration.address {
      case .ipv4: ["127.0.0.1"]
      case .ipv6: ["::1"]
      case .both: ["127.0.0.1", "::1"]
      }
    var channels: [any Channel] = []
    for host in hosts {
      let port = channels.first?.localAddress?.port ?? configuration.port
      do {
        channels.append(try bootstrap.bind(host: host, port: port).wait())
      } catch {
        let words = (error as? IOError).map { String(cString: strerror($0.errnoCode)).lowercased() }
        throw CannotListen(place: "\(host):\(port)", words: words ?? "\(error)")
      }
    }
    return channels
  }
}

/// A sandbox that is listening; stop it when it is not needed any more.
public final class RunningSandbox: Sendable {
  /// The port it listens on.
  public let port: Int
  /// Where it files what it gets.
  public let folder: URL
  private let group: MultiThreadedEventLoopGroup
  private let isStopped = Mutex(false)

  init(port: Int, folder: URL, group: MultiThreadedEventLoopGroup) {
    self.port = port
    self.folder = folder
    self.group = group
  }

  /// What it has filed so far.
  public func messages() throws -> [FiledMessage] { try FiledMessage.all(in: folder) }

  /// Ends every connection and stops listening; a second call does nothing.
  public func stop() throws {
    let wasStopped = isStopped.withLock { stopped in
      defer { stopped = true }
      return stopped
    }
    if !wasStopped { try group.syncShutdownGracefully() }
  }
}

/// Counts connections, so that no client can take all file descriptors.
final class ConnectionCounter: Sendable {
  private let count = Mutex(0)
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  /// False when there are enough.
  func enter() -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  func leave() {
    count.withLock { $0 -= 1 }
  }
}

extension ChannelPipeline.SynchronousOperations {
  fileprivate func addSandbox(
    _ configuration: SandboxConfiguration, rules: RuleBook, folder: MessageFolder, tls: NIOSSLContext?
  ) throws {
    if configuration.security == .implicitTLS, let tls { try addHandler(NIOSSLServerHandler(context: tls)) }
    try addHandler(IdleStateHandler(readTimeout: TimeAmount(configuration.idleTimeout)))
    try addHandler(SandboxHandler(configuration, rules: rules, folder: folder, tls: tls))
  }
}

struct TooManyConnections: Error {}

struct NoPort: Error {}

/// The address is taken, or may not be used.
public struct CannotListen: ExplainedError, Hashable {
  /// The address and port.
  public let place: String
  /// The system's words.
  public let words: String

  /// What is said about it.
  public var problem: Problem {
    Problem(.cannotCreate, "can't listen on \(place)", evidence: [words.printable], try: ["another port"])
  }
}
