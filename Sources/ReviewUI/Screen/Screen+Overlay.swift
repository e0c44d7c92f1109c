import Checklist
import Review
import TextGrid

extension Screen {
  /// Takes a key while something lies over the walk.
  mutating func takeOverlayKey(_ key: KeyPress) -> [ScreenEffect] {
    guard let open = overlay else { return [] }
    if key == .control("L") { return [.redraw] }
    if key == .control("Z"), !isTyping { return [.suspend] }
    if case .reading(var reading) = open {
      overlay = reading.take(key) ? .reading(reading) : nil
      return []
    }
    if key == .escape || key == .control("C") {
      if case .work = open { return [.cancel] }
      closeOverlay()
      return []
    }
    switch open {
    case .help(var list):
      let found = list.found(in: helpGroups)
      let outcome = list.take(key, found: found, page: listPage)
      overlay = .help(list)
      if outcome == .runs { return runChosen(list.chosen(of: found)) }
    case .palette(let list):
      return takePaletteKey(key, list)
    case .text(let input, let purpose):
      return takeTextKey(key, input, purpose)
    case .line(var input, let purpose):
      if key == .enter { return finishLine(input.text, purpose) }
      if key == .tab, [.evidencePath, .saveElsewhere].contains(purpose) {
        return [.complete(input.text)]
      }
      take(key, in: &input)
      overlay = .line(input, purpose)
    case .plan(let draft, var input):
      if key == .enter { return takePlanPart(draft, input.text) }
      take(key, in: &input)
      overlay = .plan(draft, input)
    case .signature(var form):
      if key == .enter { return finishSignature(form.draft, form.input.text) }
      if !form.scroll(key, rows: signatureRows(form).count, height: signatureHeight) {
        take(key, in: &form.input)
      }
      overlay = .signature(form)
    case .status(let list):
      takeStatusKey(key, list)
    case .facts(let selection):
      takeFactsKey(key, selection)
    case .confirm(_, let confirmation):
      return takeConfirmation(key, confirmation)
    case .reading:
      break
    case .work:
      message = "Esc cancels; everything else waits."
    }
    return []
  }

  // Where something is typed, or has to be waited for, Ctrl-Z does not stop the program.
  private var isTyping: Bool {
    switch overlay {
    case .facts, .confirm, .status: false
    case .reading(let reading): reading.search.input != nil
    default: true
    }
  }

  // A line of the page before stays in sight.
  var listPage: Int { max(1, bodyHeight - 2) }

  private mutating func take(_ key: KeyPress, in input: inout TextInput) {
    _ = input.take(key)
    if let notice = input.notice { message = notice }
  }

  mutating func finishText(_ text: String, _ purpose: TextPurpose) -> [ScreenEffect] {
    handIn()
    switch purpose {
    case .comment:
      return act(.setComment(text))
    case .evidence where text.isEmpty:
      return []
    case .evidence:
      return act(.addEvidenceText(name: "note.txt", text: text + "\n"))
    }
  }

  private mutating func finishLine(_ typed: String, _ purpose: LinePurpose) -> [ScreenEffect] {
    handIn()
    let text = trimmed(typed)
    switch purpose {
    case .filter:
      filter = text
      message =
        text.isEmpty ? "" : "\(list.matchCount) of \(review.outline.items.count) steps."
      return []
    case .record:
      if case .fact(let id) = review.focus { return setFact(id, text) }
      return act(.setRecord(text.isEmpty ? "-" : text))
    case _ where text.isEmpty:
      message = "Nothing changed."
      return []
    case .evidencePath where text == "text":
      guard let step = review.step else { return [] }
      drafts[Draft(.evidencePath, of: step)] = nil
      openText(TextPurpose.evidence, of: step)
      return []
    case .evidencePath:
      return act(.addEvidenceFile(path: text))
    case .retract:
      return run(.retract, text)
    case .reopen:
      return run(.reopen, text)
    case .reject:
      return run(.reject, text)
    case .saveElsewhere:
      return act(.saveElsewhere(path: text))
    case .printedName(let role, let decision):
      return showSignature(role, decision, name: text)
    }
  }

  /// Shows what is going to be signed.
  mutating func showSignature(
    _ role: Intent.Role, _ decision: Intent.Decision, name: String
  ) -> [ScreenEffect] {
    let draft = SignatureDraft(
      role: role, decision: decision, name: name,
      reason: decision == .rejected ? rejection : "")
    overlay = .signature(SignatureForm(draft))
    return [.digest]
  }

  private mutating func takePlanPart(_ draft: PlanDraft, _ text: String) -> [ScreenEffect] {
    var draft = draft
    if let fault = draft.take(trimmed(text)) {
      message = fault
      return []
    }
    if let plan = draft.plan {
      handIn()
      return act(.setPlan(plan))
    }
    overlay = .plan(draft, TextInput())
    return []
  }

  private mutating func finishSignature(
    _ draft: SignatureDraft, _ text: String
  ) -> [ScreenEffect] {
    overlay = nil
    guard trimmed(text).utf8.elementsEqual(review.environmentName.utf8) else {
      drafts.takeBack()
      message = "Not signed: that is not the environment's name."
      return []
    }
    return act(
      .sign(role: draft.role, decision: draft.decision, name: draft.name, reason: draft.reason))
  }

  private mutating func takeConfirmation(
    _ key: KeyPress, _ confirmation: Confirmation
  ) -> [ScreenEffect] {
    overlay = nil
    guard key == .character("y") || key == .character("Y") else {
      drafts.takeBack()
      message = "Nothing was done."
      return []
    }
    switch confirmation {
    case .seal: return perform(.seal)
    case .secret(let action): return perform(action)
    }
  }

  private mutating func takeFactsKey(_ key: KeyPress, _ selection: Int) {
    let facts = review.review.askedFacts
    switch key {
    case .character("j"), .down:
      overlay = .facts(selection: max(0, min(selection + 1, facts.count - 1)))
    case .character("k"), .up: overlay = .facts(selection: max(selection - 1, 0))
    case .enter where facts.indices.contains(selection):
      overlay = nil
      _ = perform(.focusFact(facts[selection].id))
      focusMoved()
    case .character("q"), .character("F"): overlay = nil
    default: break
    }
  }

  private mutating func runChosen(_ line: HelpLine?) -> [ScreenEffect] {
    if let line { return run(line) }
    message = "There is nothing to run: Backspace takes letters back, Esc leaves."
    return []
  }
}
