import Report

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that other people read, written beside its place first, then put there as a whole.
///
/// Let go of before `keep` it leaves nothing.
final class NewFile {
  private let path: String
  private let partial: String
  private let descriptor: Int32
  private var isPending = true

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it goes.
  ///   - mode: who may read it.
  /// - Throws: `inputOutput`.
  init(_ path: String, mode: UInt32) throws(ReportError) {
    self.path = path
    partial = path + ".partial-\(UInt32.random(in: .min ... .max))"
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    guard isPending, descriptor >= 0 else { return }
    close(descriptor)
    unlink(partial)
  }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(ReportError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { pointer in
        systemWrite(descriptor, pointer)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      done += count
    }
  }

  /// Puts it in its place.
  ///
  /// - Parameter replaces: whether it may take the place of another file.
  /// - Throws: `refused` when the name is taken and must not be, else `inputOutput`.
  func keep(replaces: Bool) throws(ReportError) {
    isPending = false
    guard close(descriptor) == 0, replaces ? rename(partial, path) == 0 : place() else {
      let error = errno == EEXIST ? Self.taken(path) : Self.failure(path)
      unlink(partial)
      throw error
    }
  }

  /// Writes a file as a whole or not at all: beside it first, then under its name.
  ///
  /// - Parameters:
  ///   - bytes: what it holds.
  ///   - path: where it goes.
  ///   - mode: who may read it.
  ///   - replaces: whether it may take the place of another file.
  /// - Throws: `refused` when the name is taken and must not be, else `inputOutput`.
  static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, replaces: Bool = true
  ) throws(ReportError) {
    if !replaces { try refuseTaken(path) }
    let file = try NewFile(path, mode: mode)
    try file.write(bytes)
    try file.keep(replaces: replaces)
  }

  /// Refuses a name that is taken, before work is done for it.
  static func refuseTaken(_ path: String) throws(ReportError) {
    if ReportFiles.exists(path) { throw taken(path) }
  }

  // A link takes no name that is there; some file systems have none.
  private func place() -> Bool {
    if link(partial, path) == 0 { return unlink(partial) == 0 }
    guard errno != EEXIST else { return false }
    return rename(partial, path) == 0
  }

  private static func taken(_ path: String) -> ReportError {
    ReportError(.refused, "\(path) exists and is not written over: name another file")
  }

  private static func failure(_ path: String) -> ReportError {
    ReportError(.inputOutput, "\(path) was not written: \(String(cString: strerror(errno)))")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
