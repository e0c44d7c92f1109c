import Review

/// What tells later whether a report went backwards.
///
/// It belongs in the ticket.
public struct Receipt: Sendable, Equatable {
  /// The report's UUID.
  public let report: String
  /// The `seq` of the last line.
  public let seq: Int
  /// Lower-case hex SHA-256 of the whole file.
  public let digest: String
}

extension Receipt: CustomStringConvertible {
  /// One line: report, last seq, first 16 hex digits of the file's SHA-256.
  public var description: String {
    "report \(report), last seq \(seq), sha256 \(digest.prefix(16))"
  }
}

extension Receipt {
  /// The receipt of a report that was read, nil when it could not be.
  public init?(_ reading: ReportReading) {
    guard let review = reading.review, let digest = reading.headDigest(atSeq: review.lastSeq)
    else { return nil }
    self.init(report: review.header.report, seq: review.lastSeq, digest: digest)
  }
}
