import Checklist
import Review
import TextGrid

extension Screen {
  /// Takes a key while nothing lies over the walk.
  mutating func takeKey(_ key: KeyPress) -> [ScreenEffect] {
    let own: [ScreenEffect]? =
      switch review.focus {
      case .end: takeEndKey(key)
      case .fact where !review.review.isSealed: takeFactKey(key)
      default: review.review.isSealed ? takeSealedKey(key) : nil
      }
    if let own { return own }
    if key == .escape {
      filter = ""
      marks = []
      return []
    }
    guard let command = CommandTable.command(for: key) else {
      if key == .control("C") { return leave() }
      if case .character(let character) = key {
        message = "\(character) means nothing here. ? shows the keys."
      }
      return []
    }
    return run(command.act)
  }

  /// Runs a command, from a key, from help or from the palette.
  mutating func run(_ act: Command.Act) -> [ScreenEffect] {
    switch act {
    case .same: return confirm()
    case .pass: return give(.pass)
    case .fail: return give(.fail)
    case .notApplicable: return give(.notApplicable)
    case .notChecked: return give(.notChecked)
    case .next, .back, .nextOpen, .previousOpen, .undo, .redo:
      return runMovement(act)
    case .comment, .record, .plan, .evidence, .retract, .editor:
      return openField(act)
    case .seal, .sign, .reopen, .approve, .reject, .save, .quit:
      return runFinish(act)
    default:
      return runView(act)
    }
  }

  private mutating func runMovement(_ act: Command.Act) -> [ScreenEffect] {
    switch act {
    case .next: self.act(.next)
    case .back: self.act(.back)
    case .nextOpen: self.act(.nextOpen)
    case .previousOpen: self.act(.previousOpen)
    case .undo: self.act(.undo)
    default: self.act(.redo)
    }
  }

  // Only ever for what is looked at: many at once would be confirmed unread.
  private mutating func confirm() -> [ScreenEffect] {
    if case .fact(let id) = review.focus, let value = review.proposal(of: id) {
      return setFact(id, value)
    }
    return act(.confirm)
  }

  // One outcome for the step in focus, or for all marked ones.
  private mutating func give(_ outcome: Outcome) -> [ScreenEffect] {
    guard marks.isEmpty else {
      let steps = marks
      marks = []
      return act(.setOutcomes(outcome, steps: steps))
    }
    return act(.setOutcome(outcome, comment: nil))
  }

  private mutating func takeFactKey(_ key: KeyPress) -> [ScreenEffect]? {
    guard pane == .step, case .fact(let id) = review.focus,
      let fact = review.review.checklists.fact(id)
    else { return nil }
    let count = fact.choices.count + 1
    switch key {
    case .character("j"), .down:
      choice = min(choice + 1, count - 1)
      return []
    case .character("k"), .up:
      choice = max(choice - 1, 0)
      return []
    case .enter where fact.choices.isEmpty:
      openText(.record, review.review.value(of: id) ?? "")
      return []
    case .enter:
      return takeChoice(choice, of: fact)
    case .character(let digit):
      guard let number = digit.wholeNumberValue, (1...count).contains(number),
        !fact.choices.isEmpty
      else { return nil }
      return takeChoice(number - 1, of: fact)
    default:
      return nil
    }
  }

  private mutating func takeChoice(_ index: Int, of fact: Fact) -> [ScreenEffect] {
    choice = index
    let value = fact.choices.indices.contains(index) ? fact.choices[index].key : ""
    return setFact(fact.id, value)
  }

  mutating func setFact(_ id: String, _ value: String) -> [ScreenEffect] {
    let isKnown = review.review.factHistory[id] != nil
    if isKnown, value == review.review.value(of: id) ?? "" { return act(.next) }
    followsFacts = true
    return act(.setFact(id: id, value: value))
  }

  static let noStep = Saying("No step is shown.", Saying.Hint(.next, "to go on"))

  private mutating func openField(_ act: Command.Act) -> [ScreenEffect] {
    guard !review.refuseIfSealed(), let step = review.step else {
      let sayings = review.takeSayings()
      tell(sayings.isEmpty ? [Self.noStep] : sayings)
      return []
    }
    let answer = review.currentAnswer(to: step)
    switch act {
    case .comment:
      openText(TextPurpose.comment, of: step)
    case .editor:
      return [.edit(drafts[Draft(.comment, of: step)] ?? answer.comment, purpose: .comment)]
    case .record:
      guard review.review.checklists.step(step)?.record != nil else {
        message = "This step asks for no value."
        return []
      }
      openText(.record, answer.record)
    case .plan:
      guard answer.outcome == .fail else {
        tell([ReviewState.planNeedsFail])
        return []
      }
      openPlan(of: step)
    case .evidence:
      openText(.evidencePath, drafts[Draft(.evidenceText, of: step)] == nil ? "" : "text")
    case _ where review.review.standingEvidence(of: step).isEmpty:
      message = "This step has no evidence to take back."
    default:
      openText(.retract)
    }
    return []
  }

  private mutating func runFinish(_ act: Command.Act) -> [ScreenEffect] {
    switch act {
    case .seal where review.review.isSealed, .sign:
      return prepareSignature(.review, .performed)
    case .seal:
      return seal()
    case .approve:
      return prepareSignature(.approve, .approved)
    case .reject:
      if let fault = review.signFault(.approve, .rejected) {
        tell([fault])
      } else {
        openText(.reject)
      }
    case .reopen where !review.review.isSealed:
      message = "The report is not sealed."
    case .reopen:
      openText(.reopen)
    case .save where review.notSaved == nil:
      message = "Every answer is on the disk already."
    case .save:
      openText(.saveElsewhere)
    default:
      return leave()
    }
    return []
  }

  mutating func leave() -> [ScreenEffect] {
    if let reason = review.notSaved, !hasWarned {
      hasWarned = true
      tell([ReviewState.leavingLoses(reason)])
      return []
    }
    hasLeft = true
    return []
  }

  private mutating func seal() -> [ScreenEffect] {
    guard review.review.lacking.isEmpty else {
      showLacking()
      return []
    }
    let open = review.outline.counts.notChecked
    let begun = draftedSteps
    guard open > 0 || !begun.isEmpty else { return act(.seal) }
    var question = ""
    if open > 0 {
      question = "\(counted(open, "step is", "steps are")) still open; verify will say incomplete. "
    }
    if !begun.isEmpty {
      question += "Drafts are not in the report: \(begun.joined(separator: ", ")). "
    }
    overlay = .confirm(question: question + "Seal?", .seal)
    return []
  }

  mutating func prepareSignature(
    _ role: Intent.Role, _ decision: Intent.Decision, name: String = ""
  ) -> [ScreenEffect] {
    if let fault = review.signFault(role) {
      drafts.takeBack()
      tell([fault])
      return []
    }
    guard name.isEmpty else { return showSignature(role, decision, name: name) }
    openText(.printedName(role, decision))
    return []
  }
}
