import Checklist
import Review

extension ReviewState {
  mutating func updateAnswer(_ action: Action) -> [Effect] {
    guard !refuseIfSealed() else { return [] }
    guard let step else {
      say(
        Saying(
          "No step is shown.", Saying.Hint(.next, "to go on"),
          Saying.Hint(.jump, typing: "and a step", "to go there")))
      return []
    }
    var answer = currentAnswer(to: step)
    switch action {
    case .setOutcome(let outcome, let comment):
      answer.outcome = outcome
      if let comment { answer.comment = comment }
      if outcome != .fail { answer.plan = nil }
    case .setComment(let comment):
      answer.comment = comment
    case .setRecord(let text):
      guard let value = recordValue(text, for: step) else { return [] }
      answer.record = value
    case .setPlan(let plan):
      guard answer.outcome == .fail || plan == nil else {
        say(Self.planNeedsFail)
        return []
      }
      answer.plan = plan
    case .addEvidenceFile(let path):
      return [.takeEvidence(path: path, step: step)]
    case .addEvidenceText(let name, let text):
      return [.takeText(name: name, text: text, step: step)]
    case .retractEvidence(let seq, let reason):
      return retract(seq, reason, step: step)
    default:
      return []
    }
    return record(answer)
  }

  /// One outcome for several steps that apply, written and undone as one.
  mutating func setOutcomes(_ outcome: Outcome, _ steps: Set<String>) -> [Effect] {
    guard !refuseIfSealed() else { return [] }
    let events = steps.compactMap(outline.index).sorted().compactMap { index -> Event? in
      let step = outline.items[index].step.id
      var answer = currentAnswer(to: step)
      answer.outcome = outcome
      if outcome != .fail { answer.plan = nil }
      return answer == currentAnswer(to: step) ? nil : .answer(answer)
    }
    guard !events.isEmpty else {
      say("Nothing changed.")
      return []
    }
    pending = .change
    return [.append(events)]
  }

  mutating func record(_ answer: Answer) -> [Effect] {
    guard answer.comment.utf8.count <= Self.typedTextLimit,
      answer.record.utf8.count <= Self.typedTextLimit
    else {
      say("Too long: at most 64 KiB. Save the text as a file and attach it as evidence.")
      return []
    }
    guard answer != currentAnswer(to: answer.step) else {
      say("Nothing changed.")
      return []
    }
    pending = .change
    return [.append([.answer(answer)])]
  }

  private mutating func recordValue(_ text: String, for step: String) -> String? {
    guard let record = review.checklists.step(step)?.record else {
      say("This step asks for no value.")
      return nil
    }
    if text == "-" { return "" }
    if let fault = RecordValue.fault(text, kind: record.kind) {
      say("\(record.label): \(fault).")
      return nil
    }
    return text
  }

  private mutating func retract(_ seq: Int, _ reason: String, step: String) -> [Effect] {
    guard review.standingEvidence(of: step).contains(where: { $0.seq == seq }) else {
      say(
        "This step has no evidence with the number \(seq).", Saying.Hint(.show, "to see it"))
      return []
    }
    pending = .change
    return [.append([.retract(Retraction(of: seq, reason: reason))])]
  }

  mutating func setFact(_ id: String, _ value: String) -> [Effect] {
    guard !refuseIfSealed() else { return [] }
    guard let fact = review.checklists.fact(id) else {
      say("There is no fact \(id).", Saying.Hint(.facts, "to see them"))
      return []
    }
    if !value.isEmpty, let fault = FactRules.fault(value, for: fact) {
      say(fault)
      return []
    }
    guard value != review.value(of: id) ?? "" || review.factHistory[id] == nil else {
      say("Nothing changed.")
      return []
    }
    pending = .change
    return [.append([.fact(FactValue(fact: id, value: value))])]
  }

  /// What a plan for anything but a FAIL is answered with.
  static let planNeedsFail = Saying("Only a FAIL has a plan.", Saying.Hint(.fail, "first"))

  /// UTF-8 bytes that a person may type into one field.
  static let typedTextLimit = 64 * 1024
}
