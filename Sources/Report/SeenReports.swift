import Review

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How far each report had come when this machine last wrote it: tells of a roll-back.
public struct SeenReports: Sendable {
  private let folder: String

  /// Names the folder, `$XDG_STATE_HOME/postflight`.
  public init(folder: String) {
    self.folder = folder
  }

  /// A sentence when a report is behind, or beside, what was seen; nil when all is well.
  public func notice(about reading: ReportReading) -> String? {
    guard let review = reading.review, let (seq, digest) = read(review.header.report) else {
      return nil
    }
    guard let head = reading.headDigest(atSeq: seq) else {
      return "the report was rolled back: it ends at seq \(review.lastSeq), but was seen here "
        + "through seq \(seq); ask for the longer copy"
    }
    return head == digest
      ? nil
      : "the report is not the one seen here: its lines through seq \(seq) were other ones then"
  }

  /// Remembers how far a report has come; a failure is no fault of the report and is not told.
  public func note(_ receipt: Receipt) {
    guard folder.hasPrefix("/") else { return }
    let line = Array("\(receipt.seq) \(receipt.digest)\n".utf8)
    try? SystemFile.openFolder(making: folder).place(line, as: receipt.report)
  }

  private func read(_ report: String) -> (Int, String)? {
    guard
      let bytes = try? ReportBytes.read(folder + "/" + report, limit: 200)
    else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let seq = Int(words[0]) else { return nil }
    return (seq, String(words[1]))
  }
}
