import Checklist
import Review

/// A number with its noun.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}

/// A text of somebody as a sentence: with a full stop, unless it ends one itself.
func sentence(_ text: String) -> String {
  guard let last = text.last, !".!?…。".contains(last) else { return text }
  return text + "."
}

extension ReviewState {
  /// What to say about an event that is on the disk, beginning with what changed.
  ///
  /// - Parameters:
  ///   - entry: the line.
  ///   - old: for an answer, the one before it.
  ///   - applied: which steps applied before it.
  ///   - pending: what it was written for.
  /// - Returns: the saying, or nil for a line that nobody asked for.
  func saying(
    about entry: Entry, after old: Answer, applied: [Bool], as pending: Pending?
  ) -> Saying? {
    if case .seal(let seal) = entry.event {
      let open =
        seal.open.isEmpty
        ? "Nothing is open." : "\(counted(seal.open.count, "step", "steps")) open."
      return Saying(
        "Sealed: \(counted(seal.steps, "step", "steps")). \(open)",
        Saying.Hint(.sign, "to sign"))
    }
    return sentence(about: entry, after: old, applied: applied, as: pending).map { Saying($0) }
  }

  private func sentence(
    about entry: Entry, after old: Answer, applied: [Bool], as pending: Pending?
  ) -> String? {
    let lead = pending == .undo ? "Undone" : pending == .redo ? "Redone" : "Recorded"
    switch entry.event {
    case .answer(let answer):
      return "\(lead): \(answerSentence(answer, after: old)) Saved."
    case .fact(let fact):
      let value = fact.value.isEmpty ? "not known" : fact.value
      return "\(lead): \(fact.fact) is \(value).\(stepsThatMoved(since: applied)) Saved."
    case .evidence(let evidence):
      return
        "\(lead): evidence \(entry.seq) of \(outline.number(of: evidence.step)): \(evidence.name), "
        + "\(evidence.size) bytes, sha256 \(evidence.sha256.prefix(16)). Saved."
    case .retract(let retraction):
      guard let item = review.evidence(at: retraction.of)?.evidence else { return nil }
      return
        "\(lead): evidence \(retraction.of) of \(outline.number(of: item.step)), \(item.name), "
        + "taken back. Saved."
    case .reopen:
      return "Reopened: the seal and the signatures after it no longer count. Saved."
    case .intent(let intent):
      return "Signed: \(intent.role.rawValue), \(intent.decision.rawValue), by \(intent.signer). "
        + "\(signaturesSentence) Saved."
    case .header, .session, .recovered, .seal, .signature:
      return nil
    }
  }

  private func answerSentence(_ answer: Answer, after old: Answer) -> String {
    let number = outline.number(of: answer.step)
    var parts: [String] = []
    if answer.outcome != old.outcome {
      let was = old.outcome == .notChecked ? "" : " (was: \(old.outcome.word))"
      parts.append("\(number) \(answer.outcome.word)\(was).")
    } else {
      parts.append("\(number) stays \(answer.outcome.word).")
    }
    if answer.comment != old.comment {
      parts.append(answer.comment.isEmpty ? "Comment taken out." : "Comment written.")
    }
    if answer.record != old.record {
      parts.append(
        answer.record.isEmpty ? "Value taken out." : ReviewUI.sentence("Value: \(answer.record)"))
    }
    if answer.plan != old.plan {
      parts.append(
        answer.plan.map { "Plan: \($0.kind.rawValue) until \($0.until)." } ?? "Plan taken out.")
    }
    if let need = need(of: answer) { parts.append(need) }
    return parts.joined(separator: " ")
  }

  private func need(of answer: Answer) -> String? {
    let isBlank = answer.comment.allSatisfy(\.isWhitespace)
    switch answer.outcome {
    case .fail, .notApplicable:
      return isBlank ? "A comment is needed before sealing." : nil
    case .pass:
      let step = review.checklists.step(answer.step)
      let lacks = step?.evidence == .required && review.standingEvidence(of: answer.step).isEmpty
      return lacks ? "Evidence is needed before sealing." : nil
    case .notChecked:
      return nil
    }
  }

  /// Which steps come and go with the facts, named up to five.
  private func stepsThatMoved(since applied: [Bool]) -> String {
    var come: [String] = []
    var go: [String] = []
    for (index, placed) in review.checklists.steps.enumerated()
    where applied[index] != review.applies[index] {
      if review.applies[index] { come.append(placed.step.id) } else { go.append(placed.step.id) }
    }
    func list(_ ids: [String], _ one: String, _ many: String) -> String {
      guard !ids.isEmpty else { return "" }
      let named = ids.prefix(5).joined(separator: ", ")
      let rest = ids.count > 5 ? " and \(ids.count - 5) more" : ""
      return " \(counted(ids.count, one, many)): \(named)\(rest)."
    }
    return list(come, "step comes", "steps come") + list(go, "step goes", "steps go")
  }
}
