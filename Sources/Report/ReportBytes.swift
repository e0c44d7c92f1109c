#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads whole files without taking a lock or writing anything.
public enum ReportBytes {
  /// Reads a regular file up to a size.
  ///
  /// - Parameters:
  ///   - path: where it lies; links are followed.
  ///   - limit: the largest size in bytes; one byte more is read, so that the reader sees it.
  /// - Returns: the file's bytes.
  /// - Throws: `noInput` when there is no readable regular file, else `inputOutput`.
  public static func read(
    _ path: String, limit: Int = FormatLimits.file
  ) throws(ReportError) -> [UInt8] {
    do {
      let file = try SystemFile.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      let status = try file.status()
      guard status.isRegular else {
        throw ReportError(.noInput, "\(path) is no regular file: name a file")
      }
      return try file.read(upTo: min(status.size, limit) + 1)
    } catch let failure as SystemFile.Failure {
      throw ReportError(
        [ENOENT, EACCES, EPERM, ENOTDIR, ELOOP, ENAMETOOLONG].contains(failure.errno)
          ? .noInput : .inputOutput,
        "\(path) cannot be read: \(failure.text)")
    } catch let error as ReportError {
      throw error
    } catch {
      throw ReportError(.inputOutput, "\(path) cannot be read")
    }
  }
}
