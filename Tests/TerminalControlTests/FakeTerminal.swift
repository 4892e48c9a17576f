import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The far end of a pseudo terminal: reads what a program writes, and answers from a script.
final class FakeTerminal: @unchecked Sendable {
  /// What is answered when a piece of text has been read, after a delay.
  struct Answer: Sendable {
    var question: String
    var answer: String
    var delay: Duration = .zero
  }

  /// The end that the program uses.
  let device: Int32
  private let end: Int32
  private let thread: Thread
  private let finished = DispatchSemaphore(value: 0)
  private let lock = NSLock()
  private var received: [UInt8] = []

  init?(_ script: [Answer]) {
    guard let (end, name) = Self.pseudoTerminal() else { return nil }
    let device = open(name, O_RDWR | O_NOCTTY)
    guard device >= 0 else { return nil }
    self.end = end
    self.device = device
    let box = Box()
    thread = Thread { box.run() }
    box.run = { [unowned self] in self.serve(script) }
    thread.start()
  }

  /// A new pair: the far end, and the name of the end that a program uses.
  private static func pseudoTerminal() -> (end: Int32, name: String)? {
    let end = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard end >= 0 else { return nil }
    #if os(Linux)
    // Glibc's module lacks posix_openpt and its relatives: TIOCSPTLCK and TIOCGPTN do their work.
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard ioctl(end, 0x4004_5431, &isLocked) == 0, ioctl(end, 0x8004_5430, &number) == 0 else { return nil }
    return (end, "/dev/pts/\(number)")
    #else
    guard grantpt(end) == 0, unlockpt(end) == 0, let name = ptsname(end) else { return nil }
    return (end, String(cString: name))
    #endif
  }

  private final class Box: @unchecked Sendable {
    var run: () -> Void = {}
  }

  /// All that the program has written so far.
  var text: String { lock.withLock { String(decoding: received, as: UTF8.self) } }

  /// The settings of the terminal, as octets.
  var settings: [UInt8] {
    var settings = termios()
    tcgetattr(device, &settings)
    return withUnsafeBytes(of: &settings) { Array($0) }
  }

  /// Octets that wait for whoever reads from the terminal next: a shell.
  var waiting: Int {
    var settings = termios()
    tcgetattr(device, &settings)
    let kept = settings
    cfmakeraw(&settings)
    tcsetattr(device, TCSANOW, &settings)
    var count: Int32 = 0
    _ = ioctl(device, UInt(FIONREAD), &count)
    var restored = kept
    tcsetattr(device, TCSANOW, &restored)
    return Int(count)
  }

  private func serve(_ script: [Answer]) {
    var open = script
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(end, &buffer, buffer.count)
      if count <= 0 { break }
      lock.withLock { received += buffer.prefix(count) }
      while let index = open.firstIndex(where: { text.contains($0.question) }) {
        let answer = open.remove(at: index)
        if answer.delay > .zero { Thread.sleep(forTimeInterval: answer.delay / .seconds(1)) }
        let octets = Array(answer.answer.utf8)
        _ = write(end, octets, octets.count)
      }
    }
    finished.signal()
  }

  /// Hangs up and waits for the far end.
  func close() {
    #if canImport(Glibc)
    Glibc.close(device)
    #else
    Darwin.close(device)
    #endif
    finished.wait()
    #if canImport(Glibc)
    Glibc.close(end)
    #else
    Darwin.close(end)
    #endif
  }
}
