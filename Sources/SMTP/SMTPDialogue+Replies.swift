internal import Delivery

extension SMTPDialogue {
  /// A reply arrived: it belongs to the oldest command that waits for one.
  mutating func received(_ reply: SMTPReply, _ news: inout TurnNews) {
    guard !isOver, let step = awaited.first else {
      // Nobody asked: question and answer are out of step, or the server says goodbye.
      return ended(.reply(reply), &news)
    }
    if reply.code == 421 { return closed(by: reply, at: step, &news) }
    awaited.removeFirst()
    switch step {
    case .rset: answeredToReset(reply, &news)
    case .mailFrom: answeredToMailFrom(reply, &news)
    case .rcptTo: answeredToRecipient(reply, &news)
    case .data: answeredToData(reply, &news)
    case .body: answeredToBody(reply, &news)
    case .loneDot:
      messages[0].hasOpenedTransaction = false
      concludeFirst(&news)
    case .quit: ended(.reply(reply), &news)
    }
  }

  /// A line arrived that is no reply.
  ///
  /// While one answer is awaited it is skipped. Among several it may stand in the place of one, and all
  /// that follow would be taken for the answer to something else.
  mutating func receivedGarbage(_ text: String, _ news: inout TurnNews) {
    if awaited.count > 1 { ended(.unintelligible(text), &news) }
  }

  /// The server is closing down (RFC 5321 §3.8): it does not take the message it says this about.
  ///
  /// What had not been claimed can go over another connection; what had left behind that message stays unknown.
  private mutating func closed(by reply: SMTPReply, at step: Step, _ news: inout TurnNews) {
    if let first = messages.first, first.verdict == nil, first.isClaimed {
      messages[0].verdict = .deferred(step.phase, .reply(reply))
    }
    ended(.reply(reply), &news)
  }

  private mutating func answeredToReset(_ reply: SMTPReply, _ news: inout TurnNews) {
    guard reply.isPositive else { return ended(.reply(reply), at: .mailFrom, &news) }
    if rung == .sequential, let submission = messages[0].submission { sayMailFrom(of: submission) }
  }

  private mutating func answeredToMailFrom(_ reply: SMTPReply, _ news: inout TurnNews) {
    guard reply.isPositive else { return refused(reply, at: .mailFrom, &news) }
    messages[0].hasOpenedTransaction = true
    if rung == .sequential, let submission = messages[0].submission {
      say(.rcptTo(submission.envelope.recipient), .rcptTo)
    }
  }

  private mutating func answeredToRecipient(_ reply: SMTPReply, _ news: inout TurnNews) {
    guard reply.isPositive else { return refused(reply, at: .rcptTo, &news) }
    messages[0].hasOpenedTransaction = true
    if rung == .sequential { say(.data, .data) }
  }

  private mutating func answeredToData(_ reply: SMTPReply, _ news: inout TurnNews) {
    guard reply.code == 354 else { return refused(reply, at: .data, &news) }
    switch messages[0].refusedAt {
    case nil:
      awaited.append(.body)
      claimFirst(&news)
    case .mailFrom:
      // The recipient joined somebody else's envelope, who would get whatever is sent now.
      ended(unfitting(reply), at: .data, &news)
    default:
      // Without a recipient there may still be a go-ahead (RFC 2920 §3.1).
      awaited.append(.loneDot)
      buffer.appendLoneDot()
    }
  }

  private mutating func claimFirst(_ news: inout TurnNews) {
    guard let submission = messages[0].submission else { preconditionFailure("a message was claimed twice") }
    messages[0].submission = nil
    news.round.claims.append(submission.delivery)
    buffer.append(data: submission.message)
  }

  private mutating func answeredToBody(_ reply: SMTPReply, _ news: inout TurnNews) {
    guard messages[0].hasLeft else { return answeredTooEarly(reply, &news) }
    guard !reply.isIntermediate else { return ended(unfitting(reply), at: .body, &news) }
    if reply.isPositive, messages[0].refusedAt == .mailFrom {
      // It was taken with an envelope that is not ours to know.
      messages[0].verdict = .unknown(.body, unfitting(reply))
      return ended(unfitting(reply), at: .body, &news)
    }
    endTransaction(with: reply, &news)
  }

  /// An answer before the end of the message.
  private mutating func answeredTooEarly(_ reply: SMTPReply, _ news: inout TurnNews) {
    // The octets of a refused BDAT are counted, so that what follows them is understood (RFC 3030 §2).
    if rung.isChunked, reply.isTransient || reply.isPermanent {
      departuresOwed += 1
      return endTransaction(with: reply, &news)
    }
    // Behind DATA the server will not read the rest as a message.
    let refusal = reply.isTransient || reply.isPermanent
    let outcome = refusal ? SubmissionOutcome(reply, at: .body) : .deferred(.body, unfitting(reply))
    messages[0].verdict = messages[0].verdict ?? outcome
    ended(unfitting(reply), at: .body, &news)
  }

  private mutating func endTransaction(with reply: SMTPReply, _ news: inout TurnNews) {
    messages[0].verdict = messages[0].verdict ?? SubmissionOutcome(reply, at: .body)
    // DATA ends its transaction whatever the answer (RFC 5321 §4.1.1.4); a refused BDAT leaves it
    // undetermined (RFC 3030 §2).
    messages[0].hasOpenedTransaction = rung.isChunked && !reply.isPositive
    concludeFirst(&news)
  }

  private mutating func refused(_ reply: SMTPReply, at phase: SMTPPhase, _ news: inout TurnNews) {
    guard reply.isTransient || reply.isPermanent else {
      return ended(unfitting(reply), at: phase, &news)
    }
    if messages[0].verdict == nil {
      messages[0].verdict = SubmissionOutcome(reply, at: phase)
      messages[0].refusedAt = phase
    }
    concludeFirst(&news)
  }

  /// Concludes the oldest message when no answer is awaited for it any more.
  private mutating func concludeFirst(_ news: inout TurnNews) {
    switch awaited.first {
    case nil, .rset, .mailFrom, .quit: break
    case .rcptTo, .data, .body, .loneDot: return
    }
    guard let verdict = messages[0].verdict else { return }
    let message = messages.removeFirst()
    transactionMayBeOpen = message.hasOpenedTransaction
    conclude(message.delivery, verdict, &news)
  }

  private func unfitting(_ reply: SMTPReply) -> RefusalReason { .unintelligible(reply.description) }
}
