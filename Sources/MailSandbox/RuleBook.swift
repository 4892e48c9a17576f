internal import Synchronization

/// The rules of a sandbox, and how often each one applied.
final class RuleBook: Sendable {
  private struct Key: Hashable {
    var rule: Int
    var address: String
  }

  private let rules: [SandboxRule]
  private let used = Mutex<[Key: Int]>([:])

  init(_ rules: [SandboxRule]) {
    self.rules = rules
  }

  /// The action of the first rule that still applies; counts it.
  func action(at phase: SandboxRule.Phase, for addresses: [String] = [""]) -> SandboxRule.Action? {
    guard !rules.isEmpty else { return nil }
    for (index, rule) in rules.enumerated() where rule.phase == phase {
      for address in addresses where rule.concerns(address) && use(index, rule.times, for: address) {
        return rule.action
      }
    }
    return nil
  }

  private func use(_ index: Int, _ times: SandboxRule.Times, for address: String) -> Bool {
    let (limit, key) =
      switch times {
      case .always: (Int.max, Key(rule: index, address: ""))
      case .first(let count): (count, Key(rule: index, address: ""))
      case .each(let count): (count, Key(rule: index, address: address.lowercased()))
      }
    return used.withLock { used in
      guard used[key, default: 0] < limit else { return false }
      used[key, default: 0] += 1
      return true
    }
  }
}
