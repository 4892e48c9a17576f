import ArgumentParser

/// `broadsheet doctor`
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at what broadsheet depends on and says what it found; sends no mail.",
    discussion: """
      broadsheet doctor                     the account that sends: TLS, login
      broadsheet doctor --account letters   another one
      broadsheet doctor --dns 192.0.2.53    and DKIM, SPF, DMARC, MX and PTR there
      broadsheet doctor --dns system        and what this machine's server has
      broadsheet doctor terminal            what the terminal can do
      """,
    subcommands: [DoctorAccount.self, DoctorTerminal.self], defaultSubcommand: DoctorAccount.self)
}
