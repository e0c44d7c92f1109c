public import Review
import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder `NAME.evidence` beside a report: copies of evidence files under their SHA-256.
public struct EvidenceFolder {
  /// Where it lies.
  public let path: String
  private static let slice = 1024 * 1024

  /// Names the folder; nothing is opened yet.
  public init(path: String) {
    self.path = path
  }

  /// Compares a copy with what the report says of it; writes nothing, follows no link.
  public func state(of evidence: Evidence) -> EvidenceState {
    do {
      let folder = try SystemFile.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      let copy = try SystemFile.open(
        evidence.sha256, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, in: folder)
      let status = try copy.status()
      guard status.isRegular else { return .missing }
      guard status.size == evidence.size else { return .different }
      let (digest, size) = try Self.digest(of: copy)
      return digest == evidence.sha256 && size == evidence.size ? .intact : .different
    } catch {
      return .missing
    }
  }

  /// Copies a file in and describes it; the copy and the folder are on the disk when this returns.
  ///
  /// - Parameters:
  ///   - source: path of a regular file.
  ///   - step: the step that the file is evidence for.
  /// - Returns: what the report has to say of it.
  /// - Throws: `noInput` for the source, `permissions` or `inputOutput` for the folder.
  public func add(_ source: String, step: String) throws(ReportError) -> Evidence {
    let name = ReportPath(source).name
    guard !name.isEmpty else { throw ReportError(.usage, "the evidence needs a file name") }
    let file = try Self.openSource(source)
    do {
      let (digest, size) = try store(file)
      return Evidence(
        step: step, name: name, sha256: digest, size: size,
        mediaType: Self.mediaType(of: name), source: .file)
    } catch let failure as SystemFile.Failure {
      throw ReportError(
        failure.errno == ELOOP || failure.errno == ENOTDIR ? .permissions : .inputOutput,
        "the evidence was not copied to \(path): \(failure.text); nothing was recorded")
    } catch {
      throw error as? ReportError ?? ReportError(.inputOutput, "the evidence was not copied")
    }
  }

  private static func openSource(_ path: String) throws(ReportError) -> SystemFile {
    do {
      let file = try SystemFile.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      if try file.status().isRegular { return file }
    } catch {
      throw ReportError(.noInput, "the evidence \(path) cannot be read: \(error.text)")
    }
    throw ReportError(.noInput, "\(path) is no regular file: name a file")
  }

  private func store(_ file: SystemFile) throws -> (digest: String, size: Int) {
    let folder = try openOrMake()
    let partial = ".partial-\(UInt64.random(in: .min ... .max))"
    let copy = try SystemFile.open(
      partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600, in: folder)
    do {
      let (digest, size) = try Self.digest(of: file, copyingTo: copy)
      try copy.synchronize()
      try folder.rename(partial, to: digest)
      try folder.synchronize()
      return (digest, size)
    } catch {
      try? folder.remove(partial)
      throw error
    }
  }

  private func openOrMake() throws -> SystemFile {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW
    let location = ReportPath(path)
    let parent = try SystemFile.open(location.folder, O_RDONLY | O_DIRECTORY)
    if try parent.makeFolder(location.name, mode: 0o700) { try parent.synchronize() }
    let folder = try SystemFile.open(path, flags)
    let status = try folder.status()
    guard status.owner == SystemFile.user, status.mode & 0o022 == 0 else {
      throw ReportError(
        .permissions,
        "\(path) may be written by others: run `chmod go-w` on it, or take it over with `chown`")
    }
    return folder
  }

  private static func digest(
    of file: SystemFile, copyingTo copy: SystemFile? = nil
  ) throws(SystemFile.Failure) -> (String, Int) {
    var state = SHA256State()
    var size = 0
    while true {
      let chunk = try file.read(upTo: slice)
      if chunk.isEmpty { break }
      state.update(chunk)
      size += chunk.count
      try copy?.write(chunk)
    }
    return (Hex.encode(state.digest()), size)
  }

  /// The media type that a file name suggests.
  static func mediaType(of name: String) -> String {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return switch ending {
    case "txt", "log", "out", "md": "text/plain"
    case "csv": "text/csv"
    case "html", "htm": "text/html"
    case "json": "application/json"
    case "yaml", "yml": "application/yaml"
    case "xml": "application/xml"
    case "pdf": "application/pdf"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gz", "tgz": "application/gzip"
    case "zip": "application/zip"
    default: "application/octet-stream"
    }
  }
}
