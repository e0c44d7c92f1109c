public import Review

/// Something that happens to a review: an act of the reader, or the result of an effect.
public enum Action: Sendable, Equatable {
  /// Gives the step in focus an outcome; a comment replaces the old one.
  case setOutcome(Outcome, comment: String?)
  /// Gives several steps one outcome, undone as one.
  case setOutcomes(Outcome, steps: Set<String>)
  /// Takes what the earlier review says of the step in focus as today's answer.
  case confirm
  case setComment(String)
  case setRecord(String)
  case setPlan(Plan?)
  case addEvidenceFile(path: String)
  case addEvidenceText(name: String, text: String)
  case retractEvidence(seq: Int, reason: String)
  /// Sets a fact; empty means not known.
  case setFact(id: String, value: String)
  case focusFact(String)
  case focusStep(String)
  case next
  case back
  case nextOpen
  case previousOpen
  case undo
  case redo
  case seal
  case reopen(reason: String)
  case sign(role: Intent.Role, decision: Intent.Decision, name: String, reason: String)
  case saveElsewhere(path: String)
  case leave
  /// An effect is done: these lines are on the disk.
  case saved([Entry])
  /// An effect failed and nothing was to be kept of it.
  case refused(String)
  /// An effect failed at the disk; the change stays in memory.
  case notSaved(String)
  /// The evidence was copied; it is to be recorded.
  case evidenceTaken(Evidence)
  /// Everything is on the disk again, in another file.
  case savedElsewhere(path: String, [Entry])
}
