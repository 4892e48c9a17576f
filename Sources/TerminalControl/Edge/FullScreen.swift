import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The whole screen of a terminal, given back as it was: also after a signal or a crash.
public final class FullScreen {
  private let device: TerminalDevice
  private var isEntered = false

  private static let begin = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J"
  fileprivate static let end = "\u{1B}[?2026l\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

  /// Takes a terminal; ``enter()`` begins.
  public init(_ device: TerminalDevice) { self.device = device }

  deinit { leave() }

  /// Switches to the other screen, without echo and cursor; false where that is not possible.
  public func enter() -> Bool {
    guard !isEntered else { return true }
    Rescue.arm(device.input, device.output)
    guard device.enterRawMode(keepsSignals: false) else {
      Rescue.disarm()
      return false
    }
    isEntered = true
    device.write(Array(Self.begin.utf8))
    return true
  }

  /// Switches back.
  public func leave() {
    guard isEntered else { return }
    isEntered = false
    device.write(Array(Self.end.utf8))
    device.restore()
    Rescue.disarm()
  }
}

/// What a signal handler needs, in memory that it may touch.
///
/// The handler calls write, tcsetattr, signal and raise alone, which POSIX
/// allows in one (POSIX.1-2024, 2.4.3).
private enum Rescue {
  nonisolated(unsafe) private static var settings = termios()
  nonisolated(unsafe) private static var input: Int32 = -1
  nonisolated(unsafe) private static var output: Int32 = -1
  nonisolated(unsafe) private static var isArmed = false
  nonisolated(unsafe) private static var text: UnsafeMutablePointer<UInt8>?
  nonisolated(unsafe) private static var count = 0

  /// What ends a program, of others' will and of its own fault.
  private static let signals = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP,
  ]

  static func arm(_ input: Int32, _ output: Int32) {
    if text == nil {
      let end = Array(FullScreen.end.utf8)
      let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: end.count)
      copy.initialize(from: end, count: end.count)
      (text, count) = (copy, end.count)
    }
    guard tcgetattr(input, &settings) == 0 else { return }
    (self.input, self.output, isArmed) = (input, output, true)
    for number in signals { signal(number, rescue) }
  }

  static func disarm() {
    isArmed = false
    for number in signals { signal(number, SIG_DFL) }
  }

  private static let rescue: @convention(c) (Int32) -> Void = { number in
    if isArmed {
      isArmed = false
      if let text { _ = write(output, text, count) }
      tcsetattr(input, TCSANOW, &settings)
    }
    signal(number, SIG_DFL)
    raise(number)
  }
}
