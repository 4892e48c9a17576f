import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A running program whose streams are files, so that nobody waits for anybody.
final class Child {
  let pid: pid_t
  /// Whether the most memory it has at a time is looked up while it runs.
  var watchesMemory = false
  private let streams: URL
  private var end: Run?

  /// Starts a program with nothing in its environment but `PATH`, `HOME`, `TMPDIR` and what is given.
  init(
    _ path: String, _ arguments: [String], in folder: URL, input: String = "",
    environment: [String: String] = [:]
  ) throws {
    streams = FileManager.default.temporaryDirectory.appending(path: "broadsheet-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: streams.appending(path: "home"), withIntermediateDirectories: true)
    try Data(input.utf8).write(to: streams.appending(path: "in"))
    var values = ["PATH": "/usr/bin:/bin", "HOME": streams.appending(path: "home").path]
    values["TMPDIR"] = FileManager.default.temporaryDirectory.path
    values.merge(environment) { $1 }
    // The shell goes to the folder and becomes the program: the process stays the same.
    pid = try Self.spawn(
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, path] + arguments,
      values.map { "\($0.key)=\($0.value)" }, streams: streams.path)
  }

  deinit {
    if end == nil {
      kill(pid, SIGKILL)
      var status: Int32 = 0
      waitpid(pid, &status, 0)
    }
    try? FileManager.default.removeItem(at: streams)
  }

  /// What it has written to standard output until now.
  var outputSoFar: String { text("out") }

  /// What it has written to standard error until now.
  var errorsSoFar: String { text("err") }

  /// Sends it a signal, unless it has ended.
  func signal(_ number: Int32) {
    if end == nil { kill(pid, number) }
  }

  /// Waits for its end; past the limit it is killed.
  func wait(limit: Duration = .seconds(60)) -> Run {
    if let end { return end }
    let deadline = ContinuousClock.now + limit
    var status: Int32 = 0
    var peakMemory = 0
    var wasTooSlow = false
    while waitpid(pid, &status, WNOHANG) == 0 {
      if watchesMemory { peakMemory = max(peakMemory, memory()) }
      if ContinuousClock.now > deadline, !wasTooSlow {
        wasTooSlow = true
        kill(pid, SIGKILL)
      }
      usleep(2000)
    }
    let signal = status & 0x7F
    let run = Run(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      output: [UInt8]((try? Data(contentsOf: streams.appending(path: "out"))) ?? Data()), errors: text("err"),
      peakMemory: peakMemory, wasTooSlow: wasTooSlow)
    end = run
    return run
  }

  /// The most memory it had so far; 0 where the system does not tell.
  ///
  /// `getrusage` would count what the test had before the program took its place.
  private func memory() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return (Int(line.filter(\.isNumber)) ?? 0) * 1024
  }

  private func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: streams.appending(path: name))) ?? Data(), as: UTF8.self)
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String], streams: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, streams + "/in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, streams + "/out", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams + "/err", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var standard = sigset_t()
    sigemptyset(&standard)
    posix_spawnattr_setsigmask(&attributes, &standard)
    for number in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ, SIGHUP] { sigaddset(&standard, number) }
    posix_spawnattr_setsigdefault(&attributes, &standard)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = arguments.map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for pointer in words + variables { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, arguments[0], &actions, &attributes, words + [nil], variables + [nil])
    guard code == 0 else { throw NotStarted(path: arguments[0], reason: String(cString: strerror(code))) }
    return pid
  }
}

struct NotStarted: Error {
  var path: String
  var reason: String
}
