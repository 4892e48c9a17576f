public import Diagnostics

extension SandboxRule {
  /// Reads rules, one a line; empty lines and lines that begin with `#` are skipped.
  public static func read(_ text: String, file: String) throws(UnusableContent) -> [SandboxRule] {
    var rules: [SandboxRule] = []
    var findings: [Finding] = []
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.isEmpty || words[0].hasPrefix("#") { continue }
      do throws(InvalidSandboxRule) {
        rules.append(try SandboxRule(String(line)))
      } catch {
        findings.append(
          Finding(
            "sandbox-rule", .error, error.reason, at: Place(file: file, line: number + 1),
            sourceLine: String(line),
            help: error.help))
      }
    }
    guard findings.isEmpty else { throw UnusableContent(file, findings: findings) }
    return rules
  }

  /// Reads one rule: `PHASE [ADDRESS] [first N | each N] ACTION`.
  public init(_ text: String) throws(InvalidSandboxRule) {
    var words = text.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { throw InvalidSandboxRule(text, .noPhase("")) }
    let first = String(words.removeFirst())
    guard let phase = Phase.allCases.first(where: { $0.rawValue.lowercased() == first.lowercased() }) else {
      throw InvalidSandboxRule(text, .noPhase(first))
    }
    self.phase = phase
    pattern = nil
    if let word = words.first, word.contains("@") || word == "*" {
      guard phase.hasAddress else { throw InvalidSandboxRule(text, .noAddressThere(phase)) }
      pattern = word == "*" ? nil : String(word)
      words.removeFirst()
    }
    times = try Self.times(&words, in: text)
    action = try Self.action(words[...], of: text, phase: phase)
  }

  private static func times(_ words: inout [Substring], in text: String) throws(InvalidSandboxRule) -> Times {
    guard let word = words.first, word == "first" || word == "each" else { return .always }
    words.removeFirst()
    guard let number = words.first.flatMap({ Int($0) }), number > 0 else {
      throw InvalidSandboxRule(text, .noNumber(String(word), words.first.map(String.init)))
    }
    words.removeFirst()
    return word == "first" ? .first(number) : .each(number)
  }

  private static func action(
    _ words: ArraySlice<Substring>, of text: String, phase: Phase
  ) throws(InvalidSandboxRule) -> Action {
    guard let word = words.first else { throw InvalidSandboxRule(text, .noAction(nil)) }
    let rest = words.dropFirst()
    if word.utf8.count == 3, let code = Int(word) {
      guard (200...599).contains(code) else { throw InvalidSandboxRule(text, .noReplyCode(String(word))) }
      return .reply(code: code, text: rest.isEmpty ? "as the rule says" : rest.joined(separator: " "))
    }
    let action: Action
    switch word {
    case "close": action = .close
    case "silence": action = .silence
    case "garbage": action = .garbage
    case "slow":
      guard let duration = rest.first.flatMap(duration) else {
        throw InvalidSandboxRule(text, .noDuration(rest.first.map(String.init)))
      }
      if let extra = rest.dropFirst().first { throw InvalidSandboxRule(text, .tooMuch(String(extra))) }
      return .slow(duration)
    case "keep":
      guard phase == .body else { throw InvalidSandboxRule(text, .keepOutsideBody(phase)) }
      let kept = try Self.action(rest, of: text, phase: .body)
      guard kept == .close || kept == .silence || kept == .garbage else {
        throw InvalidSandboxRule(text, .noAction(rest.first.map(String.init)))
      }
      return .keep(kept)
    default: throw InvalidSandboxRule(text, .noAction(String(word)))
    }
    if let extra = rest.first { throw InvalidSandboxRule(text, .tooMuch(String(extra))) }
    return action
  }

  private static func duration(_ word: Substring) -> Duration? {
    if word.hasSuffix("ms"), let number = Int(word.dropLast(2)), (0...3_600_000).contains(number) {
      return .milliseconds(number)
    }
    if word.hasSuffix("s"), let number = Int(word.dropLast()), (0...3_600).contains(number) {
      return .seconds(number)
    }
    return nil
  }
}

/// Why a line is no rule.
public struct InvalidSandboxRule: ExplainedError, Hashable {
  enum Fault: Hashable {
    case noPhase(String)
    case noAddressThere(SandboxRule.Phase)
    case noNumber(String, String?)
    case noAction(String?)
    case noReplyCode(String)
    case noDuration(String?)
    case keepOutsideBody(SandboxRule.Phase)
    case tooMuch(String)
  }

  /// The line.
  public let text: String
  let fault: Fault

  init(_ text: String, _ fault: Fault) {
    self.text = text
    self.fault = fault
  }

  /// What is said about it.
  public var problem: Problem {
    Problem(.usage, "\(String(reflecting: text)) is no rule: \(reason)", try: help)
  }

  /// What is wrong with it.
  public var reason: String {
    switch fault {
    case .noPhase(let word) where word.isEmpty: "a rule begins with a phase"
    case .noPhase(let word): "no phase is called '\(word)'"
    case .noAddressThere(let phase): "\(phase) concerns no address"
    case .noNumber(let word, let found): "'\(word)' wants a number" + (found.map { ", not '\($0)'" } ?? "")
    case .noAction(nil): "it does not say what happens"
    case .noAction(.some(let word)): "no action is called '\(word)'"
    case .noReplyCode(let word): "\(word) is no reply code: 200 to 599"
    case .noDuration(let word): "'slow' wants a time like 300ms or 2s" + (word.map { ", not '\($0)'" } ?? "")
    case .keepOutsideBody(let phase): "'keep' files a message, and at \(phase) there is none"
    case .tooMuch(let word): "'\(word)' stands behind the end of the rule"
    }
  }

  /// What to write instead.
  public var help: [String] {
    let phases = SandboxRule.Phase.allCases.map(\.rawValue)
    switch fault {
    case .noPhase(let word):
      return [
        nearest(to: word, in: phases).map { "did you mean '\($0)'?" },
        "phases: " + phases.joined(separator: ", "),
      ]
      .compactMap(\.self)
    case .noAction:
      return ["actions: CODE TEXT, close, silence, slow 300ms, garbage, keep close, keep silence"]
    default:
      return [
        "PHASE [ADDRESS] [first N | each N] ACTION, as in: rcptTo bob@example.org 550 5.1.1 no such user"
      ]
    }
  }
}
