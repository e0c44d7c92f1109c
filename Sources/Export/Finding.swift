import Checklist
import Review

/// A step that applies and FAILs, and what is going to happen with it.
struct Finding {
  /// What the plan comes to at the moment of the export.
  enum Disposition: String {
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

    init(_ plan: Plan?, on day: CalendarDay) {
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
  }

  let step: Step
  let answer: Review.DatedAnswer
  let disposition: Disposition
}
