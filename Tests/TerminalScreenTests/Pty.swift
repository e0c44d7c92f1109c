import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A bare terminal line with the program at its other end: every byte is seen, none is understood.
final class Pty {
  let demo: Demo
  private let child: Child
  var process: pid_t { child.process }
  /// All that the program has sent.
  private(set) var output: [UInt8] = []
  /// The modes of the line before the program started.
  let modes: termios
  private var near: Int32
  /// Kept open, so that the modes can be looked at when the program is gone.
  private let far: Int32

  init(
    columns: UInt16 = 80, rows: UInt16 = 24, _ arguments: [String] = [],
    with more: [String: String] = [:]
  ) throws {
    demo = try Demo()
    let path: String
    (near, path) = try Self.openLine()
    _ = fcntl(near, F_SETFD, FD_CLOEXEC)
    far = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(near, UInt(TIOCSWINSZ), &size)
    var found = termios()
    tcgetattr(far, &found)
    modes = found
    child = try Child(
      [Demo.binary] + arguments, demo.environment(more), input: path, output: path,
      startsSession: true)
  }

  deinit {
    child.end()
    hangUp()
    close(far)
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  /// The modes of the line now.
  var modesNow: termios {
    var found = termios()
    tcgetattr(far, &found)
    return found
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(near, $0.baseAddress, min($0.count, 2_000)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      _ = receive(0)
    }
  }

  /// Waits until a frame more is drawn, and gives the bytes that it took.
  func bytesOfNextFrame(after act: () -> Void) throws -> [UInt8] {
    settle()
    let before = output.count
    let frames = demo.log.count { $0 == "drawn" }
    act()
    try wait("a frame") { self.demo.log.count { $0 == "drawn" } > frames }
    settle()
    return Array(output[before...])
  }

  /// Waits for a line of the log, reading on meanwhile.
  func waitFor(_ line: String, times: Int = 1) throws {
    try wait("log line \(line)") {
      self.demo.log.count { $0.replacing("Terminal.Key.", with: "") == line } >= times
    }
  }

  /// Waits for the program's end; below 0 the signal that it died of.
  func exitCode() throws -> Int32 {
    var code: Int32?
    try wait("end") {
      code = self.child.exitCode
      return code != nil
    }
    settle()
    return code ?? 0
  }

  /// Closes the near end, as a connection that is lost.
  func hangUp() {
    if near >= 0 { close(near) }
    near = -1
  }

  func wait(_ what: String, until isDone: () -> Bool) throws {
    try Demo.wait(
      what, seen: { (self.demo.log + [self.text]).joined(separator: "\n") },
      until: {
        _ = self.receive(0)
        return isDone()
      })
  }

  /// Reads until nothing comes any more.
  private func settle() {
    while receive(60) {}
  }

  private func receive(_ milliseconds: Int32) -> Bool {
    guard near >= 0 else { return false }
    var waited = pollfd(fd: near, events: Int16(POLLIN), revents: 0)
    guard poll(&waited, 1, milliseconds) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(near, &chunk, chunk.count)
    guard count > 0 else { return false }
    output += chunk[..<count]
    return true
  }

  /// A new line: its near end, and the path of its far end.
  private static func openLine() throws -> (Int32, String) {
    #if os(Linux)
      // Glibc's module has no posix_openpt; these are what it does.
      let (numberRequest, unlockRequest) = (UInt(0x8004_5430), UInt(0x4004_5431))
      let near = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var number: Int32 = 0
      var isLocked: Int32 = 0
      guard near >= 0, ioctl(near, unlockRequest, &isLocked) == 0,
        ioctl(near, numberRequest, &number) == 0
      else { throw Demo.Silence(description: "no pty: \(errno)") }
      return (near, "/dev/pts/\(number)")
    #else
      let near = posix_openpt(O_RDWR | O_NOCTTY)
      guard near >= 0, grantpt(near) == 0, unlockpt(near) == 0, let name = ptsname(near) else {
        throw Demo.Silence(description: "no pty: \(errno)")
      }
      return (near, String(cString: name))
    #endif
  }
}
