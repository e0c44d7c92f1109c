/// The checklists of one review together: files asked for first, then those they use.
public struct ChecklistSet: Sendable, Equatable {
  /// The files in the order of the report's header.
  public let checklists: [Checklist]
  /// Every fact, those of a used file before those of the file that uses it.
  public let facts: [Fact]
  /// Every step with its place, in the order of checklists, sections, steps.
  public let steps: [PlacedStep]
  private let factIndex: [String: Int]
  private let stepIndex: [String: Int]

  /// A step and where it stands.
  public struct PlacedStep: Sendable, Equatable {
    /// Index into `checklists`.
    public let checklist: Int
    /// Index into that checklist's sections.
    public let section: Int
    /// The section's own condition.
    public let sectionWhen: Condition
    /// The step itself.
    public let step: Step
  }

  /// Gathers checklists; the first of two equal identifiers wins, the loader refuses the second.
  public init(_ checklists: [Checklist]) {
    self.checklists = checklists
    var facts: [Fact] = []
    var factIndex: [String: Int] = [:]
    var taken: Set<Int> = []
    func take(_ index: Int) {
      guard taken.insert(index).inserted else { return }
      for name in checklists[index].uses {
        if let used = checklists.firstIndex(where: { $0.name == name }) { take(used) }
      }
      for fact in checklists[index].facts where factIndex[fact.id] == nil {
        factIndex[fact.id] = facts.count
        facts.append(fact)
      }
    }
    for index in checklists.indices { take(index) }
    var steps: [PlacedStep] = []
    var stepIndex: [String: Int] = [:]
    for (checklistIndex, checklist) in checklists.enumerated() {
      for (sectionIndex, section) in checklist.sections.enumerated() {
        for step in section.steps where stepIndex[step.id] == nil {
          stepIndex[step.id] = steps.count
          steps.append(
            PlacedStep(
              checklist: checklistIndex, section: sectionIndex, sectionWhen: section.when,
              step: step))
        }
      }
    }
    self.facts = facts
    self.factIndex = factIndex
    self.steps = steps
    self.stepIndex = stepIndex
  }

  /// The fact with an identifier, or nil.
  public func fact(_ id: String) -> Fact? {
    factIndex[id].map { facts[$0] }
  }

  /// The place of a step in `steps`, or nil.
  public func position(ofStep id: String) -> Int? {
    stepIndex[id]
  }

  /// The step with an identifier, or nil.
  public func step(_ id: String) -> Step? {
    stepIndex[id].map { steps[$0].step }
  }
}
