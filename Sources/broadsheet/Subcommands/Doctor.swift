import ArgumentParser

/// `broadsheet doctor`
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at what broadsheet depends on and says what it found.",
    subcommands: [DoctorTerminal.self])
}
