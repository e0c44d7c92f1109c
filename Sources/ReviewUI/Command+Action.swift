import Checklist
import Review

extension Command.Act {
  /// The outcome that a command gives a step, or nil.
  var outcome: Outcome? {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .notApplicable: .notApplicable
    case .notChecked: .notChecked
    default: nil
    }
  }

  /// The action that a command comes to with what was typed after its word.
  ///
  /// - Parameters:
  ///   - argument: what was typed, trimmed.
  ///   - checklists: where facts are looked up.
  /// - Returns: the action; nil when more is needed than this, or something else.
  func action(_ argument: String, in checklists: ChecklistSet) -> Action? {
    switch self {
    case .next: return .next
    case .back: return .back
    case .nextOpen: return .nextOpen
    case .previousOpen: return .previousOpen
    case .undo: return .undo
    case .redo: return .redo
    case _ where outcome != nil:
      return outcome.map { .setOutcome($0, comment: argument.isEmpty ? nil : argument) }
    case _ where argument.isEmpty: return nil
    case .comment: return .setComment(argument == "-" ? "" : argument)
    case .record: return .setRecord(argument)
    case .plan where argument.lowercased() == "none": return .setPlan(nil)
    case .plan: return PlanDraft.plan(from: argument).map { .setPlan($0) }
    case .evidence: return argument == "text" ? nil : .addEvidenceFile(path: argument)
    case .retract: return Self.retraction(argument)
    case .fact: return Self.factChange(argument, in: checklists)
    case .jump: return .focusStep(argument)
    case .reopen: return .reopen(reason: argument)
    case .save: return .saveElsewhere(path: argument)
    default: return nil
    }
  }

  private static func retraction(_ argument: String) -> Action? {
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = parts.first, let seq = Int(first) else { return nil }
    return .retractEvidence(seq: seq, reason: parts.count > 1 ? parts[1] : "")
  }

  private static func factChange(_ argument: String, in checklists: ChecklistSet) -> Action? {
    let parts = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard let id = parts.first else { return nil }
    guard parts.count > 1, let fact = checklists.fact(id) else { return .focusFact(id) }
    return .setFact(id: id, value: FactRules.value(parts[1], for: fact))
  }
}
