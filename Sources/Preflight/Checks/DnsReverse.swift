import Diagnostics

extension Check {
  /// `dns-reverse`: the address that sends has a name that leads back to it.
  static let dnsReverse = Check(
    "dns-reverse", .authentication, .warning,
    wants: "the address that sends has a name that leads back to it",
    because: "Gmail refuses mail from addresses without one (5.7.25). Looked at with --online.",
    accepts: [
      .record(.ptr, .good, "192.0.2.1 is mail.example.org, which leads back to it"),
      .notAsked,
    ],
    reports: [
      .record(.ptr, .bad, "192.0.2.1 has no name (PTR)"),
      .record(.ptr, .bad, "192.0.2.1 is called host.example.net, which does not lead back to it"),
    ]
  ) { input in
    input.records.filter { $0.subject == .ptr && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
