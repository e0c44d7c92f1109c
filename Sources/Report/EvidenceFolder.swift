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
  ///   - tend: called before each slice, with how far the copy is; to give up it throws.
  /// - Returns: what the report has to say of it.
  /// - Throws: as `EvidenceCopy` does, and what `tend` throws; nothing is left behind then.
  public func add(
    _ source: String, step: String,
    tend: (EvidenceCopy) throws(ReportError) -> Void = { (_) throws(ReportError) in }
  ) throws(ReportError) -> Evidence {
    let copy = try EvidenceCopy(of: source, step: step, to: self)
    while true {
      try tend(copy)
      if let evidence = try copy.advance() { return evidence }
    }
  }

  /// Takes a copy out; harmless when it is not there.
  func remove(_ item: Evidence) {
    try? SystemFile.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW).remove(item.sha256)
  }

  /// The folder, open, and whether it had to be made; only its owner may write to it.
  func openOrMake() throws(ReportError) -> (SystemFile, wasMade: Bool) {
    let location = ReportPath(path)
    do {
      let parent = try SystemFile.open(location.folder, O_RDONLY | O_DIRECTORY)
      let wasMade = try parent.makeFolder(location.name, mode: 0o700)
      if wasMade { try parent.synchronize() }
      let folder = try SystemFile.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      let status = try folder.status()
      if status.owner == SystemFile.user, status.mode & 0o022 == 0 { return (folder, wasMade) }
    } catch {
      throw EvidenceCopy.notCopied(to: path, error)
    }
    throw ReportError(
      .permissions,
      "\(path) may be written by others: run `chmod go-w` on it, or take it over with `chown`")
  }

  private static func digest(of file: SystemFile) throws(SystemFile.Failure) -> (String, Int) {
    var state = SHA256State()
    var size = 0
    while true {
      let chunk = try file.read(upTo: slice)
      if chunk.isEmpty { break }
      state.update(chunk)
      size += chunk.count
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
