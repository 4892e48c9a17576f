/// What a receiver makes of a domain's SPF record for mail from an address (RFC 7208 §2.6).
public struct SPFResult: Hashable, Sendable {
  /// The result, in the words of RFC 8601 §2.7.2.
  public enum Verdict: String, Hashable, Sendable {
    case none, neutral, pass, fail, softfail, temperror, permerror
  }

  /// The result.
  public var verdict: Verdict
  /// How many terms were looked up of the ten that are allowed (§4.6.4).
  public var lookups: Int
  /// What decided: the term that matched, or why there is no result.
  public var reason: String
}

/// Asks the DNS who may send for a domain, as a receiver does: `check_host` of RFC 7208 §4.
struct SPFCheck {
  /// More terms than these are an error (§4.6.4).
  static let lookupLimit = 10
  /// More questions than these without an answer are an error (§4.6.4).
  static let emptyLimit = 2
  /// More names than these of an MX or PTR are not looked at (§4.6.4).
  static let nameLimit = 10

  private enum Stop: Error {
    case permanent(String)
    case temporary(String)
  }

  private let lookup: any NameLookup
  private let address: IPAddress
  private let sender: String
  private let greeting: String
  private var lookups = 0
  private var empty = 0

  private init(_ lookup: any NameLookup, address: IPAddress, sender: String, greeting: String) {
    self.lookup = lookup
    self.address = address
    self.sender = sender
    self.greeting = greeting
  }

  /// The result for mail from an address with a return path in the domain.
  static func result(
    for domain: String, from address: IPAddress, greeting: String, asking lookup: any NameLookup
  ) -> SPFResult {
    var check = SPFCheck(lookup, address: address, sender: "bounces@\(domain)", greeting: greeting)
    do throws(Stop) {
      let (verdict, reason) = try check.host(domain)
      return SPFResult(verdict: verdict, lookups: check.lookups, reason: reason)
    } catch {
      switch error {
      case .permanent(let why): return SPFResult(verdict: .permerror, lookups: check.lookups, reason: why)
      case .temporary(let why): return SPFResult(verdict: .temperror, lookups: check.lookups, reason: why)
      }
    }
  }

  private mutating func host(_ domain: String) throws(Stop) -> (SPFResult.Verdict, String) {
    let records = try ask { (lookup) throws(LookupFailure) in try lookup.texts(of: domain) }.filter(
      SPFRecord.isRecord)
    guard let text = records.first else { return (.none, "\(domain) has no SPF record") }
    guard records.count == 1 else { throw .permanent("\(domain) has \(records.count) SPF records") }
    let record: SPFRecord
    do throws(SPFMistake) { record = try SPFRecord(text) } catch {
      throw .permanent("the record of \(domain) \(error.words)")
    }
    for directive in record.directives where try matches(directive.mechanism, domain) {
      return (directive.qualifier.verdict, "\(directive.text) of \(domain)")
    }
    guard let redirect = record.redirect else { return (.neutral, "no term of \(domain) matches") }
    try count()
    let target = redirect.expanded(values(domain))
    let (verdict, reason) = try host(target)
    guard verdict != .none else { throw .permanent("redirect=\(target): \(reason)") }
    return (verdict, reason)
  }

  private mutating func matches(_ mechanism: SPFRecord.Mechanism, _ domain: String) throws(Stop) -> Bool {
    if mechanism.asks { try count() }
    switch mechanism {
    case .all: return true
    case .network(let network, let bits): return address.isWithin(network, bits: bits)
    case .include(let text):
      let target = text.expanded(values(domain))
      let (verdict, reason) = try host(target)
      guard verdict != .none else { throw .permanent("include:\(target): \(reason)") }
      return verdict == .pass
    case .a(let text, let four, let six):
      return try isAmong(addresses(of: name(text, domain)), four, six)
    case .mx(let text, let four, let six): return try isServer(of: name(text, domain), four, six)
    case .ptr(let text): return try isNamed(within: name(text, domain))
    case .exists(let text):
      let target = text.expanded(values(domain))
      return try !counted { (lookup) throws(LookupFailure) in try lookup.addresses(of: target, .four) }
        .isEmpty
    }
  }

  private mutating func isServer(of domain: String, _ four: Int, _ six: Int) throws(Stop) -> Bool {
    let servers = try counted { (lookup) throws(LookupFailure) in try lookup.mailServers(of: domain) }.filter
    { !$0.name.isEmpty }
    guard servers.count <= Self.nameLimit else { throw .permanent("\(domain) has more than 10 MX records") }
    for server in servers where try isAmong(addresses(of: server.name), four, six) { return true }
    return false
  }

  /// §5.5: a name of the address, within the domain, that leads back to the address.
  private mutating func isNamed(within domain: String) throws(Stop) -> Bool {
    guard let names = try? lookup.names(of: address) else { return false }
    for name in names.prefix(Self.nameLimit).map({ $0.lowercased() })
    where name == domain.lowercased() || name.hasSuffix("." + domain.lowercased()) {
      if let found = try? lookup.addresses(of: name, address.family), found.contains(address) { return true }
    }
    return false
  }

  private func isAmong(_ found: [IPAddress], _ four: Int, _ six: Int) -> Bool {
    found.contains { address.isWithin($0, bits: address.family == .four ? four : six) }
  }

  private mutating func addresses(of name: String) throws(Stop) -> [IPAddress] {
    let family = address.family
    return try counted { (lookup) throws(LookupFailure) in try lookup.addresses(of: name, family) }
  }

  private func name(_ text: SPFMacroText?, _ domain: String) -> String {
    text?.expanded(values(domain)) ?? domain
  }

  private func values(_ domain: String) -> SPFMacroText.Values {
    SPFMacroText.Values(sender: sender, domain: domain, address: address, greeting: greeting)
  }

  private mutating func count() throws(Stop) {
    lookups += 1
    guard lookups <= Self.lookupLimit else {
      throw .permanent("more than \(Self.lookupLimit) terms have to be looked up")
    }
  }

  private mutating func counted<Answer: Collection>(
    _ question: (any NameLookup) throws(LookupFailure) -> Answer
  ) throws(Stop) -> Answer {
    let answer = try ask(question)
    if answer.isEmpty { empty += 1 }
    guard empty <= Self.emptyLimit else {
      throw .permanent("more than \(Self.emptyLimit) terms name something that the DNS does not have")
    }
    return answer
  }

  private func ask<Answer>(_ question: (any NameLookup) throws(LookupFailure) -> Answer) throws(Stop)
    -> Answer
  {
    do throws(LookupFailure) { return try question(lookup) } catch { throw .temporary(error.description) }
  }
}

extension SPFRecord.Qualifier {
  fileprivate var verdict: SPFResult.Verdict {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .softFail: .softfail
    case .neutral: .neutral
    }
  }
}
