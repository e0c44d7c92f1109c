public import Checklist

/// What a review asks of people at a moment, and what will ask for them within some days.
public struct Outlook: Sendable, Equatable {
  /// Outcomes of the steps that apply.
  public let counts: Counts
  /// Steps that FAIL, by severity; those with none are left out.
  public let failing: [Severity: Int]
  /// Findings in each state of their plan; states with none are left out.
  public let plans: [PlanState: Int]
  /// Findings of high severity without a plan.
  public let highWithoutPlan: Int
  /// The last day of the acceptance that ends next, of those that hold.
  public let nextAcceptanceEnd: CalendarDay?
  /// Acceptances that hold and end within the days asked for.
  public let acceptancesEnding: Int
  /// Answers that are older than they may be.
  public let expired: Int
  /// When the answer that expires next does, of those that count.
  public let nextExpiry: Timestamp?
  /// Answers that count and expire within the days asked for.
  public let expiring: Int
  /// The signatures that count.
  public let standing: Standing
  /// Whether the answers are ended.
  public let isSealed: Bool

  /// Looks at a review.
  ///
  /// - Parameters:
  ///   - review: what is looked at.
  ///   - moment: when.
  ///   - days: how far ahead.
  public init(_ review: Review, at moment: Timestamp, within days: Int) {
    let horizon = Timestamp(seconds: moment.seconds + Int64(days) * 86_400)
    counts = review.sealFigures.counts
    standing = review.standing()
    isSealed = review.isSealed
    var failing: [Severity: Int] = [:]
    var plans: [PlanState: Int] = [:]
    var (highWithoutPlan, ends) = (0, [CalendarDay]())
    for step in review.findings {
      let plan = review.answer(to: step.id)?.answer.plan
      let state = PlanState(plan, on: moment.day)
      failing[step.severity, default: 0] += 1
      plans[state, default: 0] += 1
      if state == .noPlan, step.severity == .high { highWithoutPlan += 1 }
      if state == .accepted, let plan { ends.append(plan.until) }
    }
    self.failing = failing
    self.plans = plans
    self.highWithoutPlan = highWithoutPlan
    nextAcceptanceEnd = ends.min()
    acceptancesEnding = ends.count { $0 <= horizon.day }
    let expiries = review.applicableSteps.compactMap { review.expiry(of: $0.step) }
    let coming = expiries.filter { $0 >= moment }
    expired = expiries.count - coming.count
    nextExpiry = coming.min()
    expiring = coming.count { $0 <= horizon }
  }

  /// What the review needs, the most urgent first; nothing when it is complete.
  public var needs: [Need] { Need.allCases.filter { count(of: $0) > 0 } }

  /// How many steps or signatures a need is about.
  public func count(of need: Need) -> Int {
    switch need {
    case .damaged, .notVerified: 0
    case .rejected: standing.rejections.count
    case .highWithoutPlan: highWithoutPlan
    case .acceptanceEnded: plans[.acceptanceEnded] ?? 0
    case .fixOverdue: plans[.fixOverdue] ?? 0
    case .expired: expired
    case .open: counts.notChecked
    case .signatureMissing: max(isSealed ? 0 : 1, missingReviews + missingApprovals)
    case .withoutPlan: (plans[.noPlan] ?? 0) - highWithoutPlan
    case .acceptanceEnds: acceptancesEnding
    case .expires: expiring
    }
  }

  /// The day that a need is about, if it is about one.
  public func day(of need: Need) -> CalendarDay? {
    switch need {
    case .acceptanceEnds: nextAcceptanceEnd
    case .expires: nextExpiry?.day
    default: nil
    }
  }

  /// Reviews that are required and not there.
  public var missingReviews: Int { max(0, standing.requiredReviews - standing.reviews.count) }

  /// Approvals that are required and not there.
  public var missingApprovals: Int {
    max(0, standing.requiredApprovals - standing.approvals.count)
  }

  /// A need in a few words; what keeps the review from being complete is in capitals.
  public func words(for need: Need) -> String {
    let count = count(of: need)
    func counted(_ one: String, _ many: String) -> String {
      "\(count) \(count == 1 ? one : many)"
    }
    let day = day(of: need).map { "\($0)" } ?? ""
    return switch need {
    case .damaged: "DAMAGED"
    case .notVerified: "NOT VERIFIED"
    case .rejected: "REJECTED"
    case .highWithoutPlan: "\(count) FAIL high without a plan"
    case .acceptanceEnded: counted("acceptance ENDED", "acceptances ENDED")
    case .fixOverdue: counted("fix OVERDUE", "fixes OVERDUE")
    case .expired: counted("answer EXPIRED", "answers EXPIRED")
    case .open: counted("step open", "steps open")
    case .signatureMissing: signatureWords
    case .withoutPlan: "\(count) FAIL medium or low without a plan"
    case .acceptanceEnds: counted("acceptance ends", "acceptances end") + " from \(day) on"
    case .expires: counted("answer expires", "answers expire") + " from \(day) on"
    }
  }

  private var signatureWords: String {
    guard isSealed else { return "not sealed" }
    func missing(_ count: Int, _ one: String) -> String? {
      count == 0 ? nil : "\(count) \(one)\(count == 1 ? "" : "s") missing"
    }
    return [missing(missingReviews, "review"), missing(missingApprovals, "approval")]
      .compactMap { $0 }.joined(separator: ", ")
  }
}
