import Checklist
import Review

/// What may be the value of a fact.
enum FactRules {
  /// Whether a typed text says that a value is not known.
  static func isUnknown(_ typed: String) -> Bool {
    ["unknown", "?", "don't know", "dont know", "i don't know", "i dont know"]
      .contains(typed.lowercased())
  }

  /// The choice that a typed text names, by its key or its number.
  static func choice(_ typed: String, of fact: Fact) -> String? {
    // A key may be a number, and then it is not the place of another one.
    if let named = fact.choices.first(where: { $0.key.lowercased() == typed.lowercased() }) {
      return named.key
    }
    guard let number = Int(typed), fact.choices.indices.contains(number - 1) else { return nil }
    return fact.choices[number - 1].key
  }

  /// The value that a typed text stands for; empty for not known.
  static func value(_ typed: String, for fact: Fact) -> String {
    isUnknown(typed) ? "" : choice(typed, of: fact) ?? typed
  }

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
