import Checklist
import Review

extension LineMode {
  mutating func showFact(_ id: String) {
    guard let fact = state.review.checklists.fact(id) else { return }
    let asked = state.review.askedFacts
    let position = (asked.firstIndex { $0.id == id } ?? 0) + 1
    say("Fact \(position) of \(asked.count), \(id). \(fact.ask)")
    if let help = fact.help { say(help) }
    for (index, choice) in fact.choices.enumerated() {
      sayEntry("\(index + 1) \(choice.key): \(choice.label)")
    }
    if !fact.choices.isEmpty { sayEntry("\(fact.choices.count + 1) unknown: I don't know.") }
    for sentence in state.earlierSentences(ofFact: fact) { say("Last time: \(sentence)") }
    say("Value is: \(state.review.value(of: id) ?? "not known").")
    if state.canConfirm { say("Type same, or =, for the value of last time.") }
    let way = fact.choices.isEmpty ? "Type the value, or unknown" : "Type a number or a word"
    say("\(way); Enter leaves it as it is and goes on.")
  }

  /// Takes a line as the value of the fact in focus; false when it is a command instead.
  mutating func takeFactValue(
    _ line: String, of id: String, _ handler: some EffectHandler
  ) -> Bool {
    guard let fact = state.review.checklists.fact(id) else { return false }
    let value: String
    if let choice = FactRules.choice(line, of: fact) {
      value = choice
    } else if FactRules.isUnknown(line)
      || Int(line) == fact.choices.count + 1 && !fact.choices.isEmpty
    {
      value = ""
    } else if CommandTable.parse(line) != nil {
      return false
    } else if !fact.choices.isEmpty, Self.isStepNumber(line) {
      return false
    } else if fact.choices.isEmpty {
      value = line
    } else {
      say("One of these is wanted: \(fact.choices.map(\.key).joined(separator: ", ")), unknown.")
      return true
    }
    setFact(id, value, handler)
    return true
  }

  /// Takes `fact NAME [VALUE]`.
  mutating func takeFact(_ argument: String, _ handler: some EffectHandler) {
    if let action = Command.Act.fact.action(argument, in: state.review.checklists) {
      act(action, handler)
    } else {
      showFacts()
    }
  }

  mutating func showFacts() {
    let asked = state.review.askedFacts
    if asked.isEmpty { say("The checklists ask for no facts.") }
    for fact in asked {
      say("\(fact.id): \(state.review.value(of: fact.id) ?? "not known"). \(fact.ask)")
    }
    if !asked.isEmpty { say("Type fact, a name and a value to change one.") }
  }

  /// Confirms what the earlier review says of the fact or step in focus.
  mutating func confirm(_ handler: some EffectHandler) {
    if case .fact(let id) = state.focus, let value = state.proposal(of: id) {
      setFact(id, value, handler)
    } else {
      act(.confirm, handler)
    }
  }

  // A fact that was taken leads on to the next one.
  private mutating func setFact(_ id: String, _ value: String, _ handler: some EffectHandler) {
    let before = state.review.lastSeq
    let isKept = value == state.review.factHistory[id]?.last?.value
    if !isKept { act(.setFact(id: id, value: value), handler) }
    guard isKept || state.review.lastSeq > before else { return }
    act(.next, handler)
    if case .fact = state.focus { return }
    let steps = state.review.applicableSteps.count
    state.say("Facts done: \(counted(steps, "step applies", "steps apply")).")
  }
}
