/// What a profile and the known facts leave of the checklists, and why.
public struct Applicability: Sendable, Equatable {
  /// The checklists.
  public let checklists: ChecklistSet
  /// The profile of the review.
  public let profile: Profile
  /// The values that count: known, and of facts that are asked with those before.
  public let facts: [String: String]

  /// Works out which values count.
  ///
  /// - Parameters:
  ///   - checklists: the checklists.
  ///   - profile: the profile of the review.
  ///   - values: what is known of each fact; empty is not known.
  public init(_ checklists: ChecklistSet, profile: Profile, values: [String: String]) {
    self.checklists = checklists
    self.profile = profile
    facts = checklists.effectiveFacts { values[$0] }
  }

  /// Whether a step applies.
  public func applies(_ placed: ChecklistSet.PlacedStep) -> Bool {
    placed.applies(within: profile, facts: facts)
  }

  /// What of a condition is still open: the requirements whose fact has no value that counts.
  public func open(in condition: Condition) -> Condition {
    Condition(condition.requirements.filter { facts[$0.fact] == nil })
  }

  /// The values of a condition's facts, one by one.
  public func reasons(for condition: Condition) -> [Reason] {
    condition.requirements.map { requirement in
      Reason(requirement: requirement, finding: finding(requirement))
    }
  }

  private func finding(_ requirement: Condition.Requirement) -> Reason.Finding {
    if let value = facts[requirement.fact] {
      return Condition([requirement]).holds { facts[$0] } ? .holds(value) : .rulesOut(value)
    }
    let asking = checklists.fact(requirement.fact)?.when ?? .always
    let against = asking.requirements.first { requirement in
      !Condition([requirement]).holds { facts[$0] }
    }
    guard let against, let value = facts[against.fact] else { return .noAnswer }
    return .notAsked(fact: against.fact, value: value)
  }

  /// What one requirement of a condition says with the known facts.
  public struct Reason: Sendable, Equatable {
    /// What is required.
    public let requirement: Condition.Requirement
    /// What the facts say to it.
    public let finding: Finding

    /// What the facts say to a requirement.
    public enum Finding: Sendable, Equatable {
      /// The fact has this value, one of those required.
      case holds(String)
      /// The fact has this value, none of those required.
      case rulesOut(String)
      /// The fact has no answer, so it rules nothing out.
      case noAnswer
      /// The fact is not asked while another one has this value, so it rules nothing out.
      case notAsked(fact: String, value: String)
    }
  }
}

extension ChecklistSet {
  /// The values that rule steps out and fill commands in: known, and asked with those before.
  ///
  /// - Parameter value: what is known of a fact; nil or empty is not known.
  /// - Returns: the values by fact.
  public func effectiveFacts(_ value: (String) -> String?) -> [String: String] {
    var known: [String: String] = [:]
    for fact in facts where fact.when.holds({ known[$0] }) {
      if let value = value(fact.id), !value.isEmpty { known[fact.id] = value }
    }
    return known
  }
}

extension ChecklistSet.PlacedStep {
  /// Whether the step applies in a profile with the values that count.
  public func applies(within profile: Profile, facts: [String: String]) -> Bool {
    step.level <= profile && sectionWhen.holds { facts[$0] } && step.when.holds { facts[$0] }
  }
}
