#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file, and the only place that calls the system: every call is checked, EINTR repeated.
final class SystemFile {
  /// What the system said.
  struct Failure: Error, Equatable {
    let errno: Int32

    var text: String { String(cString: strerror(errno)) }
  }

  /// The part of `stat` that matters here.
  struct Status {
    let isRegular: Bool
    let isFolder: Bool
    let owner: UInt32
    let mode: UInt32
    let links: Int
    let size: Int
    /// When it was last written to, in nanoseconds.
    let modified: Int64
  }

  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Opens a path; with a folder, a name in that folder.
  static func open(
    _ path: String, _ flags: Int32, mode: UInt32 = 0, in folder: SystemFile? = nil
  ) throws(Failure) -> SystemFile {
    let descriptor = repeating {
      folder.map { openat($0.descriptor, path, flags | O_CLOEXEC, mode_t(mode)) }
        ?? openat(AT_FDCWD, path, flags | O_CLOEXEC, mode_t(mode))
    }
    guard descriptor >= 0 else { throw Failure(errno: errno) }
    return SystemFile(descriptor: descriptor)
  }

  func status() throws(Failure) -> Status {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw Failure(errno: errno) }
    let kind = info.st_mode & S_IFMT
    #if canImport(Darwin)
      let written = info.st_mtimespec
    #else
      let written = info.st_mtim
    #endif
    return Status(
      isRegular: kind == S_IFREG, isFolder: kind == S_IFDIR, owner: info.st_uid,
      mode: UInt32(info.st_mode & 0o7777), links: Int(info.st_nlink), size: Int(info.st_size),
      modified: Int64(written.tv_sec) &* 1_000_000_000 &+ Int64(written.tv_nsec))
  }

  /// Whether a path names this very file, and no link to it.
  func isNamed(_ path: String) -> Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && lstat(path, &named) == 0
      && own.st_dev == named.st_dev && own.st_ino == named.st_ino
  }

  /// Fills a buffer from the current offset; fewer bytes only at the end of the file.
  func read(upTo count: Int) throws(Failure) -> [UInt8] {
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let got = Self.repeating { systemRead(self.descriptor, base + filled, count - filled) }
        if got < 0 { failure = Failure(errno: errno) }
        if got <= 0 { return }
        filled += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all bytes, going on after short writes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let count = Self.repeating {
          systemWrite(self.descriptor, base + done, buffer.count - done)
        }
        guard count > 0 else {
          failure = Failure(errno: count == 0 ? EIO : errno)
          return
        }
        done += count
      }
    }
    if let failure { throw failure }
  }

  /// Asks once that all is on the disk; a failed fsync is never retried, its pages are lost.
  func synchronize() throws(Failure) {
    guard fsync(descriptor) == 0 else { throw Failure(errno: errno) }
  }

  func truncate(to size: Int) throws(Failure) {
    guard Self.repeating({ Int(ftruncate(self.descriptor, off_t(size))) }) == 0 else {
      throw Failure(errno: errno)
    }
  }

  func setMode(_ mode: UInt32) throws(Failure) {
    guard Self.repeating({ fchmod(self.descriptor, mode_t(mode)) }) == 0 else {
      throw Failure(errno: errno)
    }
  }

  /// Takes the exclusive lock; false when somebody else holds it.
  ///
  /// Half a second is waited for it: a program that another one is just starting shares the locks of
  /// all that was open there, until it runs.
  func lock() throws(Failure) -> Bool {
    for attempt in 0...20 {
      if attempt > 0 { poll(nil, 0, 25) }
      if Self.repeating({ Int(flock(self.descriptor, LOCK_EX | LOCK_NB)) }) == 0 { return true }
      guard errno == EWOULDBLOCK else { throw Failure(errno: errno) }
    }
    return false
  }

  /// Makes a folder; false when the name is taken.
  func makeFolder(_ name: String, mode: UInt32) throws(Failure) -> Bool {
    if Self.repeating({ mkdirat(self.descriptor, name, mode_t(mode)) }) == 0 { return true }
    guard errno == EEXIST else { throw Failure(errno: errno) }
    return false
  }

  /// Opens a folder, from the root on; it and those above it that are missing are made, for their
  /// owner alone.
  static func openFolder(making path: String) throws(Failure) -> SystemFile {
    var parent = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      parent += "/" + part
      _ = mkdir(parent, 0o700)
    }
    return try open(path, O_RDONLY | O_DIRECTORY)
  }

  /// Puts a file of its owner's in the place of another one in this folder, as a whole or not.
  func place(_ bytes: [UInt8], as name: String) throws(Failure) {
    let partial = ".\(name).\(UInt32.random(in: .min ... .max))"
    let file = try Self.open(
      partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, in: self)
    do {
      try file.write(bytes)
      try rename(partial, to: name)
    } catch {
      try? remove(partial)
      throw error
    }
  }

  func rename(_ name: String, to newName: String) throws(Failure) {
    guard Self.repeating({ renameat(self.descriptor, name, self.descriptor, newName) }) == 0
    else { throw Failure(errno: errno) }
  }

  func remove(_ name: String) throws(Failure) {
    guard Self.repeating({ unlinkat(self.descriptor, name, 0) }) == 0 else {
      throw Failure(errno: errno)
    }
  }

  func removeFolder(_ name: String) throws(Failure) {
    guard Self.repeating({ unlinkat(self.descriptor, name, AT_REMOVEDIR) }) == 0 else {
      throw Failure(errno: errno)
    }
  }

  /// The bytes that may still be written to its disk; nil where the system does not tell.
  func room() throws(Failure) -> Int? {
    var info = statvfs()
    guard fstatvfs(descriptor, &info) == 0 else { throw Failure(errno: errno) }
    guard info.f_blocks > 0 else { return nil }
    let (bytes, isHuge) = UInt64(info.f_bavail).multipliedReportingOverflow(
      by: UInt64(info.f_frsize))
    return isHuge ? .max : Int(clamping: bytes)
  }

  /// The user that runs the program.
  static var user: UInt32 { geteuid() }

  private static func repeating<Value: SignedInteger>(_ call: () -> Value) -> Value {
    while true {
      let value = call()
      if value >= 0 || errno != EINTR { return value }
    }
  }
}

// Inside the type `read` and `write` name its own methods.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int
{
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
