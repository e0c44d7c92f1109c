import Checklist
import Review

/// What an earlier review has to say, and how it becomes today's answer.
extension ReviewState {
  /// Whether there is something to confirm where the reader stands.
  var canConfirm: Bool {
    guard !review.isSealed else { return false }
    switch focus {
    case .fact(let id): return proposal(of: id).map { $0 != review.value(of: id) } ?? false
    case .step(let id):
      return earlierAnswer(to: id).map { $0.answer != currentAnswer(to: id) } ?? false
    case .end: return false
    }
  }

  /// The value that a fact had, if it may have it now.
  func proposal(of fact: String) -> String? {
    guard let value = earlier?.value(of: fact)?.value, let fact = review.checklists.fact(fact),
      FactRules.fault(value, for: fact) == nil
    else { return nil }
    return value
  }

  private func earlierAnswer(to step: String) -> Review.DatedAnswer? {
    guard case .answered(let answer) = earlier?.standing(of: step) else { return nil }
    return answer
  }

  /// What the earlier review says of a fact, as sentences.
  func earlierSentences(ofFact fact: Fact) -> [String] {
    guard let old = earlier?.value(of: fact.id) else { return [] }
    let label = fact.choices.first { $0.key == old.value }.map { " (\($0.label))" } ?? ""
    let fits = proposal(of: fact.id) != nil ? "" : " It is no answer any more."
    return ["\(old.value)\(label), by \(old.signer), \(old.time.day).\(fits)"]
  }

  /// What the earlier review says of a step, as sentences; empty without one.
  func earlierSentences(ofStep step: String) -> [String] {
    guard let earlier else { return [] }
    let day = earlier.time.day
    switch earlier.standing(of: step) {
    case .new:
      return ["This step is new since the review of \(day)."]
    case .open:
      return ["Nobody answered it in the review of \(day)."]
    case .changed(let old):
      let answered = old.map { "\(Self.sentence(about: $0)) " } ?? ""
      return [answered + "The text of the step has changed since: answer it anew."]
    case .answered(let old):
      var sentences = [Self.sentence(about: old)]
      if !old.answer.comment.isEmpty { sentences.append("Comment: \(old.answer.comment)") }
      if !old.answer.record.isEmpty { sentences.append("Value: \(old.answer.record)") }
      if let plan = old.answer.plan {
        sentences.append(
          "Plan: \(plan.kind.rawValue), \(plan.owner), until \(plan.until). \(plan.reason)")
      }
      return sentences
    }
  }

  private static func sentence(about old: Review.DatedAnswer) -> String {
    "\(old.answer.outcome.word), by \(old.signer), \(old.time.day)."
  }

  /// A word or two for a list: what is known of a step that is open today, or nil.
  func earlierMark(of item: Outline.Item) -> String? {
    guard item.outcome == .notChecked, let earlier else { return nil }
    switch earlier.standing(of: item.step.id) {
    case .new: return "new"
    case .changed: return "changed"
    case .open: return nil
    case .answered(let old): return "was \(old.answer.outcome.word)"
    }
  }

  /// Takes what the earlier review says of the step in focus as today's answer.
  mutating func confirm() -> [Effect] {
    guard !refuseIfSealed() else { return [] }
    guard let step, var answer = earlierAnswer(to: step)?.answer else {
      say("There is nothing of an earlier review to confirm here.")
      return []
    }
    if let plan = answer.plan, plan.until < moment.day {
      answer.plan = nil
      say(
        "The plan of then ended on \(plan.until) and is not taken over.",
        Saying.Hint(.plan, "to make a new one"))
    }
    return record(answer)
  }
}
