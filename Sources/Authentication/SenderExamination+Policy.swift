// What SPF and DMARC say about the sender.
extension SenderExamination {
  func spf(_ addresses: [IPAddress]) -> [Observation] {
    let domain = sender.returnPathDomain
    var text: String?
    do throws(LookupFailure) { text = try lookup.texts(of: domain).first(where: SPFRecord.isRecord) } catch {
      return [Observation(.spf, error)]
    }
    // An address that nobody has meets every term.
    guard let nobody = IPAddress(octets: [255, 255, 255, 255]) else { return [] }
    let others = SPFCheck.result(for: domain, from: nobody, greeting: sender.greeting, asking: lookup)
    let whole = rest(others, domain, text)
    guard whole.state != .bad, whole.state != .unanswered else { return [whole] }
    return [whole] + addresses.map { sending(from: $0, domain, text) }
  }

  /// What the record says about everybody else.
  private func rest(_ others: SPFResult, _ domain: String, _ text: String?) -> Observation {
    let suggest = ["'broadsheet dkim dns' suggests a record"]
    let count = "\(others.lookups) of \(SPFCheck.lookupLimit) lookups"
    switch others.verdict {
    case .none: return Observation(.spf, .bad, domain, "has no SPF record", help: suggest)
    case .permerror:
      return Observation(
        .spf, .bad, domain, "cannot be evaluated: \(others.reason)", record: text,
        help: ["receivers treat it as no record at all"])
    case .temperror: return Observation(.spf, .unanswered, domain, others.reason, record: text)
    case .pass:
      return Observation(
        .spf, .bad, domain, "lets everybody send (\(others.reason))", record: text, help: ["end it with ~all"]
      )
    case .neutral:
      return Observation(
        .spf, .doubtful, domain, "says nothing about everybody else (\(count))", record: text,
        help: ["end it with ~all"])
    case .fail, .softfail:
      return Observation(
        .spf, .good, domain, "has one record, \(others.verdict.rawValue) for everybody else (\(count))",
        record: text)
    }
  }

  private func sending(from address: IPAddress, _ domain: String, _ text: String?) -> Observation {
    let result = SPFCheck.result(for: domain, from: address, greeting: sender.greeting, asking: lookup)
    switch result.verdict {
    case .pass:
      return Observation(.spf, .good, domain, "lets \(address) send (\(result.reason))", record: text)
    case .temperror: return Observation(.spf, .unanswered, domain, result.reason, record: text)
    default:
      let term = "\(address.family == .four ? "ip4" : "ip6"):\(address)"
      return Observation(
        .spf, .bad, domain, "does not let \(address) send: \(result.verdict.rawValue) (\(result.reason))",
        record: text, help: ["add \(term), or what your provider says, to the record"])
    }
  }
}

extension SenderExamination {
  func policyAndAlignment() -> [Observation] {
    do throws(LookupFailure) {
      let walk = try DMARCWalk(from: sender.fromDomain, asking: lookup)
      // Without a record there is nothing to align with.
      guard let record = walk.policy?.record else { return policy(walk) }
      let signing = try alignment("d=", sender.signingDomain, walk, isStrict: record.isStrictForDKIM)
      let bouncing = try alignment(
        "return path ", sender.returnPathDomain, walk, isStrict: record.isStrictForSPF)
      return policy(walk) + (sender.keys.isEmpty ? [] : [signing]) + [bouncing]
    } catch { return [Observation(.dmarc, error)] }
  }

  private func policy(_ walk: DMARCWalk) -> [Observation] {
    if let domain = walk.ambiguous.first {
      return [
        Observation(
          .dmarc, .bad, "_dmarc.\(domain)", "has several DMARC records, which count as none",
          help: ["leave one of them"])
      ]
    }
    guard let found = walk.policy, let requested = walk.requestedPolicy else {
      return [
        Observation(
          .dmarc, .bad, "_dmarc.\(walk.start)",
          "does not exist, nor does one above it: there is no DMARC record",
          help: ["'broadsheet dkim dns' suggests one; Gmail, Yahoo and Microsoft ask bulk senders for it"])
      ]
    }
    let record = found.record
    var words = "asks for \(requested.rawValue)"
    if found.domain != walk.start { words += " for \(walk.start)" }
    if record.isTesting { words += ", to be tried only (t=y)" }
    if !record.obsoleteTags.isEmpty {
      let tags = record.obsoleteTags.map { "\($0)=" }.joined(separator: ", ")
      return [
        Observation(
          .dmarc, .doubtful, "_dmarc.\(found.domain)", "\(words), with \(tags), which RFC 9989 took out",
          record: record.text, help: ["leave \(tags) out"])
      ]
    }
    return [
      Observation(
        .dmarc, .good, "_dmarc.\(found.domain)", words, record: record.text,
        help: record.reports.isEmpty ? ["rua=mailto:ADDRESS has receivers report who sends in your name"] : []
      )
    ]
  }

  /// Whether a domain is, to DMARC, that of the From address (RFC 9989 §4.4).
  private func alignment(
    _ role: String, _ domain: String, _ walk: DMARCWalk, isStrict: Bool
  ) throws(LookupFailure) -> Observation {
    let name = "\(role)\(domain)"
    if domain == walk.start {
      return Observation(.alignment, .good, name, "is the domain of the From address")
    }
    guard !isStrict else {
      return Observation(
        .alignment, .bad, name, "is not \(walk.start), and the DMARC record is strict",
        help: ["use \(walk.start) itself, or take adkim=s and aspf=s out of the record"])
    }
    let organization = try DMARCWalk(from: domain, asking: lookup).organizationalDomain
    guard organization == walk.organizationalDomain else {
      return Observation(
        .alignment, .bad, name,
        "is of \(organization), and the From address of \(walk.organizationalDomain): they do not align",
        help: ["receivers want both within one organisation"])
    }
    return Observation(.alignment, .good, name, "aligns with \(walk.start): both are of \(organization)")
  }
}
