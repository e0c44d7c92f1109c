import Checklist
import Review

/// A step that applies and FAILs, and what is going to happen with it.
struct Finding {
  /// What the plan comes to at the moment of the export.
  typealias Disposition = PlanState

  let step: Step
  let answer: Review.DatedAnswer
  let disposition: Disposition
}
