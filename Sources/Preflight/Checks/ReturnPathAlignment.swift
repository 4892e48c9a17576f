import Diagnostics

extension Check {
  /// `return-path-alignment`: bounce addresses are in the domain of the From address, or below it.
  static let returnPathAlignment = Check(
    "return-path-alignment", .authentication, .warning,
    wants: "bounce addresses are in the domain of the From address, or below it",
    because: "SPF counts for DMARC only then.",
    accepts: [
      .that("bounces.example.org for example.org") { $0.sender.returnPathDomain = "bounces.example.org" }
    ],
    reports: [.that("a relay's own domain") { $0.sender.returnPathDomain = "relay.example.net" }]
  ) { input in
    let domain = input.sender.returnPathDomain
    return DomainRelation.areRelated(domain, input.sender.fromDomain)
      ? []
      : [
        Report(
          "bounces go to \(domain), and the sender is at \(input.sender.fromDomain)",
          at: "return-path-domain:",
          help: ["set return-path-domain of the account to a name below \(input.sender.fromDomain)"])
      ]
  }
}
