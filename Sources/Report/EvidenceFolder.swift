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
    state(of: evidence) { _ in }
  }

  /// The same, with a look around now and then: a large copy takes seconds.
  ///
  /// - Parameters:
  ///   - evidence: a file that the report names.
  ///   - tend: told how many bytes are compared; what it throws ends the comparison.
  /// - Returns: the state of the copy.
  /// - Throws: what `tend` throws.
  public func state<Stop: Error>(
    of evidence: Evidence, tend: (_ done: Int) throws(Stop) -> Void
  ) throws(Stop) -> EvidenceState {
    try read(evidence, tend: tend) { _ throws(Stop) in }
  }

  /// Hands out a copy in slices, and compares it meanwhile.
  ///
  /// - Parameters:
  ///   - evidence: a file that the report names.
  ///   - tend: told how many bytes were handed out; what it throws ends it.
  ///   - take: gets each slice; what it throws ends it.
  /// - Returns: the state of the copy: only of an intact one the slices are what the report names.
  /// - Throws: what `tend` and `take` throw.
  public func read<Stop: Error>(
    _ evidence: Evidence, tend: (_ done: Int) throws(Stop) -> Void,
    take: (_ slice: [UInt8]) throws(Stop) -> Void
  ) throws(Stop) -> EvidenceState {
    guard let (copy, length) = open(evidence) else { return .missing }
    guard length == evidence.size else { return .different }
    var sha256 = SHA256State()
    var done = 0
    while true {
      try tend(done)
      guard let slice = try? copy.read(upTo: Self.slice) else { return .missing }
      if slice.isEmpty { break }
      sha256.update(slice)
      done += slice.count
      try take(slice)
    }
    let isSame = done == evidence.size && Hex.encode(sha256.digest()) == evidence.sha256
    return isSame ? .intact : .different
  }

  private func open(_ evidence: Evidence) -> (SystemFile, size: Int)? {
    guard
      let folder = try? SystemFile.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW),
      let copy = try? SystemFile.open(
        evidence.sha256, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, in: folder),
      let status = try? copy.status(), status.isRegular
    else { return nil }
    return (copy, status.size)
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
