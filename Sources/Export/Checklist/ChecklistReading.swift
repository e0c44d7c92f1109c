public import Checklist

/// What a reader sees of checklists: with a profile and facts only the steps and lines that apply,
/// numbered as in a review, names filled in.
public struct ChecklistReading: Sendable {
  /// A section with steps that apply.
  struct Part {
    /// From 1.
    let number: Int
    let checklist: Checklist
    let section: Section
    /// What of the section's condition no fact has answered.
    let open: Condition
    let steps: [Shown]
  }

  /// A step as it is shown.
  struct Shown {
    /// For example `2.3`.
    let number: String
    let step: Step
    /// What of its condition no fact has answered.
    let open: Condition
    let checks: [Line]
  }

  /// A line of guidance as it is shown.
  struct Line {
    let action: String
    let command: CommandTemplate.Filled?
    let open: Condition
  }

  let applicability: Applicability
  let parts: [Part]
  let stepCount: Int

  /// Works out what is shown.
  public init(_ applicability: Applicability) {
    self.applicability = applicability
    let steps = applicability.checklists.steps.filter { applicability.applies($0) }
    var parts: [Part] = []
    var start = 0
    for (index, placed) in steps.enumerated() {
      if index + 1 < steps.count,
        (steps[index + 1].checklist, steps[index + 1].section)
          == (placed.checklist, placed.section)
      {
        continue
      }
      let checklist = applicability.checklists.checklists[placed.checklist]
      let number = parts.count + 1
      parts.append(
        Part(
          number: number, checklist: checklist, section: checklist.sections[placed.section],
          open: applicability.open(in: placed.sectionWhen),
          steps: steps[start...index].enumerated().map { place, placed in
            Self.shown(placed.step, "\(number).\(place + 1)", applicability)
          }))
      start = index + 1
    }
    self.parts = parts
    stepCount = steps.count
  }

  private static func shown(
    _ step: Step, _ number: String, _ applicability: Applicability
  ) -> Shown {
    let facts = applicability.facts
    let checks = step.check.filter { $0.when.holds { facts[$0] } }
    return Shown(
      number: number, step: step, open: applicability.open(in: step.when),
      checks: checks.map { check in
        Line(
          action: check.action,
          command: check.command.map { CommandTemplate.fill($0) { facts[$0] } },
          open: applicability.open(in: check.when))
      })
  }

  /// The facts that are asked with the known ones, those of used files first.
  var facts: [Fact] {
    applicability.checklists.facts.filter { $0.when.holds { applicability.facts[$0] } }
  }

  /// The checklists with steps that apply, in order; all of them when none has any.
  var checklists: [Checklist] {
    let all = applicability.checklists.checklists
    let shown = all.filter { checklist in parts.contains { $0.checklist.id == checklist.id } }
    return shown.isEmpty ? all : shown
  }

  /// How much is shown, as a sentence.
  var extent: String {
    let all = applicability.checklists.steps.count
    let figures = stepCount == all ? "\(all)" : "\(stepCount) of \(all)"
    let noun = all == 1 ? "step" : "steps"
    let known = applicability.checklists.facts.compactMap { fact in
      applicability.facts[fact.id].map { "\(fact.id) is \($0)" }
    }
    let facts = known.isEmpty ? "" : ", where " + known.joined(separator: ", ")
    return "\(figures) \(noun) in the profile \(applicability.profile.rawValue)\(facts)."
  }

  /// Why a placeholder of a command is left, as a sentence; nil while no fact is known at all.
  func notes(on command: CommandTemplate.Filled) -> [String] {
    guard !applicability.facts.isEmpty else { return [] }
    return command.unfilled.map { "{{\($0.name)}}: \($0.reason)" }
  }

  /// What a step asks for beside an outcome, as sentences.
  static func demands(of step: Step) -> [String] {
    var demands: [String] = []
    if let record = step.record {
      demands.append("Value asked for: \(record.label) (\(record.kind.rawValue)).")
    }
    switch step.evidence {
    case .none: break
    case .recommended: demands.append("Evidence is recommended.")
    case .required: demands.append("A pass needs evidence.")
    }
    if let days = step.validForDays {
      demands.append("An answer counts for \(days == 1 ? "1 day" : "\(days) days").")
    }
    return demands
  }
}

extension Condition {
  /// The condition as a clause: `provider is aws or gcp, and geo is yes`.
  var words: String {
    requirements.map { "\($0.fact) is \(Self.list($0.values))" }.joined(separator: ", and ")
  }

  /// The condition as a sentence, or nil when it always holds.
  var sentence: String? {
    requirements.isEmpty ? nil : "Only when \(words)."
  }

  /// `aws, gcp or azure`.
  static func list(_ values: [String]) -> String {
    guard values.count > 1 else { return values.first ?? "" }
    return values.dropLast().joined(separator: ", ") + " or " + (values.last ?? "")
  }
}
