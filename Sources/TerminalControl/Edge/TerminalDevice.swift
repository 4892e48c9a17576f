import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A terminal that is read from and written to, and left as it was found.
public final class TerminalDevice {
  let input: Int32
  let output: Int32
  private var original: termios?
  private var parser = InputParser()

  /// Uses file descriptors that are open already: standard input and output, or a pseudo terminal.
  public init(input: Int32 = 0, output: Int32 = 1) {
    self.input = input
    self.output = output
  }

  deinit { restore() }

  /// Whether reading does not stop the process.
  public var isForeground: Bool {
    let group = tcgetpgrp(input)
    return group < 0 || group == getpgrp()
  }

  /// Switches off echo and line input, and forgets what was typed before; false where that is not possible.
  ///
  /// Ctrl-C ends the program, unless it is to be a key as any other.
  public func enterRawMode(keepsSignals: Bool = true) -> Bool {
    guard original == nil else { return true }
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else { return false }
    original = settings
    cfmakeraw(&settings)
    if keepsSignals { settings.c_lflag |= tcflag_t(ISIG) }
    // Output is left as it is.
    settings.c_oflag |= tcflag_t(OPOST)
    if tcsetattr(input, TCSAFLUSH, &settings) == 0 { return true }
    original = nil
    return false
  }

  /// Gives the terminal back as it was; what was not read of its answers is thrown away.
  public func restore() {
    guard var settings = original else { return }
    tcsetattr(input, TCSAFLUSH, &settings)
    original = nil
  }

  /// The size of the window in cells and, where it is known, in pixels.
  public var size: (columns: Int, rows: Int, cell: (width: Int, height: Int)?)? {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
    let cell = (Int(size.ws_xpixel) / Int(size.ws_col), Int(size.ws_ypixel) / Int(size.ws_row))
    return (Int(size.ws_col), Int(size.ws_row), cell.0 > 0 && cell.1 > 0 ? cell : nil)
  }

  /// Writes octets, all of them.
  public func write(_ octets: [UInt8]) {
    octets.withUnsafeBytes { buffer in
      var position = 0
      while position < buffer.count {
        let count = Self.write(output, buffer.baseAddress.map { $0 + position }, buffer.count - position)
        if count < 0 {
          if errno == EINTR || errno == EAGAIN { continue }
          return
        }
        position += count
      }
    }
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    Glibc.write(file, bytes, count)
    #else
    Darwin.write(file, bytes, count)
    #endif
  }

  /// Waits for input; nil at its end, nothing when the time has passed or a signal came.
  public func read(within limit: Duration) -> [TerminalInput]? {
    var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    let wait = parser.isWaiting ? min(limit, .milliseconds(40)) : limit
    let ready = poll(&request, 1, Int32(clamping: wait.milliseconds))
    if ready == 0 { return parser.settle() }
    if ready < 0 { return [] }
    var buffer = [UInt8](repeating: 0, count: 4096)
    #if canImport(Glibc)
    let count = Glibc.read(input, &buffer, buffer.count)
    #else
    let count = Darwin.read(input, &buffer, buffer.count)
    #endif
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    return count <= 0 ? nil : parser.feed(buffer.prefix(count))
  }

  /// Asks a terminal what it is and can do; keys that are pressed meanwhile are forgotten.
  ///
  /// The terminal is left as it was, but for one that did not answer in time:
  /// it stays without echo until ``restore()``, so that late answers reach nobody.
  public func ask(_ query: TerminalQuery) -> TerminalAnswers {
    var answers = TerminalAnswers()
    guard enterRawMode() else { return answers }
    answers.wasAsked = true
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: query.limit)
    write(query.octets)
    take(&answers, until: end, sentinels: query.sentinels)
    answers.isTimedOut = answers.sentinels == 0
    if !answers.isTimedOut { restore() }
    return answers
  }

  /// Waits for answers that came too late, so that they do not reach the shell, and restores the terminal.
  public func awaitLateAnswers(_ limit: Duration) {
    guard original != nil else { return }
    var late = TerminalAnswers()
    take(&late, until: ContinuousClock().now.advanced(by: limit), sentinels: 1)
    restore()
  }

  private func take(
    _ answers: inout TerminalAnswers, until end: ContinuousClock.Instant, sentinels: Int
  ) {
    let clock = ContinuousClock()
    while answers.sentinels < sentinels, clock.now < end {
      guard let found = read(within: clock.now.duration(to: end)) else { return }
      for case .reply(let reply) in found { answers.take(reply) }
    }
  }
}

extension Duration {
  /// Whole milliseconds, rounded up, not less than none.
  fileprivate var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return max(0, seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
