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
  static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644
  ) throws(ReportError) {
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
    guard close(descriptor) == 0, rename(partial, path) == 0 else {
      let error = failure(path)
      unlink(partial)
      throw error
    }
  }

  private static func failure(_ path: String) -> ReportError {
    ReportError(.inputOutput, "\(path) was not written: \(String(cString: strerror(errno)))")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
