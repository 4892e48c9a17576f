import Foundation

/// The parts of a link that checks look at; no validation.
struct URLParts {
  let text: String
  /// The host in lower case, without port; empty where there is none.
  let host: String
  private let hasLogin: Bool

  init(_ text: String) {
    self.text = text
    let lower = text.lowercased()
    guard let start = lower.range(of: "://") else {
      (host, hasLogin) = ("", false)
      return
    }
    let authority = lower[start.upperBound...].prefix { !"/?#".contains($0) }
    hasLogin = authority.contains("@")
    let name = authority.split(separator: "@").last ?? ""
    host = String(name.hasPrefix("[") ? name : name.prefix { $0 != ":" })
  }

  /// Whether the host is an address, or a login stands before it.
  var isSuspicious: Bool {
    hasLogin || host.hasPrefix("[") || !host.isEmpty && host.allSatisfy { $0.isNumber || $0 == "." }
  }

  /// Whether two hosts are the same but for `www.`.
  static func isSame(_ a: String, _ b: String) -> Bool {
    func bare(_ host: String) -> Substring { host.hasPrefix("www.") ? host.dropFirst(4) : host[...] }
    return bare(a) == bare(b) || bare(b).hasSuffix("." + bare(a)) || bare(a).hasSuffix("." + bare(b))
  }

  private static let clickIdentifiers: Set<String> = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_eid", "yclid", "igshid", "twclid",
  ]

  var hasClickIdentifier: Bool { withoutClickIdentifiers != text }

  /// The link without what other services put behind it.
  var withoutClickIdentifiers: String {
    guard let mark = text.firstIndex(of: "?") else { return text }
    let query = text[text.index(after: mark)...]
    let fragment = query.firstIndex(of: "#").map { query[$0...] } ?? ""
    let pairs = query.prefix { $0 != "#" }.split(separator: "&")
    let kept = pairs.filter { !Self.clickIdentifiers.contains($0.prefix { $0 != "=" }.lowercased()) }
    guard kept.count < pairs.count else { return text }
    return text[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")) + fragment
  }
}

/// How two domains belong together.
enum DomainRelation {
  /// Whether they are the same, or one is inside the other: relaxed alignment, without asking the DNS.
  static func areRelated(_ a: String, _ b: String) -> Bool {
    a == b || a.hasSuffix("." + b) || b.hasSuffix("." + a)
  }
}

extension Double {
  /// `4.5`, cut and not rounded: 4.49 is less than 4.5.
  var oneDecimal: String {
    let tenths = Int(self * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
