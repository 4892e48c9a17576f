import Delivery
import Diagnostics
import Foundation
import Ledger
import Newsroom
import SMTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The parts that talk to the world, made from a project's configuration.
enum Edges {
  /// The ledger of a project; made when something is to be sent.
  ///
  /// - Throws: `LedgerError`; a `Problem` when nothing was sent yet and the ledger is only to be read.
  static func ledger(of workspace: Workspace, forSending: Bool) throws -> SQLiteLedger {
    let file = workspace.project.ledgerFile
    if !forSending, !FileManager.default.fileExists(atPath: file.path) {
      throw ProblemError(
        Problem(.notFound, "nothing was sent from this project yet", try: ["broadsheet send --list NAME"]))
    }
    return try reading(!forSending) {
      try SQLiteLedger(
        path: file.path, durability: workspace.configuration.survivesPowerLoss ? .powerLoss : .process)
    }
  }

  /// Opens a ledger; where nothing was to be sent, nothing is said about sending.
  private static func reading(_ isOnlyRead: Bool, _ open: () throws -> SQLiteLedger) throws -> SQLiteLedger {
    do { return try open() } catch let error as LedgerError where isOnlyRead {
      var problem = error.problem
      problem.notDone = nil
      throw ProblemError(problem)
    }
  }

  /// Whether an issue of a project was sent to anybody.
  @Sendable static func wasSent(_ project: Project, issue: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: project.ledgerFile.path) else { return false }
    let ledger = try reading(true) { try SQLiteLedger(path: project.ledgerFile.path) }
    return try ledger.mailings().contains { try $0.plan.issue == issue && ledger.counts(of: $0.id).wasBegun }
  }

  /// The right to send from a project's ledger; one process has it at a time.
  static func lock(_ workspace: Workspace) throws -> SenderLock {
    let process = ProcessInfo.processInfo
    return try SenderLock(
      ledger: workspace.project.ledgerFile.path, processID: process.processIdentifier,
      host: process.hostName, at: Date())
  }

  /// The clocks of this machine.
  static var time: SendTime {
    let start = ContinuousClock.now
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .current
    return SendTime(
      clock: SendClock(date: { Date() }, elapsed: { start.duration(to: .now) }), calendar: calendar,
      sleep: { Thread.sleep(forTimeInterval: $0.seconds) })
  }

  /// The connection to the mail server of the account in use.
  static func transport(
    for workspace: Workspace, _ options: TransportOptions, trace: TraceOutput = TraceOutput()
  ) throws -> SMTPTransport {
    let account = try workspace.configuration.account()
    let security: SMTPSecurity =
      switch account.security {
      case .tls: .implicitTLS
      case .starttls: .startTLS
      case .none: .none
      }
    var smtp = try SMTPAccount(
      host: account.host, port: account.port, security: security, login: try login(account),
      ehloName: account.ehloName ?? ProcessInfo.processInfo.hostName)
    smtp.caFile = account.caFile
    if let count = account.messagesPerConnection { smtp.messagesPerConnection = count }
    smtp.connections = account.connections
    if let window = account.window { smtp.window = window }
    if let timeout = account.timeout { smtp.timeouts = SMTPTimeouts(all: .seconds(timeout)) }
    options.apply(to: &smtp)
    return SMTPTransport(account: smtp, trace: options.listener(trace))
  }

  private static func login(_ account: Account) throws -> SMTPLogin? {
    guard let user = account.user else { return nil }
    let password = try account.password.read(environment: ProcessInfo.processInfo.environment) {
      guard StandardInput.isTerminal else { return nil }
      return getpass("Password of \(user) at \(account.host): ").map { String(cString: $0) }
    }
    return SMTPLogin(user: user, password: password)
  }
}
