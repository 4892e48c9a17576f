import ArgumentParser

/// `broadsheet doctor`
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at what broadsheet depends on and says what it found; sends no mail.",
    discussion: """
      broadsheet doctor                             the account that sends: connection, TLS, login
      broadsheet doctor --account letters           another one
      broadsheet doctor --dns 192.0.2.53            and DKIM, SPF, DMARC, MX and PTR, as that server has them
      broadsheet doctor --dns system --address IP   as this machine's server has them, for mail from an address
      broadsheet doctor terminal                    what the terminal can do
      """,
    subcommands: [DoctorAccount.self, DoctorTerminal.self], defaultSubcommand: DoctorAccount.self)
}
