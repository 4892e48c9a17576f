/// What a domain asks receivers to do with mail that only claims to be its own (RFC 9989 §4.7).
public struct DMARCRecord: Hashable, Sendable {
  /// What is asked for.
  public enum Policy: String, Hashable, Sendable {
    case none, quarantine, reject
  }

  /// The text as it stands in the DNS.
  public let text: String
  /// The `p=`; none where there is none, or another word.
  public let policy: Policy
  /// The `sp=` for domains below, where it differs.
  public let subdomainPolicy: Policy?
  /// The `np=` for domains below that do not exist.
  public let missingDomainPolicy: Policy?
  /// Whether the domain that signs has to be the very domain of the From address (`adkim=s`).
  public let isStrictForDKIM: Bool
  /// Whether the domain of the return path has to be (`aspf=s`).
  public let isStrictForSPF: Bool
  /// Whether receivers are only to try it (`t=y`).
  public let isTesting: Bool
  /// Whether domains are registered below this one: `psd=y`, `n`, or unknown.
  public let isPublicSuffix: Bool?
  /// Where reports go (`rua=`).
  public let reports: [String]
  /// Tags that RFC 9989 took out: `pct`, `rf`, `ri`.
  public let obsoleteTags: [String]

  /// Reads a text of the DNS; nil when it is none (§4.7: `v=DMARC1` stands first).
  public init?(_ text: String) {
    var tags: [(name: String, value: String)] = []
    for part in text.split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { continue }
      tags.append((sides[0].trimmed.lowercased(), sides[1].trimmed))
    }
    guard tags.first?.name == "v", tags.first?.value == "DMARC1" else { return nil }
    func value(_ name: String) -> String? { tags.first { $0.name == name }?.value }
    self.text = text
    policy = value("p").flatMap { Policy(rawValue: $0.lowercased()) } ?? .none
    subdomainPolicy = value("sp").flatMap { Policy(rawValue: $0.lowercased()) }
    missingDomainPolicy = value("np").flatMap { Policy(rawValue: $0.lowercased()) }
    isStrictForDKIM = value("adkim")?.lowercased() == "s"
    isStrictForSPF = value("aspf")?.lowercased() == "s"
    isTesting = value("t")?.lowercased() == "y"
    isPublicSuffix = ["y": true, "n": false][value("psd")?.lowercased() ?? "u"]
    reports = value("rua")?.split(separator: ",").map { $0.trimmed } ?? []
    obsoleteTags = ["pct", "rf", "ri"].filter { value($0) != nil }
  }
}

extension Substring {
  /// The text without blanks around it.
  var trimmed: String {
    var rest = self
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
