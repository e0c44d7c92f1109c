/// What to say when somebody names a fact, a value or a step that is not there.
extension ChecklistSet {
  /// Why a text names no fact, and the mend; nil when it does.
  public func fault(inFact id: String) -> String? {
    guard fact(id) == nil else { return nil }
    return "there is no fact \(TextSafety.quoted(id)); "
      + KnownWords.mend(for: id, among: facts.prefix(200).map(\.id))
  }

  /// Why a text names no step, and the mend; nil when it does.
  public func fault(inStep id: String) -> String? {
    guard step(id) == nil else { return nil }
    let nearest = KnownWords.nearest(to: id, among: steps.lazy.map(\.step.id))
    return "there is no step \(TextSafety.quoted(id)); "
      + (nearest.map { "did you mean \(TextSafety.quoted($0))?" } ?? "`postflight show` names them")
  }
}

extension Fact {
  /// Why a text cannot be the value of this fact, and the mend; nil when it can.
  ///
  /// Empty, for not known, always can.
  public func fault(in value: String) -> String? {
    guard !value.isEmpty else { return nil }
    let quoted = TextSafety.quoted(value)
    switch answer {
    case .choices(let choices):
      guard !choices.contains(where: { $0.key.utf8.elementsEqual(value.utf8) }) else { return nil }
      return "\(quoted) is no choice of the fact '\(id)'; "
        + KnownWords.mend(for: value, among: choices.prefix(200).map(\.key))
    case .pattern(let pattern):
      guard AnswersDecoder.isFactValue(value) else {
        return "\(quoted) cannot be the value of a fact; use up to 200 letters, digits and "
          + "'._:/@%+,=-'"
      }
      guard ValuePattern(pattern)?.matches(value) == false else { return nil }
      return "\(quoted) does not match the pattern of the fact '\(id)', which is "
        + "\(TextSafety.quoted(pattern)); mend the value"
    }
  }
}
