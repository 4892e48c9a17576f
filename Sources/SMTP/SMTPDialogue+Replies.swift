internal import Delivery

extension SMTPDialogue {
  /// A reply arrived: it belongs to the oldest command that waits for one.
  mutating func received(_ reply: SMTPReply) -> [Action] {
    guard !isOver, let step = awaited.first else {
      // Nobody asked: question and answer are out of step, or the server says goodbye.
      return ended(.reply(reply))
    }
    if reply.code == 421 { return closed(by: reply, at: step) }
    awaited.removeFirst()
    switch step {
    case .rset: return answeredToReset(reply)
    case .mailFrom: return answeredToMailFrom(reply)
    case .rcptTo: return answeredToRecipient(reply)
    case .data: return answeredToData(reply)
    case .body: return answeredToBody(reply)
    case .loneDot:
      messages[0].hasOpenedTransaction = false
      return concludeFirst()
    case .quit: return ended(.reply(reply))
    }
  }

  /// A line arrived that is no reply.
  ///
  /// While one answer is awaited it is skipped. Among several it may stand in the place of one, and all
  /// that follow would be taken for the answer to something else.
  mutating func receivedGarbage(_ text: String) -> [Action] {
    awaited.count > 1 ? ended(.unintelligible(text)) : []
  }

  /// The server is closing down (RFC 5321 §3.8): it does not take the message it says this about.
  ///
  /// What had not been claimed can go over another connection; what had left behind that message stays unknown.
  private mutating func closed(by reply: SMTPReply, at step: Step) -> [Action] {
    if let first = messages.first, first.verdict == nil, first.isClaimed {
      messages[0].verdict = .deferred(step.phase, .reply(reply))
    }
    return ended(.reply(reply))
  }

  private mutating func answeredToReset(_ reply: SMTPReply) -> [Action] {
    guard reply.isPositive else { return ended(.reply(reply), at: .mailFrom) }
    return rung == .sequential ? [sayMailFrom(messages[0])] : []
  }

  private mutating func answeredToMailFrom(_ reply: SMTPReply) -> [Action] {
    guard reply.isPositive else { return refused(reply, at: .mailFrom) }
    messages[0].hasOpenedTransaction = true
    return rung == .sequential ? [say(.rcptTo(messages[0].envelope.recipient), .rcptTo)] : []
  }

  private mutating func answeredToRecipient(_ reply: SMTPReply) -> [Action] {
    guard reply.isPositive else { return refused(reply, at: .rcptTo) }
    messages[0].hasOpenedTransaction = true
    return rung == .sequential ? [say(.data, .data)] : []
  }

  private mutating func answeredToData(_ reply: SMTPReply) -> [Action] {
    guard reply.code == 354 else { return refused(reply, at: .data) }
    switch messages[0].refusedAt {
    case nil:
      messages[0].isClaimed = true
      awaited.append(.body)
      return [.claim(messages[0].delivery), .sendMessage(messages[0].delivery)]
    case .mailFrom:
      // The recipient joined somebody else's envelope, who would get whatever is sent now.
      return ended(unfitting(reply), at: .data)
    default:
      // Without a recipient there may still be a go-ahead (RFC 2920 §3.1).
      awaited.append(.loneDot)
      return [.sendLoneDot]
    }
  }

  private mutating func answeredToBody(_ reply: SMTPReply) -> [Action] {
    guard messages[0].hasLeft else { return answeredTooEarly(reply) }
    guard !reply.isIntermediate else { return ended(unfitting(reply), at: .body) }
    if reply.isPositive, messages[0].refusedAt == .mailFrom {
      // It was taken with an envelope that is not ours to know.
      messages[0].verdict = .unknown(.body, unfitting(reply))
      return ended(unfitting(reply), at: .body)
    }
    return endTransaction(with: reply)
  }

  /// An answer before the end of the message.
  private mutating func answeredTooEarly(_ reply: SMTPReply) -> [Action] {
    // The octets of a refused BDAT are counted, so that what follows them is understood (RFC 3030 §2).
    if rung.isChunked, reply.isTransient || reply.isPermanent {
      departuresOwed += 1
      return endTransaction(with: reply)
    }
    // Behind DATA the server will not read the rest as a message.
    let refusal = reply.isTransient || reply.isPermanent
    let outcome = refusal ? SubmissionOutcome(reply, at: .body) : .deferred(.body, unfitting(reply))
    messages[0].verdict = messages[0].verdict ?? outcome
    return ended(unfitting(reply), at: .body)
  }

  private mutating func endTransaction(with reply: SMTPReply) -> [Action] {
    messages[0].verdict = messages[0].verdict ?? SubmissionOutcome(reply, at: .body)
    // DATA ends its transaction whatever the answer (RFC 5321 §4.1.1.4); a refused BDAT leaves it
    // undetermined (RFC 3030 §2).
    messages[0].hasOpenedTransaction = rung.isChunked && !reply.isPositive
    return concludeFirst()
  }

  private mutating func refused(_ reply: SMTPReply, at phase: SMTPPhase) -> [Action] {
    guard reply.isTransient || reply.isPermanent else { return ended(unfitting(reply), at: phase) }
    if messages[0].verdict == nil {
      messages[0].verdict = SubmissionOutcome(reply, at: phase)
      messages[0].refusedAt = phase
    }
    return concludeFirst()
  }

  /// Concludes the oldest message when no answer is awaited for it any more.
  private mutating func concludeFirst() -> [Action] {
    guard [nil, .rset, .mailFrom, .quit].contains(awaited.first),
      let verdict = messages[0].verdict
    else { return [] }
    let message = messages.removeFirst()
    transactionMayBeOpen = message.hasOpenedTransaction
    return [.conclude(message.delivery, verdict)]
  }

  private func unfitting(_ reply: SMTPReply) -> RefusalReason { .unintelligible(reply.description) }
}
