#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A connection to a program on the same machine, on which nothing waits for ever.
final class LocalConnection {
  /// Why it does not go on, to be said of the other side.
  struct Failure: Error {
    let text: String
  }

  private let descriptor: Int32
  private let end: ContinuousClock.Instant

  /// Connects to a socket in the file system; all that follows has to be done within the time.
  init(to path: String, within limit: Duration) throws(Failure) {
    end = ContinuousClock.now.advanced(by: limit)
    descriptor = socket(AF_UNIX, Self.streamSocket, 0)
    guard descriptor >= 0 else { throw Failure(text: "cannot be reached: \(Self.reason(errno))") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    #if canImport(Darwin)
      var one: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard bytes.count < room.count else { return false }
      room.copyBytes(from: bytes)
      return true
    }
    guard fits else { throw Failure(text: "cannot be reached: its path is too long") }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw Failure(text: "cannot be reached: \(Self.reason(errno))") }
  }

  deinit {
    close(descriptor)
  }

  /// Sends all of the bytes.
  func send(_ bytes: [UInt8], _ isStopped: () -> Bool) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { put($0) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN || errno == EINTR {
        try wait(for: POLLOUT, isStopped)
      } else {
        throw Failure(text: "went away: \(Self.reason(errno))")
      }
    }
  }

  /// Waits for so many bytes.
  func receive(_ count: Int, _ isStopped: () -> Bool) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes[filled...].withUnsafeMutableBytes {
        recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      if got > 0 {
        filled += got
      } else if got == 0 {
        throw Failure(text: "went away before it answered")
      } else if errno == EAGAIN || errno == EINTR {
        try wait(for: POLLIN, isStopped)
      } else {
        throw Failure(text: "went away: \(Self.reason(errno))")
      }
    }
    return bytes
  }

  private func wait(for event: Int32, _ isStopped: () -> Bool) throws(Failure) {
    while true {
      guard ContinuousClock.now < end else { throw Failure(text: "did not answer in time") }
      guard !isStopped() else { throw Failure(text: "was not waited for any longer") }
      var source = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      if poll(&source, 1, 100) > 0 { return }
    }
  }

  /// A peer that is gone must not end this program.
  private func put(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
    #elseif canImport(Glibc)
      Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #else
      Musl.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #endif
  }

  #if canImport(Glibc)
    private static let streamSocket = Int32(SOCK_STREAM.rawValue)
  #else
    private static let streamSocket = SOCK_STREAM
  #endif

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
