import Diagnostics

extension Check {
  /// `signature-alignment`: the domain that signs is that of the From address, or one above or below it.
  static let signatureAlignment = Check(
    "signature-alignment", .authentication, .error,
    wants: "the domain that signs is that of the From address, or one above or below it",
    because: "DMARC passes by that alone when mail is forwarded (RFC 9989).",
    accepts: [
      .that("example.org for news.example.org") {
        $0.sender.fromDomain = "news.example.org"; $0.headers.removeAll { $0.name == "List-Id" }
      }
    ],
    reports: [.that("example.net for example.org") { $0.sender.signingDomain = "example.net" }]
  ) { input in
    guard let domain = input.sender.signingDomain else { return [] }
    return DomainRelation.areRelated(domain, input.sender.fromDomain)
      ? []
      : [
        Report(
          "\(domain) signs, and the sender is at \(input.sender.fromDomain)",
          "set dkim.domain to the sender's domain")
      ]
  }
}
