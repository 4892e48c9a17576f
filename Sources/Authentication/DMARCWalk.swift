/// What was found on the way up from a domain (RFC 9989 §4.10, the tree walk).
public struct DMARCWalk: Hashable, Sendable {
  /// A record and the domain it belongs to.
  public struct Found: Hashable, Sendable {
    /// The domain, without `_dmarc.`.
    public var domain: String
    /// Its record.
    public var record: DMARCRecord
  }

  /// Where it began.
  public let start: String
  /// The records, from the domain upwards.
  public let found: [Found]
  /// Domains with more than one record, which count as none (§4.10).
  public let ambiguous: [String]

  /// Walks up from a domain: at most eight questions, the last ones above the seventh label from the right.
  public init(from start: String, asking lookup: any NameLookup) throws(LookupFailure) {
    var found: [Found] = []
    var ambiguous: [String] = []
    var labels = start.split(separator: ".")[...]
    var isFirst = true
    while !labels.isEmpty {
      let domain = labels.joined(separator: ".")
      let records = try lookup.texts(of: "_dmarc.\(domain)").compactMap { DMARCRecord($0) }
      if records.count > 1 { ambiguous.append(domain) }
      if records.count == 1 {
        found.append(Found(domain: domain, record: records[0]))
        // What says whether it is a public suffix ends the walk.
        if records[0].isPublicSuffix != nil { break }
      }
      labels = isFirst && labels.count >= 8 ? labels.suffix(7) : labels.dropFirst()
      isFirst = false
    }
    self.start = start
    self.found = found
    self.ambiguous = ambiguous
  }

  /// The domain of the organisation (§4.10.2); the domain itself where there is no record.
  public var organizationalDomain: String {
    if let own = found.first(where: { $0.record.isPublicSuffix == false }) { return own.domain }
    if let suffix = found.first(where: { $0.record.isPublicSuffix == true && $0.domain != start }) {
      let labels = start.split(separator: ".")
      return labels.suffix(suffix.domain.split(separator: ".").count + 1).joined(separator: ".")
    }
    return found.last?.domain ?? start
  }

  /// The record that holds for the domain: its own, the organisation's, or the one of a public suffix (§4.10.1).
  public var policy: Found? {
    let organization = organizationalDomain
    return found.first { $0.domain == start } ?? found.first { $0.domain == organization }
      ?? found.first { $0.record.isPublicSuffix == true }
  }

  /// What is asked for mail from the domain (§4.7: `sp=` holds below).
  public var requestedPolicy: DMARCRecord.Policy? {
    policy.map { $0.domain == start ? $0.record.policy : $0.record.subdomainPolicy ?? $0.record.policy }
  }
}
