import Checklist
public import Report
public import Review

/// One report among many: the few figures that are kept of it.
public struct FleetReport: Sendable {
  /// Whether the holders of its keys are known.
  public enum Trust: String, Sendable {
    /// A trust list was given and lets every signer count.
    case trusted
    /// No trust list was given.
    case selfAsserted = "self_asserted"
    /// A list or a rule of the signers says no.
    case refused

    /// The word for people.
    public var word: String {
      switch self {
      case .trusted: "trusted"
      case .selfAsserted: "self-asserted"
      case .refused: "REFUSED"
      }
    }
  }

  /// What is known of a report that could be read.
  public struct Figures: Sendable {
    /// The report's UUID.
    public let report: String
    /// What was reviewed.
    public let environment: String
    /// How much of the checklists.
    public let profile: String
    /// When it was begun.
    public let begun: Timestamp
    /// When its last line was written.
    public let lastTime: Timestamp
    /// The place of its last line.
    public let lastSeq: Int
    /// What it asks of people.
    public let outlook: Outlook
    /// Whether its signers are known.
    public let trust: Trust
    /// What `verify` says against it beyond that it is not complete, nil for nothing.
    public let alarm: Fault?

    /// All that it needs, the most urgent first.
    public var needs: [Need] { (alarm == nil ? [] : [.notVerified]) + outlook.needs }
  }

  /// Where it lies.
  public let path: String
  /// What is known of it; nil when it is damaged or cannot be read.
  public let figures: Figures?
  /// Why nothing is known of it.
  public let fault: Fault?
  /// A sentence when it is behind what this machine saw before.
  public let notice: String?
}

extension FleetReport {
  /// A file of which nothing is known.
  public init(path: String, fault: Fault) {
    self.init(path: path, figures: nil, fault: fault, notice: nil)
  }

  /// Takes the figures of a report that was read and judged; nothing else of it is kept.
  ///
  /// - Parameters:
  ///   - path: where it lies.
  ///   - reading: what was read.
  ///   - verdict: what it was found to be.
  ///   - policy: what it was judged by.
  ///   - days: how far ahead its dates are looked at.
  ///   - notice: a sentence when it is behind what this machine saw before.
  public init(
    path: String, _ reading: ReportReading, _ verdict: Verdict, policy: VerificationPolicy,
    within days: Int, notice: String? = nil
  ) {
    guard let review = reading.review else {
      self.init(
        path: path,
        fault: reading.faults.first ?? Fault(.malformed, "the report cannot be read"))
      return
    }
    let alarms = verdict.faults.filter { fault in
      switch fault.code {
      case .incomplete, .expired, .finding: false
      case .untrusted: policy.trustList != nil
      default: true
      }
    }
    let worst = ExitCode.first(of: alarms.map(\.code))
    let isRefused = alarms.contains { $0.code == .untrusted || $0.code == .notPermitted }
    let begun = reading.entries.first?.time ?? Timestamp(seconds: 0)
    let figures = Figures(
      report: review.header.report, environment: review.header.environment,
      profile: review.header.profile.rawValue, begun: begun, lastTime: review.lastTime ?? begun,
      lastSeq: review.lastSeq,
      outlook: Outlook(review, at: policy.moment, within: days),
      trust: isRefused ? .refused : policy.trustList == nil ? .selfAsserted : .trusted,
      alarm: alarms.first { $0.code == worst })
    self.init(path: path, figures: figures, fault: nil, notice: notice)
  }
}
