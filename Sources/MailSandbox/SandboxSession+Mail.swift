internal import Foundation
internal import NIOCore

extension SandboxSession {
  mutating func mail(_ command: ClientCommand) -> [Effect] {
    guard client != nil else { return mistake("503 5.5.1 EHLO first") }
    guard transaction == nil else { return mistake("503 5.5.1 one message at a time; RSET drops it") }
    if configuration.requiresLogin, user == nil { return mistake("530 5.7.0 log in first") }
    let path: PathArgument
    do throws(PathArgument.Fault) {
      path = try PathArgument(command.argument, keyword: "FROM")
    } catch {
      return mistake("501 5.5.4 \(error.words)")
    }
    if let refusal = fault(inMailParameters: path) { return mistake(refusal) }
    if let size = path.value(of: "SIZE").flatMap(Int.init), size > configuration.sizeLimit {
      return say("552 5.3.4 at most \(configuration.sizeLimit) octets")
    }
    return follow(rules.action(at: .mailFrom, for: [path.address])) { session, text in
      session.transaction = Transaction(
        mailFrom: SandboxEnvelope.Path(address: path.address, parameters: path.parameters),
        takesUTF8: path.keywords.contains("SMTPUTF8"))
      return text.map { [.reply($0)] } ?? session.say("250 2.1.0 ok")
    }
  }

  /// Parameters only count when their extension is offered (RFC 5321 §4.1.1.11).
  private func fault(inMailParameters path: PathArgument) -> String? {
    for (keyword, parameter) in zip(path.keywords, path.parameters) {
      switch keyword {
      case "SIZE" where configuration.extensions.contains(.size):
        if path.value(of: "SIZE").flatMap(UInt.init) == nil {
          return "501 5.5.4 \(parameter.quotedShort) is no size"
        }
      case "BODY" where configuration.extensions.contains(.eightBitMIME):
        guard ["7BIT", "8BITMIME"].contains(path.value(of: "BODY")?.uppercased()) else {
          return "501 5.5.4 BODY is 7BIT or 8BITMIME"
        }
      case "SMTPUTF8" where configuration.extensions.contains(.smtpUTF8): break
      case "AUTH" where configuration.authentication != .off: break
      default: return "555 5.5.4 no parameter \(parameter.quotedShort) here"
      }
    }
    let isASCII = path.address.utf8.allSatisfy { $0 < 0x80 }
    return isASCII || path.keywords.contains("SMTPUTF8")
      ? nil : "553 5.6.7 not ASCII, and SMTPUTF8 was not asked for"
  }

  mutating func rcpt(_ command: ClientCommand) -> [Effect] {
    guard let open = transaction else { return mistake("503 5.5.1 MAIL first") }
    let path: PathArgument
    do throws(PathArgument.Fault) {
      path = try PathArgument(command.argument, keyword: "TO")
    } catch {
      return mistake("501 5.5.4 \(error.words)")
    }
    if let parameter = path.parameters.first {
      return mistake("555 5.5.4 no parameter \(parameter.quotedShort) here")
    }
    guard !path.address.isEmpty else { return mistake("501 5.1.3 nobody") }
    guard open.takesUTF8 || path.address.utf8.allSatisfy({ $0 < 0x80 }) else {
      return mistake("553 5.6.7 not ASCII, and SMTPUTF8 was not asked for")
    }
    guard open.rcptTo.count < configuration.recipientLimit else {
      return say("452 4.5.3 too many recipients")
    }
    return follow(rules.action(at: .rcptTo, for: [path.address])) { session, text in
      session.transaction?.rcptTo.append(
        SandboxEnvelope.Path(address: path.address, parameters: path.parameters))
      return text.map { [.reply($0)] } ?? session.say("250 2.1.5 ok")
    }
  }

  mutating func data(_ command: ClientCommand) -> [Effect] {
    guard command.argument.isEmpty else { return mistake("501 5.5.4 DATA takes no argument") }
    guard let open = transaction else { return mistake("503 5.5.1 MAIL first") }
    guard !open.rcptTo.isEmpty else { return mistake("554 5.5.1 no recipient") }
    guard !open.isChunked else { return mistake("503 5.5.1 the message came with BDAT so far") }
    return follow(rules.action(at: .data, for: open.rcptTo.map(\.address))) { session, text in
      session.mode = .data
      session.collector = session.emptyCollector
      return [.reply(text ?? "354 go ahead, and end with a lone dot")]
    }
  }

  mutating func chunk(_ command: ClientCommand) -> [Effect] {
    let words = command.argument.split(separator: " ")
    guard let count = words.first.flatMap({ UInt32($0) }), words.count == 1 || words.count == 2,
      words.count == 1 || words[1].uppercased() == "LAST"
    else {
      // Where the next command begins is not known any more.
      return say("501 5.5.4 BDAT count [LAST]") + [.close]
    }
    let isWanted = configuration.extensions.contains(.chunking) && transaction?.rcptTo.isEmpty == false
    if isWanted, transaction?.isChunked == false {
      transaction?.isChunked = true
      collector = emptyCollector
    }
    mode = .chunk(left: Int(count), isLast: words.count == 2, isWanted: isWanted)
    return []
  }

  mutating func stepData(_ buffer: inout ByteBuffer) -> [Effect]? {
    let (used, isComplete) = buffer.withUnsafeReadableBytes { collector.takeStuffed($0) }
    buffer.moveReaderIndex(forwardBy: used)
    guard isComplete else { return nil }
    return endOfMessage(transfer: "DATA")
  }

  mutating func stepChunk(_ buffer: inout ByteBuffer, left: Int, isLast: Bool, isWanted: Bool) -> [Effect]? {
    let count = min(left, buffer.readableBytes)
    if isWanted {
      buffer.withUnsafeReadableBytes { collector.take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    buffer.moveReaderIndex(forwardBy: count)
    guard count == left else {
      mode = .chunk(left: left - count, isLast: isLast, isWanted: isWanted)
      return nil
    }
    mode = .command
    guard configuration.extensions.contains(.chunking) else {
      return mistake("502 5.5.1 BDAT is not offered")
    }
    guard transaction != nil else { return mistake("503 5.5.1 MAIL first") }
    guard isWanted else { return mistake("554 5.5.1 no recipient") }
    return isLast ? endOfMessage(transfer: "BDAT") : say("250 2.0.0 \(left) octets")
  }

  private mutating func endOfMessage(transfer: String) -> [Effect] {
    defer {
      mode = .command
      transaction = nil
      collector = emptyCollector
    }
    guard let open = transaction else { return say("503 5.5.1 MAIL first") }
    if collector.isTooLarge { return say("552 5.3.4 at most \(configuration.sizeLimit) octets") }
    if collector.hasTooLongLine {
      return say("554 5.6.0 a line is longer than \(configuration.textLineLimit) octets")
    }
    let octets = collector.octets
    let (longest, bare) = octets.withUnsafeBytes { $0.lineFacts }
    let envelope = SandboxEnvelope(
      number: 0, received: Date(), client: client ?? "", tls: tls, user: user, transfer: transfer,
      mailFrom: open.mailFrom, rcptTo: open.rcptTo, octets: octets.count, longestLine: longest,
      bareLineFeeds: bare)
    return follow(rules.action(at: .body, for: open.rcptTo.map(\.address))) { session, text in
      [.file(octets, envelope, reply: text ?? session.replyToMessage)]
    }
  }

  /// `%` is the number under which it was filed.
  private var replyToMessage: String {
    configuration.extensions.contains(.enhancedStatusCodes) ? "250 2.0.0 filed as %" : "250 filed as %"
  }

  private var emptyCollector: MessageCollector {
    MessageCollector(sizeLimit: configuration.sizeLimit, lineLimit: configuration.textLineLimit)
  }
}

extension PathArgument.Fault {
  fileprivate var words: String {
    switch self {
    case .noKeyword: "MAIL FROM:<address> or RCPT TO:<address>"
    case .blankAfterColon: "no blank behind the colon"
    case .noAngleBrackets: "the address stands in angle brackets"
    case .tooLong: "the address is too long"
    }
  }
}

extension String {
  /// What a client said, short enough and without control characters, for a reply.
  fileprivate var quotedShort: String {
    String(prefix(40)).filter { $0.isASCII && !$0.isNewline && $0 >= " " }
  }
}
