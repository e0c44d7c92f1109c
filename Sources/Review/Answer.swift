/// The answer to a step.
public struct Answer: Sendable, Equatable {
  /// The step's identifier.
  public var step: String
  /// What was found.
  public var outcome: Outcome
  /// Free text, may be empty.
  public var comment: String
  /// The value that the step asks to write down, may be empty.
  public var record: String
  /// Only with `fail`.
  public var plan: Plan?

  /// Makes an answer; without an outcome it is the answer of a step that nobody looked at.
  public init(
    step: String, outcome: Outcome = .notChecked, comment: String = "", record: String = "",
    plan: Plan? = nil
  ) {
    self.step = step
    self.outcome = outcome
    self.comment = comment
    self.record = record
    self.plan = plan
  }

  /// Whether an acceptance of a FAIL still holds on a day.
  public func isAccepted(on day: CalendarDay) -> Bool {
    guard outcome == .fail, let plan, plan.kind == .accept else { return false }
    return day <= plan.until
  }
}
