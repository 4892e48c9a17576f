import Delivery
import Foundation
import Synchronization

/// The rounds that this process has written into its file and that are not in the tables yet.
///
/// It also knows who is due and who is claimed, so that each round need not look that up in the tables.
final class RoundLog: Sendable {
  /// With so many outcomes waiting, the sender waits as well.
  private static let mostOutcomes = 20_000

  private struct State {
    var file: RoundFile?
    var sender: Int64 = 0
    var number: Int64 = 0
    var line: [UInt8] = []
    var rounds: [RecordedRound] = []
    var outcomes = 0
    /// The last delivery in the rounds.
    var highest: Int64 = 0
    /// Found due in the tables and not claimed since.
    var due: Set<Int64> = []
    /// Claimed, and without an outcome.
    var claimed: Set<Int64> = []
    var isAbandoned = false
    /// Whether the rounds will be put into the tables without another word.
    var isScheduled = false
    /// Why the rounds could not be put into the tables; told with the next round.
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let path: String

  init(ledger path: String) {
    self.path = path
  }

  /// Whose file it writes; 0 before its first round.
  var sender: Int64 { state.withLock(\.sender) }
  /// Whether there are rounds that are not in the tables.
  var isWaiting: Bool { state.withLock { !$0.rounds.isEmpty } }
  /// Whether so much waits that no more is to be added.
  var isFull: Bool { state.withLock { $0.outcomes >= Self.mostOutcomes } }

  /// Writes into a file of its own from now on.
  func begin(_ file: RoundFile, of sender: Int64) {
    state.withLock {
      $0.file = file
      $0.sender = sender
    }
  }

  /// Lets nothing more be added.
  func abandon() { state.withLock { $0.isAbandoned = true } }

  /// Notes why the rounds could not be put into the tables.
  func failed(_ error: any Error) { state.withLock { $0.failure = error } }

  /// Throws when nothing is to be added any more, or what was added did not reach the tables.
  func check() throws {
    try state.withLock { state in
      if state.isAbandoned { throw LedgerError(.abandoned, path: path) }
      guard let failure = state.failure else { return }
      state.failure = nil
      throw failure
    }
  }

  /// Whether somebody has to see to it that the rounds are put into the tables; from then on that is so.
  func schedules() -> Bool {
    state.withLock { state in
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
  }

  /// Notes that the rounds that come from now on have to be seen to again.
  func begunToSettle() { state.withLock { $0.isScheduled = false } }

  /// Adds a round to the file; it outlives the process then.
  func append(
    claims: [DeliveryID], verdicts: [Verdict], on day: AccountDay?, at date: Date
  ) throws {
    try state.withLock { state in
      // It may be abandoned between the check and this.
      if state.isAbandoned { throw LedgerError(.abandoned, path: path) }
      var round = RecordedRound(
        number: state.number + 1, time: date.timeIntervalSince1970, day: day, claims: claims,
        verdicts: verdicts)
      state.line.removeAll(keepingCapacity: true)
      round.write(to: &state.line)
      try state.file?.append(state.line)
      round.end = state.file?.length ?? 0
      state.number += 1
      state.rounds.append(round)
      state.outcomes += verdicts.count
      for claim in claims { state.highest = max(state.highest, claim.key) }
      for verdict in verdicts { state.highest = max(state.highest, verdict.delivery.key) }
    }
  }

  /// The rounds behind the one of a number.
  func rounds(after number: Int64) -> [RecordedRound] {
    state.withLock { state in Array(state.rounds.drop { $0.number <= number }) }
  }

  /// Forgets the rounds up to a number, which are in the tables.
  func putIn(through number: Int64) {
    state.withLock { state in
      let count = state.rounds.prefix { $0.number <= number }.count
      state.outcomes -= state.rounds[..<count].reduce(0) { $0 + $1.verdicts.count }
      state.rounds.removeFirst(count)
      guard state.rounds.isEmpty else { return }
      state.highest = 0
      state.file?.empty()
    }
  }

  /// Closes the file; what is not in the tables stays in it.
  func end() {
    state.withLock { state in
      state.file?.end()
      state.file = nil
    }
  }
}

// Who is due.
extension RoundLog {
  /// Whether the rounds may say something of a delivery, or of those behind it.
  func reaches(_ delivery: DeliveryID) -> Bool { state.withLock { $0.highest >= delivery.key } }

  /// Notes deliveries that the tables say are due.
  func found(due deliveries: [Delivery]) {
    state.withLock { state in for delivery in deliveries { state.due.insert(delivery.id.key) } }
  }

  /// Whether a round is known to be in order: everybody claimed is due, and outcomes are of those claimed or due.
  ///
  /// What is not known may still be so; then the tables have to say it.
  func admits(claims: [DeliveryID], verdicts: [Verdict]) -> Bool {
    state.withLock { state in
      for claim in claims {
        guard state.due.remove(claim.key) != nil else { return false }
        state.claimed.insert(claim.key)
      }
      for verdict in verdicts {
        guard
          state.claimed.remove(verdict.delivery.key) != nil || state.due.remove(verdict.delivery.key) != nil
        else { return false }
      }
      return true
    }
  }

  /// Forgets who is due: the tables were changed.
  func forgetDue() {
    state.withLock { state in
      state.due = []
      state.claimed = []
    }
  }
}
