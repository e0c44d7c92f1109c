#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Another program that is given bytes and whose output is taken, all within a time.
///
/// A signature is asked for in the middle of a write that nothing else may come between, so this
/// waits, where swift-subprocess is awaited.
final class ChildProcess {
  /// How much it may write.
  private static let sizeLimit = 64 << 10

  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private let name: String
  private let process: pid_t
  private var isWaitedFor = false
  /// The ends of standard input, output and error; -1 when closed.
  private var ends: [Int32]
  private var input: ArraySlice<UInt8>
  private let readByProgram: Int32
  /// The terminal as it was, for when the program is ended while it has echo switched off.
  private let terminal = SavedTerminal()

  /// Whether a program lies at a path.
  static func canRun(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - words: its absolute path and its arguments.
  ///   - environment: all of it, as `NAME=value`.
  ///   - input: what it reads on standard input.
  /// - Throws: when it cannot be run.
  init(_ words: [String], environment: [String], input: [UInt8]) throws(KeyFault) {
    name = words[0]
    self.input = input[...]
    var inner: [Int32] = []
    var outer: [Int32] = []
    for index in 0..<3 {
      guard let (one, other) = Self.makePipe(isInput: index == 0) else {
        for end in inner + outer { close(end) }
        throw KeyFault(message: "\(words[0]) cannot be run: \(Self.reason(errno))")
      }
      outer.append(one)
      inner.append(other)
    }
    // The end that the program reads stays open here too, so that writing to a program that is
    // gone does not end this one.
    readByProgram = inner[0]
    defer { for end in inner.dropFirst() { close(end) } }
    var process: pid_t = 0
    let fault = Self.spawn(words, environment, inner, &process)
    self.process = process
    ends = outer
    guard fault == 0 else {
      isWaitedFor = true
      throw KeyFault(message: "\(words[0]) cannot be run: \(Self.reason(fault))")
    }
  }

  deinit {
    for end in ends + [readByProgram] where end >= 0 { close(end) }
    if !isWaitedFor { kill() }
  }

  /// Waits for the end.
  ///
  /// - Parameter limit: after so long the program is ended.
  /// - Returns: its exit status; nil when a signal ended it.
  /// - Throws: when it took too long or wrote too much; it is ended then.
  func finish(within limit: Duration) throws(KeyFault) -> Int32? {
    let end = ContinuousClock.now.advanced(by: limit)
    while ends[1] >= 0 || ends[2] >= 0 {
      guard ContinuousClock.now < end else {
        kill()
        throw KeyFault(
          message: "\(name) was ended: it took longer than \(limit.components.seconds) seconds")
      }
      exchange()
      guard output.count <= Self.sizeLimit, errors.count <= Self.sizeLimit else {
        kill()
        throw KeyFault(message: "\(name) was ended: it wrote more than it should")
      }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    isWaitedFor = true
    let isKilled = status & 0x7f != 0
    if isKilled { terminal.restore() }
    return isKilled ? nil : status >> 8 & 0xff
  }

  /// Waits a little for one of the ends, and reads and writes what there is.
  private func exchange() {
    var waits = ends.enumerated().map { index, end in
      pollfd(fd: end, events: Int16(index == 0 ? POLLOUT : POLLIN), revents: 0)
    }
    guard poll(&waits, nfds_t(waits.count), 100) > 0 else { return }
    if waits[0].revents != 0 { writeInput() }
    if waits[1].revents != 0 { readEnd(1, into: &output) }
    if waits[2].revents != 0 { readEnd(2, into: &errors) }
  }

  private func writeInput() {
    let count = input.withUnsafeBytes { write(ends[0], $0.baseAddress, $0.count) }
    if count > 0 { input = input.dropFirst(count) }
    if input.isEmpty || (count < 0 && errno != EINTR && errno != EAGAIN) { closeEnd(0) }
  }

  private func readEnd(_ index: Int, into bytes: inout [UInt8]) {
    var chunk = [UInt8](repeating: 0, count: 16_384)
    let count = read(ends[index], &chunk, chunk.count)
    if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
    if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { closeEnd(index) }
  }

  private func closeEnd(_ index: Int) {
    close(ends[index])
    ends[index] = -1
  }

  /// Ends the program: it gets time to put the terminal in order.
  private func kill() {
    isWaitedFor = true
    signal(process, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<20 {
      if waitpid(process, &status, WNOHANG) == process { return terminal.restore() }
      poll(nil, 0, 100)
    }
    signal(process, SIGKILL)
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    terminal.restore()
  }

  /// `kill(2)`, which the function above hides.
  private func signal(_ process: pid_t, _ number: Int32) {
    #if canImport(Glibc)
      _ = Glibc.kill(process, number)
    #elseif canImport(Musl)
      _ = Musl.kill(process, number)
    #else
      _ = Darwin.kill(process, number)
    #endif
  }

  /// A pipe whose end on this side does not block.
  private static func makePipe(isInput: Bool) -> (outer: Int32, inner: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (outer, inner) = isInput ? (ends[1], ends[0]) : (ends[0], ends[1])
    _ = fcntl(outer, F_SETFL, O_NONBLOCK)
    return (outer, inner)
  }

  private static func spawn(
    _ words: [String], _ environment: [String], _ ends: [Int32], _ process: inout pid_t
  ) -> Int32 {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (target, end) in ends.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
    }
    // Signals that are ignored or blocked here are not there.
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for pointer in arguments + variables { free(pointer) } }
    return posix_spawn(
      &process, words[0], &actions, &attributes, arguments + [nil], variables + [nil])
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// How the terminal of the process is set, to be set so again.
private final class SavedTerminal {
  private var settings = termios()
  private let descriptor: Int32

  init() {
    descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    if descriptor >= 0 { tcgetattr(descriptor, &settings) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func restore() {
    if descriptor >= 0 { tcsetattr(descriptor, TCSADRAIN, &settings) }
  }
}
