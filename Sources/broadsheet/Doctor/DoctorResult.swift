import Authentication
import Delivery
import Diagnostics
import Foundation
import Newsroom
import SMTP

/// What `doctor` found out, for `--json` and for people.
struct DoctorResult: Encodable {
  struct Encryption: Encodable {
    var version: String
    var cipher: String
  }

  struct Certificate: Encodable {
    var subject: String
    var issuer: String
    var names: [String]
    var notBefore: Date?
    var notAfter: Date?
    var daysLeft: Int?
    var isTrusted: Bool
  }

  struct Login: Encodable {
    var user: String
    var mechanism: String?
    var reply: String?
  }

  struct Ladder: Encodable {
    var step: String
    var window: Int
    var farWindow: Int
    var connections: Int
    var messagesPerConnection: Int
    var sizeLimit: Int?
  }

  struct Failure: Encodable {
    var problem: String
    var evidence: [String]
    var suggestions: [String]
    var exit: Int32
  }

  struct Record: Encodable {
    var about: String
    var state: String
    var name: String
    var words: String
    var record: String?
    var help: [String]
  }

  struct Names: Encodable {
    var server: String
    var records: [Record]
  }

  var version = 1
  var account: String
  var server: String
  var protection: String
  var peer: String?
  var greeting: String?
  var encryption: Encryption?
  var certificate: Certificate?
  var keywords: [String: [String]]
  var login: Login?
  var ladder: Ladder?
  var failure: Failure?
  var dns: Names?

  enum CodingKeys: String, CodingKey {
    case version = "v"
    case account, server, protection, peer, greeting, encryption, certificate, keywords, login, ladder,
      failure
    case dns
  }

  /// What the records mean for the exit status: something is wrong, something was not answered, or neither.
  var verdict: Problem.Kind? {
    let states = Set(dns?.records.map(\.state) ?? [])
    if states.contains(Observation.State.bad.rawValue) { return .refused }
    return states.contains(Observation.State.unanswered.rawValue) ? .temporary : nil
  }

  init(
    _ account: Account, _ examination: SMTPExamination, _ observations: [Observation]?,
    askedAt server: String?,
    at now: Date
  ) {
    self.account = account.name
    self.server = "\(account.host):\(account.port)"
    protection = account.security.rawValue
    peer = examination.peer
    greeting = examination.greeting?.description
    encryption = examination.encryption.map { Encryption(version: $0.version, cipher: $0.cipher) }
    certificate = examination.certificate.map {
      Certificate($0, at: now, isTrusted: !examination.hasUntrustedCertificate)
    }
    keywords = examination.capabilities.keywords
    login = account.user.map {
      Login(user: $0, mechanism: examination.loginMechanism, reply: examination.loginReply?.description)
    }
    ladder = examination.ladder.map {
      Ladder(
        step: $0.step.rawValue, window: $0.window, farWindow: $0.farWindow, connections: $0.connections,
        messagesPerConnection: $0.messagesPerConnection, sizeLimit: examination.capabilities.sizeLimit)
    }
    failure = examination.failure.map(Failure.init)
    dns = observations.map { Names(server: server ?? "", records: $0.map(Record.init)) }
  }
}

extension SMTPExamination {
  fileprivate var hasUntrustedCertificate: Bool {
    if case .certificate? = failure?.reason { true } else { false }
  }
}

extension DoctorResult.Certificate {
  fileprivate init(_ certificate: ServerCertificate, at now: Date, isTrusted: Bool) {
    self.isTrusted = isTrusted
    subject = certificate.subject
    issuer = certificate.issuer
    names = certificate.names
    notBefore = certificate.begins
    notAfter = certificate.ends
    daysLeft = certificate.ends.map { Int(($0.timeIntervalSince(now) / 86_400).rounded(.down)) }
  }
}

extension DoctorResult.Failure {
  fileprivate init(_ failure: TransportFailure) {
    problem = failure.problem.summary
    evidence = failure.problem.evidence
    suggestions = failure.problem.suggestions
    exit = failure.problem.kind.rawValue
  }
}

extension DoctorResult.Record {
  fileprivate init(_ observation: Observation) {
    about = observation.subject.rawValue
    state = observation.state.rawValue
    name = observation.name
    words = observation.words
    record = observation.record
    help = observation.help
  }
}
