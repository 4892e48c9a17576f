import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that takes over the terminal until it ends: a pager, an editor.
///
/// Foundation's `Process` puts its child into a process group of its own, where
/// reading from the terminal stops it; here it stays in ours.
public enum ForegroundProgram {
  /// Runs a program found in `PATH`, and waits for it; with input it reads that, else what we read.
  ///
  /// The answer is its exit status, 128 and its signal where one ended it, and
  /// nil where it cannot be started. Ctrl-C meanwhile is the program's alone.
  public static func run(_ command: [String], input: [UInt8]? = nil) -> Int32? {
    guard !command.isEmpty else { return nil }
    var ends: [Int32] = [-1, -1]
    if input != nil, pipe(&ends) != 0 { return nil }
    let pid = spawn(command, readingFrom: input == nil ? nil : ends)
    if input != nil { close(ends[0]) }
    guard let pid else {
      if input != nil { close(ends[1]) }
      return nil
    }
    let interrupt = signal(SIGINT, SIG_IGN)
    let broken = signal(SIGPIPE, SIG_IGN)
    defer {
      signal(SIGINT, interrupt)
      signal(SIGPIPE, broken)
    }
    if let input {
      feed(input, to: ends[1])
      close(ends[1])
    }
    return wait(for: pid)
  }

  private static func spawn(_ command: [String], readingFrom pipe: [Int32]?) -> pid_t? {
    #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #else
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let pipe {
      posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO)
      posix_spawn_file_actions_addclose(&actions, pipe[0])
      posix_spawn_file_actions_addclose(&actions, pipe[1])
    }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGINT, SIGPIPE, SIGTERM, SIGWINCH] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    return posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, environ) == 0 ? pid : nil
  }

  private static func feed(_ octets: [UInt8], to end: Int32) {
    octets.withUnsafeBytes { buffer in
      var position = 0
      while position < buffer.count {
        let count = write(end, buffer.baseAddress.map { $0 + position }, buffer.count - position)
        if count < 0, errno == EINTR { continue }
        // Who leaves a pager early does not want the rest.
        if count < 0 { return }
        position += count
      }
    }
  }

  private static func wait(for pid: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
