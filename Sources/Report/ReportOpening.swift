public import Checklist
public import Review
import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Makes reports and opens them for writing: permissions, lock, strict reading, recovery.
public enum ReportOpening {
  /// Makes a report: header, session and its checkpoint in one write.
  ///
  /// - Parameters:
  ///   - path: where; the name has to end in `.report.jsonl` and must not be taken.
  ///   - header: what is reviewed.
  ///   - checklists: the header's files, as they were read.
  ///   - identity: who makes it.
  ///   - now: the clock.
  /// - Returns: the report, open and locked.
  /// - Throws: `refused` when the name is taken, `usage` for a wrong name, else the system's.
  public static func make(
    _ path: String, header: Header, checklists: ChecklistSet, identity: Identity, at now: Timestamp
  ) throws(ReportError) -> ReportFile {
    var bytes: [UInt8] = []
    var chain = LineChain()
    var review = Review(header: header, time: now, checklists: checklists)
    _ = chain.append(.header(header), at: now, to: &bytes)
    guard bytes.count <= FormatLimits.headerLine else {
      throw ReportError(.refused, "the checklists are too large: a header may hold 16 MiB")
    }
    let headerEnd = bytes.count
    let session = Session(
      signer: identity.principal, key: identity.signer.publicKey.fingerprint,
      host: identity.host)
    _ = review.apply(chain.append(.session(session), at: now, to: &bytes))
    _ = review.apply(try chain.sign(.checkpoint, with: identity.signer, to: &bytes))
    do {
      try Line.check(Line.withoutTexts(header, at: now) + bytes[headerEnd...])
    } catch {
      throw ReportError(.refused, "the report cannot be made: \(error.message)")
    }
    let place = ReportPath(path)
    let file = try create(place, holding: bytes)
    return ReportFile(
      location: place, file: file, identity: identity, review: review, chain: chain,
      bytes: bytes, hasSession: true)
  }

  /// Opens a report for writing.
  ///
  /// - Parameters:
  ///   - path: where it lies.
  ///   - identity: who is going to write.
  ///   - startsSession: false for `sign`, which writes no session line.
  ///   - now: the clock.
  /// - Returns: the report, locked, its torn tail cut off and kept.
  /// - Throws: `broken` or `malformed` when it does not verify, `locked`, `permissions`, …
  public static func open(
    _ path: String, identity: Identity, startsSession: Bool = true, at now: Timestamp
  ) throws(ReportError) -> ReportFile {
    let place = ReportPath(path)
    var notices: [String] = []
    let file = try openExisting(place, notices: &notices)
    let bytes: [UInt8]
    do {
      bytes = try file.read(upTo: min(try file.status().size, FormatLimits.file) + 1)
    } catch {
      throw ReportError(.inputOutput, "\(path) cannot be read: \(error.text)")
    }
    let reading = ReportReading(bytes)
    guard let review = reading.review else {
      let fault = reading.faults.first
      throw ReportError(
        fault?.code ?? .malformed,
        "\(path) does not verify and is not written to: "
          + (fault?.line.map { "line \($0): " } ?? "") + (fault?.message ?? ""))
    }
    guard review.session != nil else {
      throw ReportError(
        .refused, "\(path) was torn while it was made and holds no answers: make it again")
    }
    return try TailRecovery(
      place: place, file: file, bytes: bytes, reading: reading, review: review,
      identity: identity, startsSession: startsSession, now: now, notices: notices
    ).finish()
  }

  /// Makes a file that only its owner may read, locked; file and folder are on the disk.
  static func create(
    _ place: ReportPath, holding bytes: [UInt8]
  ) throws(ReportError) -> SystemFile {
    let file = try createEmpty(place)
    do {
      guard try file.lock() else { throw ReportError(.locked, "\(place.path) is locked") }
      try file.write(bytes)
      try file.synchronize()
      try synchronizeFolder(of: place)
      return file
    } catch {
      // Half a report is of no use to anybody, and would be in the way of another try.
      if file.isNamed(place.path) { unlink(place.path) }
      let text = (error as? SystemFile.Failure).map { ": \($0.text)" } ?? ""
      throw error as? ReportError
        ?? ReportError(.inputOutput, "\(place.path) was not written\(text)")
    }
  }

  private static func createEmpty(_ place: ReportPath) throws(ReportError) -> SystemFile {
    guard place.hasSuffix else {
      throw ReportError(.usage, "\(place.path): a report's name ends in \(ReportPath.suffix)")
    }
    do {
      let file = try SystemFile.open(
        place.path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND, mode: 0o600)
      try file.setMode(0o600)
      return file
    } catch  where error.errno == EEXIST {
      throw ReportError(
        .refused, "\(place.path) exists: `postflight resume` goes on with it, or name another")
    } catch {
      throw ReportError(
        error.errno == ENOENT ? .noInput : .inputOutput,
        "\(place.path) cannot be made: \(error.text)")
    }
  }

  /// Brings the folder's entry for a new file to the disk.
  private static func synchronizeFolder(of place: ReportPath) throws(SystemFile.Failure) {
    try SystemFile.open(place.folder, O_RDONLY | O_DIRECTORY).synchronize()
  }

  private static func openExisting(
    _ place: ReportPath, notices: inout [String]
  ) throws(ReportError) -> SystemFile {
    let file: SystemFile
    let status: SystemFile.Status
    do {
      file = try SystemFile.open(
        place.path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
      status = try file.status()
    } catch {
      throw openError(error, place)
    }
    guard status.isRegular else {
      throw ReportError(.noInput, "\(place.path) is no regular file: name a report")
    }
    guard status.owner == SystemFile.user else {
      throw ReportError(
        .permissions, "\(place.path) belongs to another user: copy it and work on the copy")
    }
    guard status.links == 1 else {
      throw ReportError(
        .permissions, "\(place.path) has a second name (a hard link): copy it, work on the copy")
    }
    guard status.mode & 0o002 == 0 else {
      throw ReportError(
        .permissions, "\(place.path) may be written by everybody: run `chmod 600` on it first")
    }
    do {
      guard try file.lock() else { throw locked(place) }
      if status.mode & 0o020 != 0 {
        try file.setMode(0o600)
        notices.append("\(place.path) could be written by its group: it is now mode 0600")
      }
    } catch let failure as SystemFile.Failure {
      throw ReportError(.inputOutput, "\(place.path): \(failure.text)")
    } catch {
      throw error as? ReportError ?? ReportError(.inputOutput, "\(place.path) cannot be locked")
    }
    return file
  }

  private static func openError(
    _ failure: SystemFile.Failure, _ place: ReportPath
  ) -> ReportError {
    switch failure.errno {
    case ELOOP:
      ReportError(.permissions, "\(place.path) is a symbolic link: name the file itself")
    case ENOENT, ENOTDIR, ENAMETOOLONG:
      ReportError(.noInput, "\(place.path) is not there: \(failure.text)")
    case EACCES, EPERM:
      ReportError(.permissions, "\(place.path) may not be written: \(failure.text)")
    case EROFS:
      ReportError(
        .inputOutput, "\(place.path) cannot be written: \(failure.text): work on a copy elsewhere")
    case EISDIR:
      ReportError(.noInput, "\(place.path) is a folder: name a report")
    default:
      ReportError(.inputOutput, "\(place.path) cannot be opened: \(failure.text)")
    }
  }

  private static func locked(_ place: ReportPath) -> ReportError {
    let reading = (try? ReportBytes.read(place.path)).map { ReportReading($0) }
    let who = reading?.review?.sessions.last.map {
      " by \($0.session.signer) since \($0.time)"
    }
    return ReportError(
      .locked, "\(place.path) is open elsewhere\(who ?? ""): close it there, or work on a copy")
  }
}
