import Delivery
import Diagnostics
import Foundation
import InternetMessage
import Newsroom

/// How a send goes on, as one JSON object a line: for programs.
final class EventLines: SendWatcher {
  private struct Event: Encodable {
    let v = 1
    let event: String
    var run: String?
    var issue: String?
    var list: String?
    var people: Int?
    var to: String?
    var n: Int64?
    var state: String?
    var attempt: Int?
    var at: String?
    var code: Int?
    var enhanced: String?
    var text: String?
    var next: Date?
    var domain: String?
    var pace: String?
    var reason: String?
    var until: Date?
    var accepted: Int?
    var retry: Int?
    var refused: Int?
    var unknown: Int?
    var expired: Int?
    var seconds: Double?
    var exit: Int32?

    init(_ event: String) { self.event = event }
  }

  private let run: String
  private let write: (String) -> Void
  private let encoder: JSONEncoder

  init(run: String, write: @escaping (String) -> Void) {
    self.run = run
    self.write = write
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
  }

  func begin(_ progress: SendProgress) {
    var event = Event("start")
    (event.run, event.issue, event.list) = (run, progress.issue, progress.list)
    (event.people, event.pace) = (progress.people, progress.pace?.description)
    emit(event)
  }

  func note(_ event: SendEvent, _ progress: SendProgress) {
    switch event {
    case .queue(.settled(let delivery, let verdict)): result(delivery, verdict)
    case .queue(.paced(let change)):
      var event = Event("pace")
      (event.domain, event.pace) = (change.domain, change.rate?.description ?? "unlimited")
      event.reason = change.reply?.description.printable
      emit(event)
    case .resting(let rest, let until):
      var event = Event("rest")
      event.until = until
      switch rest {
      case .retry: event.reason = "retry"
      case .quota: event.reason = "warm-up"
      case .server(let words): (event.reason, event.text) = ("server", words.printable)
      }
      emit(event)
    case .queue(.claimed), .queue(.waiting): break
    }
  }

  func end(_ progress: SendProgress, exit: Int32) {
    var event = Event("end")
    func count(_ state: RunState) -> Int { progress.counts[state] ?? 0 }
    (event.accepted, event.retry, event.refused) = (count(.accepted), count(.retry), count(.refused))
    (event.unknown, event.expired) = (count(.unknown), count(.expired))
    event.seconds = ((progress.now - progress.started).seconds * 1000).rounded() / 1000
    event.exit = exit
    emit(event)
  }

  private func result(_ delivery: Delivery, _ verdict: Verdict) {
    let parts = OutcomeParts(verdict.outcome)
    var event = Event("result")
    (event.to, event.n) = (delivery.address.addrSpec, delivery.id.number)
    (event.state, event.attempt) = (RunState(verdict.state)?.rawValue, delivery.attempts)
    (event.at, event.code, event.enhanced) = (parts.phase?.rawValue, parts.code, parts.enhanced)
    (event.text, event.next) = (parts.text, verdict.nextAttempt)
    emit(event)
  }

  private func emit(_ event: Event) {
    guard let data = try? encoder.encode(event) else {
      preconditionFailure("an event is made of texts and numbers")
    }
    write(String(decoding: data, as: UTF8.self))
  }
}

/// A name for a run that sorts by time: 48 bits of milliseconds and 80 of chance, in Crockford's base 32.
func runName(at date: Date, using generator: inout some RandomNumberGenerator) -> String {
  let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  var time = UInt64(max(0, date.timeIntervalSince1970 * 1000))
  var name: [Character] = []
  for _ in 0..<10 {
    name.insert(alphabet[Int(time & 31)], at: 0)
    time >>= 5
  }
  for _ in 0..<16 { name.append(alphabet[Int.random(in: 0..<32, using: &generator)]) }
  return String(name)
}
