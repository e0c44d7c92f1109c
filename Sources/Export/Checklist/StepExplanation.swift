public import Checklist
import TextGrid

/// Why a step applies or not, in plain sentences.
public enum StepExplanation {
  /// The verdict and what it rests on, one sentence a line, safe to show.
  ///
  /// - Parameters:
  ///   - placed: the step.
  ///   - applicability: the profile and the facts.
  /// - Returns: first whether it applies; then level, section and step, each fact by itself.
  public static func lines(
    of placed: ChecklistSet.PlacedStep, in applicability: Applicability
  ) -> [String] {
    let step = placed.step
    let section = applicability.checklists.checklists[placed.checklist].sections[placed.section]
    let verdict = applicability.applies(placed) ? "applies" : "does not apply"
    var lines = ["\(step.id) (\(step.title)) \(verdict)."]
    let isWithin = step.level <= applicability.profile
    lines.append(
      "Its level is \(step.level.rawValue), and the profile \(applicability.profile.rawValue) "
        + (isWithin ? "holds it." : "does not hold it."))
    lines += sentences("Its section, \(section.title),", section.when, applicability)
    lines += sentences("The step", step.when, applicability)
    let open =
      applicability.open(in: placed.sectionWhen).requirements
      + applicability.open(in: step.when).requirements
    if applicability.applies(placed), !open.isEmpty {
      var names: [String] = []
      for requirement in open where !names.contains(requirement.fact) {
        names.append(requirement.fact)
      }
      lines.append("Answers that can still rule it out: \(names.joined(separator: ", ")).")
    }
    return lines.map { SafeText.line($0) }
  }

  private static func sentences(
    _ subject: String, _ condition: Condition, _ applicability: Applicability
  ) -> [String] {
    let reasons = applicability.reasons(for: condition)
    guard !reasons.isEmpty else { return ["\(subject) has no condition of its own."] }
    return reasons.map { reason in
      let wanted = Condition([reason.requirement]).words
      return "\(subject) applies when \(wanted): \(words(reason))."
    }
  }

  private static func words(_ reason: Applicability.Reason) -> String {
    let fact = reason.requirement.fact
    switch reason.finding {
    case .holds(let value): return "\(fact) is \(value)"
    case .rulesOut(let value): return "\(fact) is \(value), which rules it out"
    case .noAnswer: return "\(fact) has no answer, so rules nothing out"
    case .notAsked(let other, let value):
      return "\(fact) is not asked while \(other) is \(value), so rules nothing out"
    }
  }
}
