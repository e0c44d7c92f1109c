import Review
import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ends the opening of a report: cuts off what a crash or somebody else left unsigned.
///
/// Cut off are a torn tail, a last intent without its signature, and unsigned lines of somebody
/// else. What is cut off is kept beside the report first.
struct TailRecovery {
  /// The cut itself, made when the lines that tell of it are ready to be written.
  struct Cut {
    /// What is cut off.
    let recovery: Recovery
    /// Keeps the bytes, cuts them off and says where they are.
    let perform: () throws(ReportError) -> String
  }

  let place: ReportPath
  let file: SystemFile
  let bytes: [UInt8]
  let reading: ReportReading
  let review: Review
  let identity: Identity
  let startsSession: Bool
  let now: Timestamp
  let notices: [String]

  func finish() throws(ReportError) -> ReportFile {
    let keep = linesToKeep
    let length = keep < reading.lines.count ? reading.lines[keep].lowerBound : reading.length
    guard length < bytes.count else {
      return report(review, reading, bytes)
    }
    let kept = Array(bytes[..<length])
    let shorter = keep < reading.lines.count ? ReportReading(kept) : reading
    guard let review = shorter.review else {
      throw ReportError(.malformed, "\(place.path) cannot be recovered")
    }
    let report = report(review, shorter, kept)
    let cut = Array(bytes[length...])
    var state = SHA256State()
    state.update(cut)
    report.pendingRecovery = Cut(
      recovery: Recovery(bytes: cut.count, sha256: Hex.encode(state.digest()))
    ) { [self] () throws(ReportError) in try remove(cut, at: length, seq: keep) }
    // `sign` writes the recovery with the intent; only then is anything cut.
    if startsSession { try report.beginSessionAfterRecovery(at: now) }
    return report
  }

  private func report(
    _ review: Review, _ reading: ReportReading, _ bytes: [UInt8]
  ) -> ReportFile {
    ReportFile(
      location: place, file: file, identity: identity, review: review,
      chain: LineChain(after: reading), bytes: bytes, openedWith: reading.entries,
      notices: notices)
  }

  private func remove(_ cut: [UInt8], at length: Int, seq: Int) throws(ReportError) -> String {
    let saved = try keepCopy(of: cut, seq: seq)
    do {
      try file.truncate(to: length)
      try file.synchronize()
    } catch {
      throw ReportError(
        .inputOutput, "\(place.path) was not cut: \(error.text): try again, or work on a copy")
    }
    return "the last \(cut.count) bytes of \(place.path) were not whole or not signed; "
      + "they are kept in \(saved)"
  }

  // The header and the first session stay: a report without them cannot go on.
  private var linesToKeep: Int {
    let entries = reading.entries
    var keep = entries.count
    if case .intent = entries.last?.event { keep -= 1 }
    guard let first = review.authorship.firstUncovered else { return keep }
    var owner = entries[..<first].reversed().lazy.compactMap { entry -> String? in
      if case .session(let session) = entry.event { session.signer } else { nil }
    }.first
    for entry in entries[first...] {
      if case .session(let session) = entry.event { owner = session.signer }
      if entry.event.needsSigner, owner != identity.principal {
        return max(2, min(keep, entry.seq))
      }
    }
    return keep
  }

  private func keepCopy(of cut: [UInt8], seq: Int) throws(ReportError) -> String {
    for attempt in 1...99 {
      let path = "\(place.path).torn-\(seq)" + (attempt > 1 ? "-\(attempt)" : "")
      do {
        let copy = try SystemFile.open(
          path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        try copy.write(cut)
        try copy.synchronize()
        try SystemFile.open(place.folder, O_RDONLY | O_DIRECTORY).synchronize()
        return path
      } catch  where error.errno == EEXIST {
        // A crash after this copy and before the cut left the same bytes here.
        if let there = try? ReportBytes.read(path), there == cut { return path }
      } catch {
        throw ReportError(
          .inputOutput, "\(path) was not written: \(error.text); nothing was changed")
      }
    }
    throw ReportError(.inputOutput, "\(place.path).torn-\(seq): too many copies; move them away")
  }
}
