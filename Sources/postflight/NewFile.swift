import Report

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files that other people read.
enum NewFile {
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
    if !replaces, ReportFiles.exists(path) { throw taken(path) }
    let partial = path + ".partial-\(UInt32.random(in: .min ... .max))"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw failure(path) }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { pointer in
        systemWrite(descriptor, pointer)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure(path)
        close(descriptor)
        unlink(partial)
        throw error
      }
      done += count
    }
    guard close(descriptor) == 0, replaces ? rename(partial, path) == 0 : place(partial, path)
    else {
      let error = errno == EEXIST ? taken(path) : failure(path)
      unlink(partial)
      throw error
    }
  }

  // A link takes no name that is there; some file systems have none.
  private static func place(_ partial: String, _ path: String) -> Bool {
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
