import Review
import TextGrid

extension LineMode {
  /// Takes a line that answers a question of the command before.
  mutating func takeDetail(_ line: String, _ handler: some EffectHandler) {
    let asked = input
    let text = trimmed(line)
    input = .command
    switch asked {
    case .command:
      break
    case .lines(let purpose, let soFar):
      if text == "." {
        finishLines(purpose, soFar, handler)
      } else {
        input = .lines(purpose: purpose, soFar: soFar + [line])
      }
    case .plan where text == ".":
      say("Nothing changed.")
    case .plan(let draft):
      takePlanPart(draft, text, handler)
    case .evidencePath where !text.isEmpty:
      takeEvidence(text, handler)
    case .record where !text.isEmpty:
      act(.setRecord(text), handler)
    case .name(var draft) where !text.isEmpty:
      draft.name = text
      showSignature(draft, digest: handler.headDigest)
      input = .environment(draft)
    case .environment(let draft):
      if text.utf8.elementsEqual(state.environmentName.utf8) {
        act(
          .sign(
            role: draft.role, decision: draft.decision, name: draft.name, reason: draft.reason),
          handler)
      } else {
        say("Not signed: that is not the environment's name.")
      }
    case .sealing:
      if text.lowercased() == "yes" { act(.seal, handler) } else { say("Not sealed.") }
    case .secret(let action):
      if text.lowercased() == "yes" {
        carryOut(action, handler)
      } else {
        drafts.takeBack()
        say("Nothing was written down.")
      }
    case .evidencePath, .record, .name:
      say("Nothing changed.")
    }
  }

  mutating func finishLines(
    _ purpose: TextPurpose, _ lines: [String], _ handler: some EffectHandler
  ) {
    input = .command
    let text = lines.joined(separator: "\n")
    if let step = state.step {
      drafts.handIn(purpose.draft(of: step), trimmed(text).isEmpty ? "" : text)
    }
    switch purpose {
    case .comment where trimmed(text).isEmpty:
      say("Nothing changed. Type comment - to take the comment out.")
    case .comment:
      act(.setComment(text), handler)
    case .evidence where trimmed(text).isEmpty:
      say("Nothing was written.")
    case .evidence:
      act(.addEvidenceText(name: "note.txt", text: text + "\n"), handler)
    }
  }

  /// Goes on with lines that were left, or starts with none.
  mutating func beginLines(_ purpose: TextPurpose, _ question: String) {
    let draft = state.step.map(purpose.draft)
    guard let draft, let begun = begunTexts[draft] else {
      say(question)
      input = .lines(purpose: purpose, soFar: [])
      return
    }
    say("You wrote before:")
    let lines = begun.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for line in lines { sayEntry(line) }
    say("Go on. A line with a single dot ends it.")
    input = .lines(purpose: purpose, soFar: lines)
    drafts[draft] = nil
  }

  private mutating func takePlanPart(
    _ draft: PlanDraft, _ text: String, _ handler: some EffectHandler
  ) {
    var draft = draft
    if let fault = draft.take(text) { say(fault) }
    if let plan = draft.plan {
      act(.setPlan(plan), handler)
    } else {
      input = .plan(draft)
    }
  }
}
