import Archive
import Report
import Signing

/// A tar.gz on its way to the disk, a slice at a time; the same entries give the same bytes.
struct BundleFile {
  private let file: NewFile
  private let gzip: GzipStream
  private var sha256 = SHA256State()
  /// Number of bytes written.
  private(set) var size = 0

  /// Begins one; only its owner may read it, as the report.
  init(_ path: String) throws(ReportError) {
    try NewFile.refuseTaken(path)
    file = try NewFile(path, mode: 0o600)
    do {
      gzip = try GzipStream()
    } catch {
      throw ReportError(.inputOutput, "\(path) was not written: there is no memory for it")
    }
  }

  /// Adds a piece of a file, or what stands before or after it.
  mutating func write(_ bytes: [UInt8]) throws(ReportError) {
    try put(gzip.compress(bytes))
  }

  /// Puts it in its place.
  ///
  /// - Returns: the SHA-256 of the archive, in hex.
  mutating func keep() throws(ReportError) -> String {
    try write(TarEntry.end)
    try put(gzip.finish())
    try file.keep(replaces: false)
    return Hex.encode(sha256.digest())
  }

  private mutating func put(_ bytes: [UInt8]) throws(ReportError) {
    guard !bytes.isEmpty else { return }
    sha256.update(bytes)
    size += bytes.count
    try file.write(bytes)
  }
}
