import Diagnostics

extension Check {
  /// `dns-key`: the DNS has the key that signs.
  static let dnsKey = Check(
    "dns-key", .authentication, .error,
    wants: "the DNS has the key that signs",
    because: "A signature that nobody can verify is none. Looked at with --online.",
    accepts: [
      .record(.dkim, .good, "m1._domainkey.example.org is the key that signs: RSA, 2048 bits"),
      .notAsked,
    ],
    reports: [
      .record(.dkim, .bad, "m1._domainkey.example.org does not exist, so nobody can verify a signature"),
      .record(.dkim, .bad, "m1._domainkey.example.org has another key than the one that signs"),
    ]
  ) { input in
    input.records.filter { $0.subject == .dkim && $0.state == .bad }.map { Report($0.words, help: $0.help) }
  }
}
