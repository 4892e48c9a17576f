public import InternetMessage

/// A record of text in the DNS, ready to be typed in somewhere.
public struct TXTRecord: Hashable, Sendable {
  /// The name without the final dot: `mail2026._domainkey.example.com`.
  public let name: String
  /// The whole text.
  public let text: String

  /// Names a text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The text in the strings that the DNS stores, each at most 255 octets (RFC 1035 §3.3).
  public var strings: [String] {
    let octets = Array(text.utf8)
    guard !octets.isEmpty else { return [""] }
    return stride(from: 0, to: octets.count, by: 255).map {
      String(decoding: octets[$0..<min($0 + 255, octets.count)], as: UTF8.self)
    }
  }

  /// A line for a zone file, as BIND, NSD and Knot read it (RFC 1035 §5.1).
  public var zoneFileLine: String {
    let quoted = strings.map { "\"\($0.escapedForZoneFile)\"" }
    let value = quoted.count == 1 ? quoted[0] : "( " + quoted.joined(separator: "\n    ") + " )"
    return "\(name). IN TXT \(value)"
  }

  /// Name and text for the form of a provider, which cuts the text by itself.
  public var plain: String { "\(name)\n\(text)" }
}

extension TXTRecord {
  /// The record of a key (RFC 6376 §3.6.2.1).
  public init(_ record: DKIMKeyRecord, selector: DKIMSelector, domain: DomainName) {
    self.init(name: "\(selector.text)._domainkey.\(domain.text)", text: record.text)
  }
}

extension String {
  fileprivate var escapedForZoneFile: String {
    var escaped = ""
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
