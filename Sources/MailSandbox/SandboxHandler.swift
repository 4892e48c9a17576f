internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Carries out what a session decides.
final class SandboxHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let folder: MessageFolder
  private let configuration: SandboxConfiguration
  private let tls: NIOSSLContext?
  private var session: SandboxSession
  private var buffer = ByteBuffer()
  private var waiting: [SandboxSession.Effect] = []
  private var isPaused = false
  private var isDeaf = false

  init(_ configuration: SandboxConfiguration, rules: RuleBook, folder: MessageFolder, tls: NIOSSLContext?) {
    self.configuration = configuration
    self.folder = folder
    self.tls = tls
    session = SandboxSession(configuration, rules: rules, hasTLS: configuration.security == .implicitTLS)
  }

  func channelActive(context: ChannelHandlerContext) {
    perform(session.greet(), context: context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isDeaf else { return }
    var bytes = unwrapInboundIn(data)
    if buffer.readableBytes == 0 { buffer = bytes } else { buffer.writeBuffer(&bytes) }
    work(context: context)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.flush()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is IdleStateHandler.IdleStateEvent:
      perform(session.say("421 4.4.2 silent for too long") + [.close], context: context)
    case let event as TLSUserEvent:
      if case .handshakeCompleted = event { session.tls = tlsVersion(context) }
    case ChannelEvent.inputClosed:
      context.close(promise: nil)
    default: break
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// A client that resets, or speaks no TLS, ends its own connection and no other.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func work(context: ChannelHandlerContext) {
    while !isPaused, !isDeaf, let effects = session.step(&buffer) {
      perform(effects, context: context)
    }
    buffer.discardReadBytes()
  }

  private func perform(_ effects: [SandboxSession.Effect], context: ChannelHandlerContext) {
    waiting += effects
    while !isPaused, !isDeaf, !waiting.isEmpty {
      switch waiting.removeFirst() {
      case .reply(let text): write(text, context: context)
      case .file(let octets, let envelope, let reply): file(octets, envelope, reply: reply, context: context)
      case .startTLS: startTLS(context: context)
      case .pause(let duration): pause(duration, context: context)
      case .hush: isDeaf = true
      case .close:
        isDeaf = true
        context.flush()
        context.close(promise: nil)
      }
    }
    context.flush()
  }

  private func write(_ text: String, context: ChannelHandlerContext) {
    var line = context.channel.allocator.buffer(capacity: text.utf8.count + 2)
    line.writeString(text)
    line.writeStaticString("\r\n")
    context.write(wrapOutboundOut(line), promise: nil)
  }

  /// The answer leaves after the file is complete.
  private func file(
    _ octets: [UInt8], _ envelope: SandboxEnvelope, reply: String?, context: ChannelHandlerContext
  ) {
    do {
      let filed = try folder.file(octets, envelope)
      if let reply { write(reply.replacing("%", with: "\(filed.envelope.number)"), context: context) }
      configuration.whenFiled?(filed)
    } catch {
      write("451 4.3.0 can't file it: \(error)", context: context)
    }
  }

  /// What came in the same breath as STARTTLS was said by nobody we know.
  private func startTLS(context: ChannelHandlerContext) {
    context.flush()
    buffer.clear()
    guard let tls else { return }
    do {
      try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
    } catch {
      context.close(promise: nil)
    }
  }

  private func pause(_ duration: Duration, context: ChannelHandlerContext) {
    isPaused = true
    context.flush()
    context.channel.setOption(.autoRead, value: false).whenFailure { _ in }
    let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: TimeAmount(duration)) {
      let (handler, context) = loop.value
      handler.isPaused = false
      context.channel.setOption(.autoRead, value: true).whenFailure { _ in }
      handler.perform([], context: context)
      handler.work(context: context)
      context.flush()
    }
  }

  private func tlsVersion(_ context: ChannelHandlerContext) -> String? {
    guard let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self) else {
      return nil
    }
    return switch handler.tlsVersion {
    case .tlsv13: "TLSv1.3"
    case .tlsv12: "TLSv1.2"
    case .some: "older"
    case nil: nil
    }
  }
}
