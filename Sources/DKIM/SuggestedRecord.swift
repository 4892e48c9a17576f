public import InternetMessage

/// A record that receivers want beside the DKIM key, and what to know about it.
public struct SuggestedRecord: Hashable, Sendable {
  /// The record.
  public let record: TXTRecord
  /// What it does and what to change later, one sentence each.
  public let notes: [String]
}

/// Who may send mail for a domain.
public enum SPFSource: Hashable, Sendable {
  /// Whoever this name's record allows, as the provider says: `_spf.example.net`.
  case include(String)
  /// An address or a network: `192.0.2.1`, `2001:db8::/32`.
  case address(String)
  /// The servers that receive mail for the domain.
  case mailServers

  var mechanism: String {
    switch self {
    case .include(let name): "include:\(name)"
    case .address(let text): text.utf8.contains(UInt8(ascii: ":")) ? "ip6:\(text)" : "ip4:\(text)"
    case .mailServers: "mx"
    }
  }

  /// Whether a receiver asks the DNS for it; ten are allowed (RFC 7208 §4.6.4).
  var needsLookup: Bool {
    if case .address = self { false } else { true }
  }
}

/// What receivers are asked to do with mail that is neither signed nor sent by the domain (RFC 9989).
public enum DMARCPolicy: String, Hashable, Sendable, CaseIterable {
  case none, quarantine, reject
}

extension SuggestedRecord {
  /// SPF for the domain of the return path (RFC 7208).
  public static func spf(for domain: DomainName, sources: [SPFSource]) -> SuggestedRecord {
    let sources = sources.isEmpty ? [.mailServers] : sources
    let text = (["v=spf1"] + sources.map(\.mechanism) + ["~all"]).joined(separator: " ")
    let lookups = sources.count(where: \.needsLookup)
    return SuggestedRecord(
      record: TXTRecord(name: domain.text, text: text),
      notes: sources.filter { $0 == .mailServers }.map { _ in
        "mx are the servers that get the domain's mail; where a provider sends, write the include: that it names"
      } + [
        "a domain has one SPF record: if there is one, add '\(sources.map(\.mechanism).joined(separator: " "))' to it",
        "it takes \(lookups) of the 10 DNS lookups that receivers make, and those inside each include",
      ])
  }

  /// DMARC for the domain of the From address (RFC 9989).
  ///
  /// There is no `pct=`: the standard of 2026 took it out.
  public static func dmarc(
    for domain: DomainName, policy: DMARCPolicy = .none, reportsTo address: EmailAddress? = nil
  ) -> SuggestedRecord {
    var tags = ["v=DMARC1", "p=\(policy.rawValue)"]
    var notes = [policy.note]
    if let address {
      tags.append("rua=mailto:\(address.addrSpec.escapedForURI)")
      if !domain.shares(address.domain) {
        let place = "\(domain.text)._report._dmarc.\(address.domain)"
        notes.append("the reports go to another domain, which must publish 'v=DMARC1' at \(place)")
      }
    } else {
      notes.append("without rua= nobody reports who sends in the domain's name")
    }
    return SuggestedRecord(
      record: TXTRecord(name: "_dmarc.\(domain.text)", text: tags.joined(separator: "; ")), notes: notes)
  }
}

extension DMARCPolicy {
  fileprivate var note: String {
    switch self {
    case .none:
      "p=none satisfies the big receivers; once the reports show only your own servers, use p=quarantine"
    case .quarantine: "mail that fails goes to the spam folder; p=reject turns it away"
    case .reject: "mail that fails is turned away, mail through some discussion lists too"
    }
  }
}

extension DomainName {
  /// Whether one of the two is inside the other or they are the same (RFC 9990 asks no leave then).
  fileprivate func shares(_ other: String) -> Bool {
    text == other || text.hasSuffix("." + other) || other.hasSuffix("." + text)
  }
}

extension String {
  /// Commas and exclamation marks have a meaning in `rua=` (RFC 9990), others in URIs (RFC 6068 §2).
  fileprivate var escapedForURI: String {
    let hex = Array("0123456789ABCDEF".utf8)
    let octets = utf8.flatMap { octet -> [UInt8] in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "+"):
        [octet]
      default: [UInt8(ascii: "%"), hex[Int(octet >> 4)], hex[Int(octet & 0xF)]]
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }
}
