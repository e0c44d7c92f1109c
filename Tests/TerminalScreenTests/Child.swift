#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that a test has started.
final class Child {
  let process: pid_t
  private var code: Int32?

  #if os(Linux)
    private static let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID
  #else
    private static let newSession = Int16(POSIX_SPAWN_SETSID)
  #endif

  /// Starts a program with files, or a terminal, at its standard streams.
  init(
    _ arguments: [String], _ environment: [String: String], input: String, output: String,
    startsSession: Bool = false
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens is the session's.
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDWR, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    if startsSession { flags |= Self.newSession }
    posix_spawnattr_setflags(&attributes, flags)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var started: pid_t = 0
    let result = posix_spawn(
      &started, arguments[0], &actions, &attributes, &words, &variables)
    guard result == 0 else {
      throw Demo.Silence(description: "\(arguments[0]) not started: \(result)")
    }
    process = started
  }

  deinit { end() }

  /// Its exit code, below 0 the signal that it died of; nil while it runs.
  var exitCode: Int32? {
    var status: Int32 = 0
    if code == nil, waitpid(process, &status, WNOHANG) == process { take(status) }
    return code
  }

  func waitForEnd() -> Int32 {
    var status: Int32 = 0
    while code == nil, waitpid(process, &status, 0) == process { take(status) }
    return code ?? -1
  }

  func end() {
    guard exitCode == nil else { return }
    kill(process, SIGKILL)
    _ = waitForEnd()
  }

  private func take(_ status: Int32) {
    code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }
}
