public import Diagnostics
import Foundation
import InternetMessage
import MailingLists

/// Finds the reader of a preview in the lists.
struct ReaderSearch {
  let lists: ListDirectory
  /// How long the subject is that somebody gets.
  let subjectLength: (Recipient) -> Int
  /// How many merge fields somebody has no value for.
  let emptyFields: (Recipient) -> Int

  /// Up to this many octets of a list are read to the end only to say how many people are on it.
  static let countedOctets = 4 << 20

  /// The reader who was chosen, on one list or the first that has the reader.
  ///
  /// - Throws: `NoSuchReader`; `UnusableList` where no other list helps.
  func find(_ choice: ReaderChoice, list: String?) throws -> ChosenReader {
    let names = try list.map { [try checked($0)] } ?? lists.listNames
    var unusable: (any Error)?
    for name in names {
      do {
        if let found = try find(choice, on: name) { return found }
      } catch {
        // Another list may have the reader; what is wrong with this one is said if none has.
        unusable = unusable ?? error
      }
    }
    if let unusable, choice != .first || list != nil { throw unusable }
    if choice == .first {
      return ChosenReader(recipient: Recipient(address: try EmailAddress("reader@example.org"), row: 0))
    }
    throw NoSuchReader(choice: choice, lists: names)
  }

  private func checked(_ name: String) throws -> String {
    _ = try lists.file(ofList: name)
    return name
  }

  private func find(_ choice: ReaderChoice, on list: String) throws -> ChosenReader? {
    let file = try lists.file(ofList: list)
    var race = Race(choice, subjectLength: subjectLength, emptyFields: emptyFields)
    let isCounted = race.needsAll || Files.size(file.path).map { $0 <= Self.countedOctets } ?? false
    do {
      try file.forEachRow { row in
        race.take(row)
        if race.isDecided, !isCounted { throw Decided() }
      }
    } catch is Decided {
      // The rest of a long list is not read.
    }
    guard let winner = race.winner else { return nil }
    return ChosenReader(
      recipient: winner, list: list, position: isCounted ? race.winnerPosition : nil,
      count: isCounted ? race.readers : nil, reason: race.reason)
  }

  private struct Decided: Error {}
}

/// Takes one row after the other and keeps the reader who fits best so far.
private struct Race {
  let choice: ReaderChoice
  let subjectLength: (Recipient) -> Int
  let emptyFields: (Recipient) -> Int
  private(set) var winner: Recipient?
  private(set) var winnerPosition: Int?
  private(set) var readers = 0
  private var rows = 0
  private var best = -1
  private var random: SplitMix

  init(
    _ choice: ReaderChoice, subjectLength: @escaping (Recipient) -> Int,
    emptyFields: @escaping (Recipient) -> Int
  ) {
    self.choice = choice
    self.subjectLength = subjectLength
    self.emptyFields = emptyFields
    random = if case .random(let seed) = choice { SplitMix(state: seed) } else { SplitMix(state: 0) }
  }

  /// Whether the last row can still change who it is.
  var needsAll: Bool {
    switch choice {
    case .first, .address, .row: false
    case .longest, .emptiest, .random: true
    }
  }

  var isDecided: Bool { !needsAll && winner != nil }

  /// What decided, in words.
  var reason: String? {
    switch choice {
    case .longest: "the longest subject, \(best) characters"
    case .emptiest: best == 1 ? "1 field without a value" : "\(best) fields without a value"
    case .random(let seed): "random:\(seed)"
    case .first, .address, .row: nil
    }
  }

  mutating func take(_ row: ListRow) {
    rows += 1
    guard case .recipient(let recipient) = row else { return }
    if recipient.isSubscribed { readers += 1 }
    if isBetter(recipient) {
      winner = recipient
      winnerPosition = recipient.isSubscribed ? readers : nil
    }
  }

  private mutating func isBetter(_ recipient: Recipient) -> Bool {
    switch choice {
    case .first: return winner == nil && recipient.isSubscribed
    case .address(let address):
      return winner == nil
        && recipient.address.comparisonKey == EmailAddress.comparisonKey(of: address)
    case .row(let wanted): return rows == wanted
    case .random: return recipient.isSubscribed && random.next() % UInt64(readers) == 0
    case .longest: return recipient.isSubscribed && isRecord(subjectLength(recipient))
    case .emptiest: return recipient.isSubscribed && isRecord(emptyFields(recipient))
    }
  }

  private mutating func isRecord(_ value: Int) -> Bool {
    guard value > best else { return false }
    best = value
    return true
  }
}

/// Numbers that look random and are the same for the same seed (Steele, Lea and Flood 2014).
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Nobody like that is on a list.
public struct NoSuchReader: ExplainedError, Hashable {
  /// Who was asked for.
  public let choice: ReaderChoice
  /// The lists that were looked through.
  public let lists: [String]

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .notFound, summary,
      evidence: [
        lists.isEmpty
          ? "there are no lists in recipients/" : "looked through: " + lists.joined(separator: ", ")
      ])
  }

  private var summary: String {
    switch choice {
    case .address(let address): "\(address.printable) is on no list"
    case .row(let row): "there is no reader in row \(row)"
    case .first, .longest, .emptiest, .random: "there is no reader on any list"
    }
  }
}
