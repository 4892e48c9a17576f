import Diagnostics

extension Check {
  /// `sender-domain`: the sender's address is in a domain of the sender's own.
  static let senderDomain = Check(
    "sender-domain", .authentication, .warning,
    wants: "the sender's address is in a domain of the sender's own",
    because:
      "A mailbox provider lets nobody else sign for its domain, and its DMARC record asks receivers to turn such mail away.",
    accepts: [.that("example.org") { $0.sender.fromDomain = "example.org" }],
    reports: [
      .that("gmail.com") { $0.sender.fromDomain = "gmail.com" },
      .that("yahoo.co.uk") { $0.sender.fromDomain = "yahoo.co.uk" },
    ]
  ) { input in
    let domain = input.sender.fromDomain.lowercased()
    let address = input.values(of: "From").first?.split(separator: "<").last?.prefix { $0 != ">" }
    return isOfMailboxProvider(domain)
      ? [
        Report(
          "\(domain) is for the mailboxes of people: receivers refuse newsletters from there",
          at: address.map(String.init), help: ["set publication.from to an address in a domain of yours"])
      ] : []
  }
}

private let mailboxProviders: Set = [
  "gmail.com", "googlemail.com", "aol.com", "icloud.com", "me.com", "mac.com", "msn.com", "ymail.com",
  "rocketmail.com", "proton.me", "protonmail.com", "pm.me", "web.de", "gmx.de", "gmx.net", "gmx.at", "gmx.ch",
  "gmx.com", "t-online.de", "freenet.de", "mail.ru", "yandex.ru", "yandex.com", "qq.com", "163.com",
  "126.com",
  "naver.com", "orange.fr", "free.fr", "laposte.net", "libero.it", "comcast.net", "zoho.com", "fastmail.com",
]

/// These have a domain for each country: `yahoo.co.uk`, `hotmail.fr`.
private let providersEverywhere = ["yahoo.", "hotmail.", "outlook.", "live."]

private func isOfMailboxProvider(_ domain: String) -> Bool {
  mailboxProviders.contains(domain)
    || providersEverywhere.contains { domain.hasPrefix($0) && domain.split(separator: ".").count <= 3 }
}
