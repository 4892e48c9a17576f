import Delivery

/// An outcome as the columns `outcome, phase, reason, code, enhanced, text` of the tables of attempts.
struct OutcomeColumns {
  var outcome: String
  var phase: String?
  var reason: String
  var code: Int?
  var enhanced: String?
  var text: String

  /// The outcome again; nil when the columns were not written by this program.
  var value: SubmissionOutcome? {
    if outcome == "accepted" { return reply.map { .accepted($0) } }
    guard let phase = phase.flatMap(SMTPPhase.init), let why else { return nil }
    return switch outcome {
    case "deferred": .deferred(phase, why)
    case "rejected": .rejected(phase, why)
    case "unknown": .unknown(phase, why)
    default: nil
    }
  }

  private var why: RefusalReason? {
    switch reason {
    case "reply": reply.map { .reply($0) }
    case "connection-lost": .connectionLost(text)
    case "timed-out": .timedOut
    case "not-offered": .notOffered(text)
    case "unintelligible": .unintelligible(text)
    default: nil
    }
  }

  private var reply: SMTPReply? {
    guard let code else { return nil }
    let lines =
      text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return SMTPReply(code: code, enhancedStatus: enhanced.flatMap { EnhancedStatusCode($0) }, lines: lines)
  }
}

extension QuickStatement {
  /// Gives an outcome to six question marks, in the order of the columns.
  func bind(_ first: Int32, _ outcome: SubmissionOutcome) {
    switch outcome {
    case .accepted(let reply):
      bind(first, "accepted" as StaticString)
      bind(first + 1, nil as String?)
      bind(first + 2, reply)
    case .deferred(let phase, let reason):
      bind(first, "deferred" as StaticString)
      bind(first + 1, phase.rawValue)
      bind(first + 2, reason)
    case .rejected(let phase, let reason):
      bind(first, "rejected" as StaticString)
      bind(first + 1, phase.rawValue)
      bind(first + 2, reason)
    case .unknown(let phase, let reason):
      bind(first, "unknown" as StaticString)
      bind(first + 1, phase.rawValue)
      bind(first + 2, reason)
    }
  }

  private func bind(_ first: Int32, _ reason: RefusalReason) {
    switch reason {
    case .reply(let reply): bind(first, reply)
    case .connectionLost(let why): bind(first, "connection-lost", text: why)
    case .timedOut: bind(first, "timed-out", text: "")
    case .notOffered(let keyword): bind(first, "not-offered", text: keyword)
    case .unintelligible(let answer): bind(first, "unintelligible", text: answer)
    }
  }

  private func bind(_ first: Int32, _ reason: StaticString, text: String) {
    bind(first, reason)
    bind(first + 1, nil as Int?)
    bind(first + 2, nil as String?)
    bind(first + 3, text)
  }

  private func bind(_ first: Int32, _ reply: SMTPReply) {
    bind(first, "reply" as StaticString)
    bind(first + 1, reply.code)
    bind(first + 2, reply.enhancedStatus?.description)
    // Nearly all have one line.
    bind(first + 3, reply.lines.count == 1 ? reply.lines[0] : reply.lines.joined(separator: "\n"))
  }
}
