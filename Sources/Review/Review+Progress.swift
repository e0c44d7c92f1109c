public import Checklist

extension Review {
  /// What the facts leave: for each step of `checklists.steps`, whether it applies.
  func applicability() -> [Bool] {
    let known = effectiveFacts
    return checklists.steps.map { $0.applies(within: header.profile, facts: known) }
  }

  /// The values that rule steps out and fill commands in: known, and asked with these facts.
  public var effectiveFacts: [String: String] {
    checklists.effectiveFacts { value(of: $0) }
  }

  /// The facts that are asked with the latest values, in order.
  public var askedFacts: [Fact] {
    let known = effectiveFacts
    return checklists.facts.filter { $0.when.holds { known[$0] } }
  }

  /// The steps that apply, in the order of checklists, sections, steps.
  public var applicableSteps: [ChecklistSet.PlacedStep] {
    zip(checklists.steps, applies).filter(\.1).map(\.0)
  }

  /// Whether a step applies with the latest facts.
  public func applies(_ step: String) -> Bool {
    checklists.position(ofStep: step).map { applies[$0] } ?? false
  }

  /// What a seal at this line has to say.
  public var sealFigures: Seal {
    var counts = Counts()
    var open: [String] = []
    for placed in applicableSteps {
      let outcome = outcome(of: placed.step.id)
      counts.add(outcome)
      if outcome == .notChecked { open.append(placed.step.id) }
    }
    return Seal(counts: counts, steps: counts.steps, open: open)
  }

  /// The steps that apply and FAIL, worst first, then in order.
  public var findings: [Step] {
    let failing = applicableSteps.map(\.step).filter { outcome(of: $0.id) == .fail }
    return Severity.allCases.reversed().flatMap { severity in
      failing.filter { $0.severity == severity }
    }
  }

  /// Findings of a severity or worse without an acceptance that holds on a day.
  public func unacceptedFindings(from severity: Severity, on day: CalendarDay) -> [Step] {
    findings.filter { step in
      step.severity >= severity && answer(to: step.id)?.answer.isAccepted(on: day) != true
    }
  }

  /// When the latest answer to a step stops counting: `valid_for` days after it was given.
  public func expiry(of step: Step) -> Timestamp? {
    guard let days = step.validForDays, let latest = answer(to: step.id),
      latest.answer.outcome != .notChecked
    else { return nil }
    return Timestamp(seconds: latest.time.seconds + Int64(days) * 86_400)
  }

  /// The steps that apply and whose latest answer is older than its `valid_for` at a moment.
  public func expired(at moment: Timestamp) -> [Step] {
    applicableSteps.map(\.step).filter { step in
      expiry(of: step).map { moment > $0 } ?? false
    }
  }

  /// Steps that apply, pass, require evidence and have none.
  public var passesWithoutRequiredEvidence: [Step] {
    applicableSteps.map(\.step).filter { step in
      step.evidence == .required && outcome(of: step.id) == .pass
        && standingEvidence(of: step.id).isEmpty
    }
  }

  /// What a seal refuses: each step that lacks a comment or evidence, with the reason.
  public var lacking: [(step: Step, reason: String)] {
    applicableSteps.compactMap { placed in
      lack(of: placed.step).map { (placed.step, $0) }
    }
  }

  /// Why a seal refuses the answer to a step, as a clause, or nil.
  public func lack(of step: Step) -> String? {
    guard let latest = answer(to: step.id)?.answer else { return nil }
    let isBlank = latest.comment.allSatisfy(\.isWhitespace)
    switch latest.outcome {
    case .fail where isBlank: return "a FAIL needs a comment"
    case .notApplicable where isBlank: return "n/a needs a comment"
    case .pass where step.evidence == .required && standingEvidence(of: step.id).isEmpty:
      return "a pass of this step needs evidence"
    default: return nil
    }
  }

  /// Where a resumed review goes on: the first open step after the one answered last, else that
  /// one, else the first step that applies.
  public var resumePoint: String? {
    let steps = applicableSteps.map(\.step.id)
    guard let last = lastAnsweredStep, let position = checklists.position(ofStep: last) else {
      return steps.first
    }
    let next = steps.first { id in
      (checklists.position(ofStep: id) ?? 0) > position && outcome(of: id) == .notChecked
    }
    return next ?? (applies(last) ? last : steps.first)
  }
}
