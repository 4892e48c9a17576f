import Delivery
import Foundation
import MailingLists

/// A round of a sender as a line of JSON: what was claimed, and what became of others.
struct RecordedRound: Hashable, Sendable {
  /// Its number among the rounds of its sender, from 1.
  var number: Int64
  /// When it was recorded, in seconds since 1970.
  var time: Double
  /// What its claims are counted under.
  var day: AccountDay?
  var claims: [DeliveryID]
  var verdicts: [Verdict]
  /// Where its line ends in the sender's file.
  var end = 0

  /// Adds the line with its line feed.
  func write(to line: inout [UInt8]) {
    line += "{\"round\":".utf8
    JSONText.append(number, to: &line)
    line += ",\"time\":".utf8
    JSONText.append(time, to: &line)
    if let day {
      line += ",\"account\":".utf8
      JSONText.append(day.account, to: &line)
      line += ",\"day\":".utf8
      JSONText.append(day.day, to: &line)
    }
    line += ",\"claims\":".utf8
    JSONText.append(claims.lazy.map(\.key), to: &line)
    line += ",\"verdicts\":[".utf8
    var rest = verdicts[...]
    while let verdict = rest.first {
      if rest.count < verdicts.count { line.append(.init(ascii: ",")) }
      let equal = rest.prefix { $0.isLike(verdict) }
      verdict.write(for: equal, to: &line)
      rest = rest[equal.endIndex...]
    }
    line += "]}\n".utf8
  }
}

extension RecordedRound {
  /// Reads a line without its line feed; nil when it is none.
  init?(line: some Sequence<UInt8>) {
    guard let parts = try? JSONDecoder().decode(LineParts.self, from: Data(line)) else { return nil }
    var verdicts: [Verdict] = []
    for group in parts.verdicts {
      guard let equal = group.verdicts else { return nil }
      verdicts += equal
    }
    self.init(
      number: parts.round, time: parts.time, claims: parts.claims.map(DeliveryID.init(key:)),
      verdicts: verdicts)
    if let account = parts.account, let day = parts.day { self.day = AccountDay(account: account, day: day) }
  }
}

private struct LineParts: Decodable {
  var round: Int64
  var time: Double
  var account: String?
  var day: String?
  var claims: [Int64]
  var verdicts: [VerdictGroup]
}

/// A verdict on deliveries that follow one another, as an array: the deliveries, state, next attempt, suppression, and
/// the columns of the outcome.
private struct VerdictGroup: Decodable {
  /// One for each delivery; nil when they were not written by this program.
  var verdicts: [Verdict]?

  init(from decoder: any Decoder) throws {
    var values = try decoder.unkeyedContainer()
    func optional<Value: Decodable>(_ type: Value.Type) throws -> Value? {
      try values.decodeNil() ? nil : values.decode(type)
    }
    let keys = try values.decode([Int64].self)
    let state = DeliveryState(rawValue: try values.decode(String.self))
    let nextAttempt = try optional(Double.self)
    let suppression = try optional(String.self)
    let columns = OutcomeColumns(
      outcome: try values.decode(String.self), phase: try optional(String.self),
      reason: try values.decode(String.self), code: try optional(Int.self),
      enhanced: try optional(String.self), text: try values.decode(String.self))
    guard let state, let outcome = columns.value else { return }
    verdicts = keys.map {
      Verdict(
        DeliveryID(key: $0), outcome: outcome, state: state,
        nextAttempt: nextAttempt.map(Date.init(timeIntervalSince1970:)),
        suppression: suppression.flatMap(SuppressionReason.init))
    }
  }
}

extension Verdict {
  /// Whether it says the same, be it of another delivery.
  func isLike(_ other: Verdict) -> Bool {
    state == other.state && outcome == other.outcome && nextAttempt == other.nextAttempt
      && suppression == other.suppression
  }

  fileprivate func write(for equal: ArraySlice<Verdict>, to line: inout [UInt8]) {
    let columns = OutcomeColumns(outcome)
    line.append(.init(ascii: "["))
    JSONText.append(equal.lazy.map(\.delivery.key), to: &line)
    add(state.rawValue, to: &line)
    line.append(.init(ascii: ","))
    JSONText.append(nextAttempt?.timeIntervalSince1970, to: &line)
    add(suppression?.rawValue, to: &line)
    add(columns.outcome, to: &line)
    add(columns.phase, to: &line)
    add(columns.reason, to: &line)
    line.append(.init(ascii: ","))
    JSONText.append(columns.code.map(Int64.init), to: &line)
    add(columns.enhanced, to: &line)
    add(columns.text, to: &line)
    line.append(.init(ascii: "]"))
  }

  private func add(_ text: String?, to line: inout [UInt8]) {
    line.append(.init(ascii: ","))
    JSONText.append(text, to: &line)
  }
}
