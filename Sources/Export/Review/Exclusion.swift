import Checklist
import Review

/// Why a step does not apply.
enum Exclusion: Hashable {
  /// The report's profile is smaller than the step's level.
  case profile(level: Profile)
  /// A fact has a value that the step's or its section's condition does not name.
  case fact(String, value: String)

  /// The first rule that takes a step out, or nil when it applies.
  init?(_ placed: ChecklistSet.PlacedStep, profile: Profile, facts: [String: String]) {
    if placed.step.level > profile {
      self = .profile(level: placed.step.level)
      return
    }
    for requirement in placed.sectionWhen.requirements + placed.step.when.requirements {
      if let value = facts[requirement.fact], !Condition([requirement]).holds({ facts[$0] }) {
        self = .fact(requirement.fact, value: value)
        return
      }
    }
    return nil
  }
  /// The rule in words; values are those of the report, not made safe.
  func words(_ profile: Profile) -> String {
    switch self {
    case .profile(let level): "level \(level.rawValue), above the profile \(profile.rawValue)"
    case .fact(let fact, let value): "\(fact) = \(value)"
    }
  }
}
