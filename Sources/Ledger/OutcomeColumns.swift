import Delivery

/// An outcome as the columns of the table `attempt`.
struct OutcomeColumns {
  var outcome: String
  var phase: String?
  var reason: String
  var code: Int?
  var enhanced: String?
  var text: String

  init(_ outcome: SubmissionOutcome) {
    switch outcome {
    case .accepted(let reply): self.init("accepted", nil, .reply(reply))
    case .deferred(let phase, let reason): self.init("deferred", phase, reason)
    case .rejected(let phase, let reason): self.init("rejected", phase, reason)
    case .unknown(let phase, let reason): self.init("unknown", phase, reason)
    }
  }

  private init(_ outcome: String, _ phase: SMTPPhase?, _ reason: RefusalReason) {
    self.outcome = outcome
    self.phase = phase?.rawValue
    switch reason {
    case .reply(let reply):
      // Nearly all have one line.
      (self.reason, text) = (
        "reply", reply.lines.count == 1 ? reply.lines[0] : reply.lines.joined(separator: "\n")
      )
      (code, enhanced) = (reply.code, reply.enhancedStatus?.description)
    case .connectionLost(let why): (self.reason, text) = ("connection-lost", why)
    case .timedOut: (self.reason, text) = ("timed-out", "")
    case .notOffered(let keyword): (self.reason, text) = ("not-offered", keyword)
    case .unintelligible(let answer): (self.reason, text) = ("unintelligible", answer)
    }
  }

  init(outcome: String, phase: String?, reason: String, code: Int?, enhanced: String?, text: String) {
    self.outcome = outcome
    self.phase = phase
    self.reason = reason
    self.code = code
    self.enhanced = enhanced
    self.text = text
  }

  /// Gives the columns to a statement, in the order of the table.
  func bind(to statement: QuickStatement, from first: Int32) {
    statement.bind(first, outcome)
    statement.bind(first + 1, phase)
    statement.bind(first + 2, reason)
    statement.bind(first + 3, code)
    statement.bind(first + 4, enhanced)
    statement.bind(first + 5, text)
  }

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
