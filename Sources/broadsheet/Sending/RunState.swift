import Delivery
import Diagnostics

/// What became of deliveries in a run, in the words of log lines and events.
enum RunState: String, CaseIterable {
  case accepted, retry, refused, unknown, expired

  init?(_ state: DeliveryState) {
    switch state {
    case .accepted: self = .accepted
    case .deferred: self = .retry
    case .rejected: self = .refused
    case .unknown: self = .unknown
    case .expired: self = .expired
    case .pending, .submitting, .suppressed: return nil
    }
  }

  /// The word on the progress display.
  var words: String {
    switch self {
    case .accepted: "accepted"
    case .retry: "retry later"
    case .refused: "refused"
    case .unknown: "unknown"
    case .expired: "given up"
    }
  }
}

/// The parts of an outcome that logs and events show.
struct OutcomeParts {
  var phase: SMTPPhase?
  var code: Int?
  var enhanced: String?
  var text: String

  init(_ outcome: SubmissionOutcome) {
    let reason: RefusalReason
    switch outcome {
    case .accepted(let reply): (phase, reason) = (nil, .reply(reply))
    case .deferred(let phase, let why), .rejected(let phase, let why), .unknown(let phase, let why):
      (self.phase, reason) = (phase, why)
    }
    if case .reply(let reply) = reason {
      (code, enhanced, text) = (reply.code, reply.enhancedStatus?.description, reply.text.printable)
    } else {
      text = reason.description.printable
    }
  }

  /// `550 5.1.1 no such user`
  var answer: String {
    [code.map(String.init), enhanced, text.isEmpty ? nil : text].compactMap(\.self).joined(separator: " ")
  }
}

extension SubmissionOutcome {
  /// Whether trying again may help, or it is not known whether the server took it.
  var mayBeRetried: Bool {
    switch self {
    case .deferred, .unknown: true
    case .accepted, .rejected: false
    }
  }

  /// Whether the server took it.
  var isAccepted: Bool { if case .accepted = self { true } else { false } }

  /// The outcome as the report shows it.
  var words: String {
    switch self {
    case .accepted(let reply): "accepted: \(reply.description.printable)"
    case .deferred(let phase, let reason): "deferred at \(phase.words): \(reason.description.printable)"
    case .rejected(let phase, let reason): "refused at \(phase.words): \(reason.description.printable)"
    case .unknown(let phase, let reason): "unknown after \(phase.words): \(reason.description.printable)"
    }
  }
}

extension Int {
  /// The number with blanks between groups of three digits: `1 204`.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + text
  }
}
