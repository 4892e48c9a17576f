extension SubmissionOutcome {
  /// What a server's answer in one phase means for the message.
  ///
  /// | answer | before the message | to the message |
  /// |--------|--------------------|----------------|
  /// | `2yz`, `3yz` | deferred: it does not belong here | accepted, unknown |
  /// | `4yz`  | deferred           | deferred       |
  /// | `5yz`  | rejected           | rejected       |
  ///
  /// A `4yz` or `5yz` after the last byte says that the server did not take
  /// responsibility (RFC 5321 §4.2.1), so both are sure. What a positive
  /// answer means before the message is the dialogue's business; here it is
  /// only reached when the answer fits no command.
  public init(_ reply: SMTPReply, at phase: SMTPPhase) {
    self =
      switch (phase, reply.code / 100) {
      case (.body, 2): .accepted(reply)
      case (_, 4): .deferred(phase, .reply(reply))
      case (_, 5): .rejected(phase, .reply(reply))
      case (.body, _): .unknown(phase, .unintelligible(reply.description))
      default: .deferred(phase, .unintelligible(reply.description))
      }
  }
}
