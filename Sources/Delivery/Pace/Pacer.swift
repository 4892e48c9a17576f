/// Decides when the next message may go, to anybody and to a domain.
///
/// Times are those of a clock that only goes forward; nothing here knows what
/// day it is.
struct Pacer {
  /// Deferrals to so many domains in a row, and none accepted between: then it is the server, not the domains.
  static let domainsInARow = 3
  /// How many domains are kept before those are forgotten that may be mailed at once anyway.
  static let remembered = 10_000

  private let limits: PaceLimits
  private var account: PaceBucket?
  private var slowedAccount: SlowedPace?
  private var domains: [String: PaceBucket] = [:]
  private var slowedDomains: [String: SlowedPace] = [:]
  private var deferredInARow: Set<String> = []
  private var meter: RateMeter
  private var lastRecovery: Duration

  init(_ limits: PaceLimits, at now: Duration) {
    self.limits = limits
    meter = RateMeter(at: now)
    lastRecovery = now
    account = limits.account.map { PaceBucket(rate: $0.perSecond, at: now) }
  }

  /// How long until a message to anybody may go.
  mutating func wait(at now: Duration) -> Duration { account?.wait(at: now) ?? .zero }

  /// Whether a domain has a limit at the moment.
  func limits(_ domain: String) -> Bool {
    slowedDomains[domain] != nil || limits.limit(of: domain) != nil
  }

  /// How long until a message to a domain may go, the account's own pace apart.
  mutating func wait(for domain: String, at now: Duration) -> Duration {
    guard limits(domain) else { return .zero }
    var bucket = bucket(of: domain, at: now)
    defer { domains[domain] = bucket }
    return bucket.wait(at: now)
  }

  /// Notes that a message goes.
  mutating func take(_ domain: String, at now: Duration) {
    meter.count(at: now)
    account?.take()
    guard limits(domain) else { return }
    var bucket = bucket(of: domain, at: now)
    bucket.take()
    domains[domain] = bucket
    if domains.count > Self.remembered { domains = domains.filter { !$0.value.isFull(at: now) } }
  }

  /// Learns from an outcome; what it changes, if anything.
  mutating func note(_ outcome: SubmissionOutcome, for domain: String, at now: Duration) -> PaceChange? {
    if case .accepted = outcome { deferredInARow = [] }
    guard var scope = SlowDownRule.scope(of: outcome), case .deferred(_, .reply(let reply)) = outcome else {
      return nil
    }
    if scope == .domain {
      if deferredInARow.count < Self.domainsInARow { deferredInARow.insert(domain) }
      if deferredInARow.count >= Self.domainsInARow { scope = .account }
    }
    return switch scope {
    case .account: slowAccount(reply, at: now)
    case .domain: slow(domain, reply, at: now)
    }
  }

  private mutating func slowAccount(_ reply: SMTPReply, at now: Duration) -> PaceChange? {
    if slowedAccount != nil {
      guard slowedAccount?.slowDown(at: now) == true else { return nil }
    } else {
      slowedAccount = slowed(limits.account, at: now)
    }
    guard let rate = slowedAccount?.rate else { return nil }
    account = PaceBucket(rate: rate, at: now)
    account?.take()
    return PaceChange(domain: nil, rate: Rate(perSecond: rate), reply: reply)
  }

  private mutating func slow(_ domain: String, _ reply: SMTPReply, at now: Duration) -> PaceChange? {
    if slowedDomains[domain] != nil {
      guard slowedDomains[domain]?.slowDown(at: now) == true else { return nil }
    } else {
      slowedDomains[domain] = slowed(limits.limit(of: domain), at: now)
    }
    guard let rate = slowedDomains[domain]?.rate else { return nil }
    domains[domain] = PaceBucket(rate: rate, at: now)
    domains[domain]?.take()
    return PaceChange(domain: domain, rate: Rate(perSecond: rate), reply: reply)
  }

  /// For tests: of how many domains something is remembered.
  var rememberedDomains: Int { domains.count }

  private mutating func slowed(_ limit: Rate?, at now: Duration) -> SlowedPace {
    let measured = meter.rate(at: now)
    guard let limit = limit?.perSecond else { return SlowedPace(from: measured, isLimit: false, at: now) }
    // A server that is slower than the limit has to be slowed down from where it is.
    let isNearLimit = measured * 4 / 3 >= limit
    return SlowedPace(
      from: isNearLimit ? limit : min(limit, max(measured, SlowedPace.slowest)), isLimit: true, at: now)
  }

  /// Lets what was slowed down recover; what that changes.
  mutating func recover(at now: Duration) -> [PaceChange] {
    guard now - lastRecovery >= .seconds(1) else { return [] }
    lastRecovery = now
    var changes: [PaceChange] = []
    if let recovery = slowedAccount?.recover(at: now), recovery != .none {
      if recovery == .full { slowedAccount = nil }
      let rate = slowedAccount?.rate ?? limits.account?.perSecond
      account = rate.map { PaceBucket(rate: $0, at: now) }
      changes.append(PaceChange(domain: nil, rate: rate.map(Rate.init(perSecond:)), reply: nil))
    }
    for domain in slowedDomains.keys.sorted() {
      guard let recovery = slowedDomains[domain]?.recover(at: now), recovery != .none else { continue }
      if recovery == .full { slowedDomains[domain] = nil }
      let rate = slowedDomains[domain]?.rate ?? limits.limit(of: domain)?.perSecond
      domains[domain] = rate.map { PaceBucket(rate: $0, at: now) }
      changes.append(PaceChange(domain: domain, rate: rate.map(Rate.init(perSecond:)), reply: nil))
    }
    return changes
  }

  private func bucket(of domain: String, at now: Duration) -> PaceBucket {
    if let bucket = domains[domain] { return bucket }
    let rate = slowedDomains[domain]?.rate ?? limits.limit(of: domain)?.perSecond ?? .infinity
    return PaceBucket(rate: rate, at: now)
  }
}
