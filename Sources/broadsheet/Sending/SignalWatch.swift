import Delivery
import Dispatch
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The first Ctrl-C or SIGTERM raises the stop flag; the second ends the program at once; the third without a word.
///
/// Before the program ends at once, what was in flight is written down as
/// unknown. Where that is not possible any more nothing is lost: it is claimed in
/// the ledger, and becomes unknown when the mailing is resumed.
final class SignalWatch: @unchecked Sendable {
  private let lock = NSLock()
  private let queue = DispatchQueue(label: "signals")
  private var sources: [any DispatchSourceSignal] = []
  private var first: Int32?
  private var count = 0
  private var lastWords: (@Sendable () -> String)?
  private var say: @Sendable (String) -> Void = { StandardError.write("\n" + $0) }

  /// The signal that asked to stop.
  var received: Int32? { lock.withLock { first } }

  init(_ stop: StopFlag) {
    signal(SIGPIPE, SIG_IGN)
    let listening = DispatchSemaphore(value: 0)
    for number in [SIGINT, SIGTERM] {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in note(number, stop) }
      source.setRegistrationHandler { listening.signal() }
      signal(number, SIG_IGN)
      source.resume()
      sources.append(source)
    }
    // A signal that comes before the queue listens would be lost, and with it somebody's Ctrl-C.
    for _ in sources { _ = listening.wait(timeout: .now() + .seconds(5)) }
  }

  /// What is done, and then said, when the program is to end at once.
  func whenEndingAtOnce(_ work: @escaping @Sendable () -> String) { lock.withLock { lastWords = work } }

  /// Who says what the watch has to say.
  func announce(by say: @escaping @Sendable (String) -> Void) { lock.withLock { self.say = say } }

  func cancel() {
    for source in sources { source.cancel() }
  }

  /// Does not come back when the program is ending at once: that thread has the last word.
  func waitIfEndingAtOnce() {
    while lock.withLock({ count > 1 }) { pause() }
  }

  private func note(_ number: Int32, _ stop: StopFlag) {
    let (count, words, say) = lock.withLock {
      first = first ?? number
      self.count += 1
      return (self.count, lastWords, self.say)
    }
    if count == 1 {
      stop.raise()
      say("stopping after the messages in flight; once more stops at once")
      return
    }
    // Off this queue, so that a third signal is heard while the ledger is written.
    guard count == 2 else { _exit(128 + number) }
    DispatchQueue.global().async {
      if let words { say(words()) }
      _exit(128 + number)
    }
  }
}
