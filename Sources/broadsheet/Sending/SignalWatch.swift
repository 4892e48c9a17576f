import Delivery
import Dispatch
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The first Ctrl-C or SIGTERM raises the stop flag; the second ends the program at once.
///
/// Ending at once loses nothing: what was in flight is claimed in the ledger
/// and becomes unknown when the mailing is resumed.
final class SignalWatch: @unchecked Sendable {
  private let lock = NSLock()
  private var sources: [any DispatchSourceSignal] = []
  private var first: Int32?

  /// The signal that asked to stop.
  var received: Int32? { lock.withLock { first } }

  init(_ stop: StopFlag) {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in note(number, stop) }
      source.resume()
      sources.append(source)
    }
  }

  func cancel() {
    for source in sources { source.cancel() }
  }

  private func note(_ number: Int32, _ stop: StopFlag) {
    let isSecond = lock.withLock {
      defer { first = first ?? number }
      return first != nil
    }
    if isSecond { _exit(128 + number) }
    stop.raise()
    StandardError.write("\nstopping after the message in flight; once more stops at once")
  }
}
