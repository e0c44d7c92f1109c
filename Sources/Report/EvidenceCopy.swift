import Review
import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file on its way into the evidence folder, a slice at a time.
///
/// Let go of before its end it leaves nothing in the folder. There is one at a time: who makes it
/// holds the report's lock.
public final class EvidenceCopy {
  /// The file's name, without folders.
  public let name: String
  /// The bytes that it had when it was opened.
  public let size: Int
  /// The bytes copied so far.
  public private(set) var done = 0

  /// Always the same, so that what a killed program left is overwritten, not piled up.
  private static let partial = ".partial"
  private static let slice = 1024 * 1024
  /// Written back now and then: the last fsync of a large file would be a wait that nobody can end.
  private static let unsyncedLimit = 32 * slice

  private let source: SystemFile
  private let sourcePath: String
  private let before: SystemFile.Status
  private let step: String
  private let path: String
  private let folder: SystemFile
  private let copy: SystemFile
  private let madeFolder: Bool
  private var sha256 = SHA256State()
  private var unsynced = 0
  private var isPending = true

  init(of path: String, step: String, to folder: EvidenceFolder) throws(ReportError) {
    name = ReportPath(path).name
    guard !name.isEmpty else { throw ReportError(.usage, "the evidence needs a file name") }
    (source, before) = try Self.open(path)
    size = before.size
    guard size <= CanonicalJSON.largestInteger else {
      throw ReportError(.refused, "\(path) is larger than a report can say: take a part of it")
    }
    sourcePath = path
    self.step = step
    self.path = folder.path
    (self.folder, madeFolder) = try folder.openOrMake()
    do {
      copy = try Self.create(in: self.folder, size: size)
    } catch {
      // `deinit` does not run for what was not made.
      if madeFolder { Self.removeFolder(folder.path) }
      throw Self.notCopied(to: folder.path, error)
    }
  }

  deinit {
    guard isPending else { return }
    try? folder.remove(Self.partial)
    if madeFolder { Self.removeFolder(path) }
  }

  /// Copies the next slice; the copy and the folder are on the disk once the last one is.
  ///
  /// - Returns: what the report has to say of the file; nil while there is more to copy.
  /// - Throws: `noInput` when the file cannot be read, `refused` when it changed meanwhile,
  ///   `inputOutput` when it cannot be written; the copy is given up then.
  func advance() throws(ReportError) -> Evidence? {
    let slice = try read()
    let isLast = slice.count < Self.slice
    do {
      try write(slice)
      return isLast ? try finish() : nil
    } catch {
      throw Self.notCopied(to: path, error)
    }
  }

  private func read() throws(ReportError) -> [UInt8] {
    let slice: [UInt8]
    let now: SystemFile.Status
    do {
      slice = try source.read(upTo: Self.slice)
      now = try source.status()
    } catch {
      throw Self.unreadable(sourcePath, error)
    }
    done += slice.count
    let isRight = slice.count < Self.slice ? done == size : done <= size
    guard isRight, now.size == size, now.modified == before.modified else {
      throw ReportError(
        .refused,
        "\(sourcePath) changed while it was read: add it once nothing writes to it, or add a copy")
    }
    return slice
  }

  private func write(_ slice: [UInt8]) throws(SystemFile.Failure) {
    sha256.update(slice)
    try copy.write(slice)
    unsynced += slice.count
    guard unsynced >= Self.unsyncedLimit else { return }
    try copy.synchronize()
    unsynced = 0
  }

  private func finish() throws(SystemFile.Failure) -> Evidence {
    let digest = Hex.encode(sha256.digest())
    try copy.synchronize()
    try folder.rename(Self.partial, to: digest)
    isPending = false
    try folder.synchronize()
    return Evidence(
      step: step, name: name, sha256: digest, size: size,
      mediaType: EvidenceFolder.mediaType(of: name), source: .file)
  }

  private static func open(
    _ path: String
  ) throws(ReportError) -> (SystemFile, SystemFile.Status) {
    do {
      let file = try SystemFile.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      let status = try file.status()
      if status.isRegular { return (file, status) }
    } catch {
      throw unreadable(path, error)
    }
    throw ReportError(.noInput, "\(path) is no regular file: name a file")
  }

  private static func unreadable(_ path: String, _ failure: SystemFile.Failure) -> ReportError {
    ReportError(.noInput, "the evidence \(path) cannot be read: \(failure.text)")
  }

  private static func create(
    in folder: SystemFile, size: Int
  ) throws(SystemFile.Failure) -> SystemFile {
    // A disk that is filled up to the last byte stops more than this review.
    if let room = try folder.room(), room < size { throw SystemFile.Failure(errno: ENOSPC) }
    try? folder.remove(Self.partial)
    return try SystemFile.open(
      Self.partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, in: folder)
  }

  /// Harmless when somebody has put something into it.
  private static func removeFolder(_ path: String) {
    let place = ReportPath(path)
    try? SystemFile.open(place.folder, O_RDONLY | O_DIRECTORY).removeFolder(place.name)
  }

  static func notCopied(to folder: String, _ failure: SystemFile.Failure) -> ReportError {
    ReportError(
      failure.errno == ELOOP || failure.errno == ENOTDIR ? .permissions : .inputOutput,
      "the evidence was not copied to \(folder): \(failure.text); nothing was recorded")
  }
}
