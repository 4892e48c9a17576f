public import Delivery
import Foundation

extension Configuration {
  /// How fast the account in use may send.
  public var pace: PaceLimits {
    var limits = PaceLimits(account: accountSetting("pace").flatMap { Rate($0.text) })
    for pair in accountSetting("pace-by-domain")?.values.compactMap(DomainRate.init) ?? [] {
      if let domain = pair.domain {
        limits.domains[domain] = pair.rate
      } else {
        limits.otherDomains = pair.rate
      }
    }
    return limits
  }

  /// How much the account in use may hand over on its first days; nil when nothing is said.
  public var warmUp: WarmUp? {
    accountSetting("warm-up").map { WarmUp(days: $0.values.compactMap { Int($0) }) }
  }

  /// Whom alone the account in use may mail; nil for everybody.
  public var allowList: AllowList? {
    accountSetting("only-to").map { setting in
      AllowList(
        setting.values.compactMap(AllowList.Entry.init), account: settings["account"]?.text ?? "",
        origin: setting.origin.description)
    }
  }

  /// When deferred deliveries are tried again.
  public var retrySchedule: RetrySchedule {
    func duration(_ key: String) -> Duration? { settings[key].flatMap { Duration(words: $0.text) } }
    var schedule = RetrySchedule()
    schedule.firstPause = duration("retry.first") ?? schedule.firstPause
    schedule.longestPause = max(schedule.firstPause, duration("retry.longest") ?? schedule.longestPause)
    schedule.lifetime = duration("retry.lifetime") ?? schedule.lifetime
    return schedule
  }

  /// When soft bounces are reason enough to stop.
  var softBounces: SoftBounceRule {
    func number(_ key: String) -> Int? { settings[key].flatMap { Int($0.text) } }
    var rule = SoftBounceRule()
    rule.limit = number("bounces.in-a-row") ?? rule.limit
    rule.days = number("bounces.within-days") ?? rule.days
    return rule
  }

  /// What holds for a run of a mailing through the account in use.
  func sendRules(_ orders: SendOrders, calendar: Calendar) -> SendRules {
    var rules = SendRules()
    rules.schedule = retrySchedule
    rules.pace = pace
    if let rate = orders.pace { rules.pace.account = rate }
    rules.account = settings["account"]?.text
    rules.warmUp = warmUp
    rules.calendar = calendar
    rules.limit = orders.limit
    return rules
  }

  private func accountSetting(_ key: String) -> Setting? {
    settings["account"].flatMap { settings["accounts.\($0.text).\(key)"] }
  }
}
