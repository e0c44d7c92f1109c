import Checklist
import Review

extension ReviewState {
  /// Takes an action: changes the state and says what is to be done outside.
  ///
  /// Pure: an act that needs the disk changes nothing before its result has come back.
  public mutating func update(_ action: Action) -> [Effect] {
    if let notSaved, action.changesReport {
      say(
        "Nothing was changed: the change before is not saved yet (\(notSaved)).",
        Saying.Hint(.save, typing: "and a path on another disk", "first"))
      return []
    }
    switch action {
    case .setOutcome, .setComment, .setRecord, .setPlan, .addEvidenceFile, .addEvidenceText,
      .retractEvidence:
      return updateAnswer(action)
    case .setOutcomes(let outcome, let steps):
      return setOutcomes(outcome, steps)
    case .setFact(let id, let value):
      return setFact(id, value)
    case .confirm:
      return confirm()
    case .focusFact, .focusStep, .next, .back, .nextOpen, .previousOpen:
      move(action)
      return []
    case .undo:
      return takeBack()
    case .redo:
      return bringBack()
    case .seal:
      return seal()
    case .reopen(let reason):
      return reopen(reason)
    case .sign(let role, let decision, let name, let reason):
      return sign(role, decision, name: name, reason: reason)
    case .saveElsewhere(let path):
      return [.saveElsewhere(path: path)]
    case .leave:
      hasLeft = true
      return []
    case .saved, .refused, .notSaved, .evidenceTaken, .savedElsewhere:
      return finish(action)
    }
  }

  private mutating func finish(_ action: Action) -> [Effect] {
    switch action {
    case .saved(let entries):
      settle(entries)
    case .savedElsewhere(let path, let entries):
      notSaved = nil
      settle(entries)
      say("All is saved in \(path); the review goes on there.")
    case .refused(let reason):
      // A change that waits for another disk goes on waiting.
      if notSaved == nil { pending = nil }
      say("Not done: \(reason).")
    case .notSaved(let reason):
      notSaved = reason
      say(
        "NOT SAVED: \(reason).",
        Saying.Hint(.save, typing: "and a path on another disk", "to keep everything"))
    case .evidenceTaken(let evidence):
      pending = .change
      return [.append([.evidence(evidence)])]
    default:
      break
    }
    return []
  }

  // The lines are on the disk: fold them, keep undo in step, say what changed.
  private mutating func settle(_ entries: [Entry]) {
    let applied = review.applies
    let answers = entries.map(answerBefore)
    let pending = pending
    self.pending = nil
    for entry in entries {
      _ = review.apply(entry)
      outline.follow(entry.event, in: review)
      switch pending {
      case .undo:
        guard entry.event.isContent else { break }
        if let event = redoEvent { redo.append(event) }
        undo.noteUndo(entry)
      case .redo where entry.event.isContent:
        _ = redo.popLast()
        undo.note(entry)
      default:
        undo.note(entry)
      }
    }
    if pending == .change { redo = [] }
    let changed = entries.count { $0.event.isContent }
    if pending == .change, changed > 1 { groups[undo.changes.count] = changed }
    for (entry, old) in zip(entries, answers) {
      let saying = saying(about: entry, after: old, applied: applied, as: pending)
      if let saying { say(saying) }
    }
    follow(entries.map(\.event), as: pending)
  }

  private func answerBefore(_ entry: Entry) -> Answer {
    guard case .answer(let answer) = entry.event else { return Answer(step: "") }
    return currentAnswer(to: answer.step)
  }

  // The focus follows what undo and redo change, and leaves steps that no longer apply.
  private mutating func follow(_ events: [Event], as pending: Pending?) {
    if pending == .undo || pending == .redo {
      for event in events {
        switch event {
        case .answer(let answer): focus = .step(answer.step)
        case .fact(let fact): focus = .fact(fact.fact)
        case .evidence(let evidence): focus = .step(evidence.step)
        case .retract(let retraction):
          if let item = review.evidence(at: retraction.of) { focus = .step(item.evidence.step) }
        default: break
        }
      }
    }
    for event in events {
      switch event {
      case .seal: focus = .end
      case .reopen: focus = review.resumePoint.map { .step($0) } ?? .end
      default: break
      }
    }
  }

  private mutating func takeBack() -> [Effect] {
    let events = undo.undoEvents(groups.removeValue(forKey: undo.changes.count) ?? 1)
    guard !events.isEmpty else {
      say("There is nothing to undo.")
      return []
    }
    guard !refuseIfSealed() else { return [] }
    pending = .undo
    return [.append(events)]
  }

  // What brings the newest change back, once it is undone.
  private var redoEvent: Event? {
    switch undo.changes.last {
    case nil: nil
    case .fact(let id, _, let to): .fact(FactValue(fact: id, value: to))
    case .answer(_, let to): .answer(to)
    case .evidence(let seq, _): review.evidence(at: seq).map { .evidence($0.evidence) }
    }
  }

  private mutating func bringBack() -> [Effect] {
    guard !refuseIfSealed() else { return [] }
    guard let event = redo.last else {
      say("There is nothing to redo.")
      return []
    }
    pending = .redo
    return [.append([event])]
  }

  /// Says so and is true when the report is sealed.
  mutating func refuseIfSealed() -> Bool {
    guard review.isSealed else { return false }
    say(
      "The report is sealed.", Saying.Hint(.reopen, typing: "and a reason", "to go on answering"))
    return true
  }
}

extension Action {
  /// Whether it wants a line in the report.
  var changesReport: Bool {
    switch self {
    case .setOutcome, .setOutcomes, .confirm, .setComment, .setRecord, .setPlan, .addEvidenceFile,
      .addEvidenceText, .retractEvidence, .setFact, .undo, .redo, .seal, .reopen, .sign:
      true
    case .focusFact, .focusStep, .next, .back, .nextOpen, .previousOpen, .saveElsewhere, .leave,
      .saved, .refused, .notSaved, .evidenceTaken, .savedElsewhere:
      false
    }
  }
}

extension Review {
  /// The evidence that a line brought in.
  func evidence(at seq: Int) -> DatedEvidence? {
    evidence.values.lazy.flatMap { $0 }.first { $0.seq == seq }
  }
}
