public import Report
public import Review

/// Many reports by environment, what needs a person most first.
///
/// The report that was begun last counts for its environment, of copies of one report the one with
/// the most lines; the others are superseded. What cannot be read belongs to no environment.
public struct Fleet: Sendable {
  /// An environment with the report that counts.
  public struct Environment: Sendable {
    /// Its name.
    public let name: String
    /// The path of the report that counts.
    public let path: String
    /// What is known of that report.
    public let figures: FleetReport.Figures
    /// The paths of the others, the newest first.
    public let superseded: [String]
  }

  /// A file that is damaged or cannot be read.
  public struct Damage: Sendable {
    /// Where it lies.
    public let path: String
    /// What is wrong.
    public let fault: Fault
  }

  /// What cannot be read, by path.
  public let damaged: [Damage]
  /// The environments, what needs a person most first, then what comes next, then by name.
  public let environments: [Environment]
  /// When the reports were looked at.
  public let moment: Timestamp
  /// How many days ahead dates were looked at.
  public let days: Int
  /// Whether signers were looked up in a trust list.
  public let isTrustChecked: Bool

  /// Sorts reports.
  ///
  /// - Parameters:
  ///   - reports: in any order.
  ///   - policy: what they were judged by.
  ///   - days: how far ahead their dates were looked at.
  public init(_ reports: [FleetReport], policy: VerificationPolicy, within days: Int) {
    moment = policy.moment
    self.days = days
    isTrustChecked = policy.trustList != nil
    damaged = reports.compactMap { report in
      report.fault.map { Damage(path: report.path, fault: $0) }
    }.sorted { Self.isBefore($0.path, $1.path) }
    // By bytes: two spellings of one character are two names.
    var groups: [[UInt8]: [(path: String, figures: FleetReport.Figures)]] = [:]
    for report in reports {
      guard let figures = report.figures else { continue }
      groups[Array(figures.environment.utf8), default: []].append((report.path, figures))
    }
    environments = groups.values.compactMap { group in
      let sorted = group.sorted(by: Self.isNewer)
      return sorted.first.map { newest in
        Environment(
          name: newest.figures.environment, path: newest.path, figures: newest.figures,
          superseded: sorted.dropFirst().map(\.path))
      }
    }.sorted(by: Self.isMoreUrgent)
  }

  /// How many reports are older than the one that counts.
  public var supersededCount: Int { environments.reduce(0) { $0 + $1.superseded.count } }

  /// How many environments need nothing.
  public var completeCount: Int { environments.count { $0.figures.needs.isEmpty } }

  /// What `verify` says of files that cannot be read and of reports that count and do not verify.
  public var code: ExitCode {
    ExitCode.first(
      of: damaged.map(\.fault.code) + environments.compactMap { $0.figures.alarm?.code })
  }

  private static func isNewer(
    _ left: (path: String, figures: FleetReport.Figures),
    _ right: (path: String, figures: FleetReport.Figures)
  ) -> Bool {
    let (first, second) = (left.figures, right.figures)
    if first.begun != second.begun { return first.begun > second.begun }
    if first.report != second.report { return isBefore(second.report, first.report) }
    if first.lastSeq != second.lastSeq { return first.lastSeq > second.lastSeq }
    return isBefore(left.path, right.path)
  }

  private static func isMoreUrgent(_ left: Environment, _ right: Environment) -> Bool {
    switch (left.figures.needs.first, right.figures.needs.first) {
    case (let first?, let second?) where first != second: return first < second
    case (let need?, _?):
      let (first, second) = (left.figures.outlook, right.figures.outlook)
      if let day = first.day(of: need), let other = second.day(of: need), day != other {
        return day < other
      }
      let counts = (first.count(of: need), second.count(of: need))
      if counts.0 != counts.1 { return counts.0 > counts.1 }
    case (nil, _?): return false
    case (_?, nil): return true
    case (nil, nil): break
    }
    return isBefore(left.name, right.name)
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
