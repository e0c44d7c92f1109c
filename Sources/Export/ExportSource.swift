public import Report
public import Review

/// A report that was read and judged, ready to be rendered.
public struct ExportSource: Sendable {
  /// The report as read.
  public let reading: ReportReading
  /// What was found when it was verified.
  public let verdict: Verdict
  /// The report's file name.
  public let name: String
  /// The moment at which it was judged.
  public let moment: Timestamp
  /// Whether signers were looked up in a trust list.
  public let isTrustChecked: Bool

  /// Makes a source.
  public init(
    reading: ReportReading, verdict: Verdict, name: String, moment: Timestamp,
    isTrustChecked: Bool
  ) {
    self.reading = reading
    self.verdict = verdict
    self.name = name
    self.moment = moment
    self.isTrustChecked = isTrustChecked
  }

  /// Whether the report is authentic as far as was asked: not open questions, but broken proof,
  /// unsigned lines, missing evidence and signers that a given list refuses forbid an export.
  public var isVerified: Bool {
    verdict.faults.allSatisfy { fault in
      switch fault.code {
      case .incomplete, .expired, .finding: true
      case .untrusted: !isTrustChecked
      default: false
      }
    }
  }
}
