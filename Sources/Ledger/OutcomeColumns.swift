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

extension OutcomeColumns {
  /// The columns of an outcome.
  init(_ outcome: SubmissionOutcome) {
    switch outcome {
    case .accepted(let reply): self.init("accepted", nil, .reply(reply))
    case .deferred(let phase, let why): self.init("deferred", phase, why)
    case .rejected(let phase, let why): self.init("rejected", phase, why)
    case .unknown(let phase, let why): self.init("unknown", phase, why)
    }
  }

  private init(_ outcome: String, _ phase: SMTPPhase?, _ why: RefusalReason) {
    self.init(outcome: outcome, phase: phase?.rawValue, reason: "reply", text: "")
    switch why {
    case .reply(let reply):
      code = reply.code
      enhanced = reply.enhancedStatus?.description
      // Nearly all have one line.
      text = reply.lines.count == 1 ? reply.lines[0] : reply.lines.joined(separator: "\n")
    case .connectionLost(let words): (reason, text) = ("connection-lost", words)
    case .timedOut: reason = "timed-out"
    case .notOffered(let keyword): (reason, text) = ("not-offered", keyword)
    case .unintelligible(let answer): (reason, text) = ("unintelligible", answer)
    }
  }
}

extension QuickStatement {
  /// Gives an outcome to six question marks, in the order of the columns.
  func bind(_ first: Int32, _ columns: OutcomeColumns) {
    bind(first, columns.outcome)
    bind(first + 1, columns.phase)
    bind(first + 2, columns.reason)
    bind(first + 3, columns.code)
    bind(first + 4, columns.enhanced)
    bind(first + 5, columns.text)
  }
}
