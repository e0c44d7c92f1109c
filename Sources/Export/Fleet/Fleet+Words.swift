import Checklist
import Report
public import Review

// What the table and the page say with the same words.
extension Fleet {
  /// The whole in a sentence.
  public var summary: String {
    let count = environments.count
    var parts = [
      count == 1 ? "1 environment" : "\(count) environments", "\(completeCount) complete",
      "\(count - completeCount) to look at",
    ]
    if !damaged.isEmpty {
      parts.append(damaged.count == 1 ? "1 file DAMAGED" : "\(damaged.count) files DAMAGED")
    }
    let older = supersededCount
    if older > 0 {
      parts.append(older == 1 ? "1 report superseded" : "\(older) reports superseded")
    }
    return parts.joined(separator: ", ")
  }

  /// How to read it, in sentences.
  public var legend: [String] {
    [
      "Of each environment the report that was begun last counts, in UTC at \(moment); older ones "
        + "are superseded.",
      "What needs a person most comes first: what does not verify, was rejected, FAILs high without "
        + "a plan, ENDED, OVERDUE, EXPIRED, is open or not signed, then what ends within "
        + "\(days) days.",
      isTrustChecked
        ? "Signers were looked up in the trust list that was given."
        : "Signers are self-asserted: no trust list was given.",
      "Evidence files were not compared: postflight verify does that.",
    ]
  }
}

extension Fleet.Environment {
  /// All that it needs, in a few words each; never empty.
  public func needs() -> [String] {
    let words = figures.needs.map { need in
      if need == .notVerified, let alarm = figures.alarm {
        return "NOT VERIFIED: " + (alarm.line.map { "line \($0): " } ?? "") + alarm.message
      }
      return figures.outlook.words(for: need)
    }
    return words.isEmpty ? ["complete"] : words
  }

  /// Answered and applying steps.
  public var progress: String {
    "\(figures.outlook.counts.answered)/\(figures.outlook.counts.steps)"
  }

  /// FAILs by severity, the worst first.
  public var findings: String {
    let parts = Severity.allCases.reversed().compactMap { severity in
      figures.outlook.failing[severity].map { "\($0) \(severity.rawValue)" }
    }
    return parts.isEmpty ? "-" : parts.joined(separator: ", ")
  }

  /// The day of the last line, and how long ago that was.
  public func age(at moment: Timestamp) -> String {
    let day = figures.lastTime.day
    let days = (moment.day.firstSecond - day.firstSecond) / 86_400
    return "\(day) " + (days <= 0 ? "(today)" : days == 1 ? "(1 day)" : "(\(days) days)")
  }

  /// Reviews that count, of those required.
  public var reviews: String {
    let standing = figures.outlook.standing
    return "\(standing.reviews.count)/\(standing.requiredReviews)"
  }

  /// Approvals that count, of those required.
  public var approvals: String {
    let standing = figures.outlook.standing
    return "\(standing.approvals.count)/\(standing.requiredApprovals)"
  }
}

extension Fleet.Damage {
  /// What is wrong, in a few words.
  public var words: String {
    let isRead = fault.code != .noInput && fault.code != .inputOutput
    return (isRead ? "DAMAGED: " : "NOT READABLE: ") + (fault.line.map { "line \($0): " } ?? "")
      + fault.message
  }
}
