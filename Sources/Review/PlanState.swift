/// What is going to happen with a FAIL, as its plan stands on a day.
public enum PlanState: String, Sendable, CaseIterable {
  /// Lived with, through the plan's last day.
  case accepted
  /// Was lived with; the plan's last day has passed.
  case acceptanceEnded = "acceptance_ended"
  /// To be mended by the plan's last day.
  case fixPlanned = "fix_planned"
  /// Was to be mended by a day that has passed.
  case fixOverdue = "fix_overdue"
  /// Nobody said.
  case noPlan = "no_plan"

  /// Looks at a plan, if there is one, on a day.
  public init(_ plan: Plan?, on day: CalendarDay) {
    guard let plan else {
      self = .noPlan
      return
    }
    let holds = day <= plan.until
    switch plan.kind {
    case .accept: self = holds ? .accepted : .acceptanceEnded
    case .fix: self = holds ? .fixPlanned : .fixOverdue
    }
  }

  /// A few words, with the plan's last day.
  public func words(until day: CalendarDay?) -> String {
    let until = day.map { "\($0)" } ?? ""
    return switch self {
    case .accepted: "accepted until \(until)"
    case .acceptanceEnded: "acceptance ENDED after \(until)"
    case .fixPlanned: "fix by \(until)"
    case .fixOverdue: "fix OVERDUE since \(until)"
    case .noPlan: "no plan"
    }
  }
}
