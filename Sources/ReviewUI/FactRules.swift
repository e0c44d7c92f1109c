import Checklist
import Review

/// What may be the value of a fact.
enum FactRules {
  /// Why a value does not answer a fact, as a sentence, or nil.
  static func fault(_ value: String, for fact: Fact) -> String? {
    switch fact.answer {
    case .choices(let choices):
      if choices.contains(where: { $0.key == value }) { return nil }
      return "One of these is wanted: " + choices.map(\.key).joined(separator: ", ") + "."
    case .pattern(let pattern):
      guard FactValue.isValid(value) else {
        return "Letters, digits and . _ : / @ % + , = - are possible, at most 200."
      }
      guard let compiled = ValuePattern(pattern), !compiled.matches(value) else { return nil }
      return "The value has to match \(pattern)."
    }
  }
}
