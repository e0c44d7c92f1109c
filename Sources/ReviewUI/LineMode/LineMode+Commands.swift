import Checklist
import Review

extension LineMode {
  mutating func takeCommand(_ line: String, _ handler: some EffectHandler) {
    if line.isEmpty {
      act(.next, handler)
      return
    }
    if case .fact(let id) = state.focus, takeFactValue(line, of: id, handler) { return }
    if state.step != nil, let act = Self.outcomeNumbers[line] {
      self.act(act, "", handler)
      return
    }
    if let (command, argument) = CommandTable.parse(line) {
      guard argument.isEmpty || !command.argument.isEmpty else {
        say(
          "\(command.words[0]) stands alone; nothing was done. To write something down, type "
            + "comment and the text.")
        return
      }
      perform(command.act, argument, handler)
    } else if state.outline.item(named: line) != nil || Self.isStepNumber(line) {
      act(.focusStep(line), handler)
    } else {
      say("\"\(line.prefix(40))\" is no command. Type help for the list.")
    }
  }

  static func isStepNumber(_ line: String) -> Bool {
    let parts = line.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { Int($0) != nil }
  }

  private static let outcomeNumbers: [String: Command.Act] = [
    "1": .pass, "2": .fail, "3": .notApplicable, "4": .notChecked,
  ]

  private mutating func perform(
    _ command: Command.Act, _ argument: String, _ handler: some EffectHandler
  ) {
    switch command {
    case .same:
      confirm(handler)
    case .pass, .fail, .notApplicable, .notChecked, .next, .back, .nextOpen, .previousOpen, .undo,
      .redo:
      act(command, argument, handler)
    case .comment, .record, .plan, .evidence, .retract:
      takeAnswerPart(command, argument, handler)
    case .fact:
      takeFact(argument, handler)
    case .jump: act(command, argument, handler, or: "Type jump and a step, such as jump 2.3.")
    case .show: showAgain()
    case .list: showList(argument)
    case .find: showFound(argument)
    case .facts: showFacts()
    case .status: showStatus()
    case .help: showHelp(argument)
    case .seal, .reopen, .sign, .approve, .reject:
      takeFinish(command, argument, handler)
    case .save where !argument.isEmpty && state.notSaved == nil:
      say("Every answer is on the disk already.")
    case .save:
      act(command, argument, handler, or: "Type save and a path ending in .report.jsonl.")
    case .quit:
      if let reason = state.notSaved, !hasWarned {
        hasWarned = true
        say(ReviewState.leavingLoses(reason).inWords)
      } else {
        act(.leave, handler)
      }
    case .pane, .lineDown, .lineUp, .pageDown, .pageUp, .first, .last, .fold, .filter,
      .searchNext, .searchPrevious, .mark, .editor, .copy, .preview, .messages,
      .palette, .redraw, .suspend:
      // These have no word, so no line leads here.
      break
    }
  }

  // Lets what a command and its argument come to happen, or says what is wanted.
  private mutating func act(
    _ command: Command.Act, _ argument: String, _ handler: some EffectHandler,
    or usage: String = ""
  ) {
    if let action = command.action(argument, in: state.review.checklists) {
      act(action, handler)
    } else {
      say(usage)
    }
  }

  private mutating func takeAnswerPart(
    _ command: Command.Act, _ argument: String, _ handler: some EffectHandler
  ) {
    guard let step = state.step, !state.review.isSealed else {
      // The state says why it does not take the change.
      act(.setComment(""), handler)
      return
    }
    switch command {
    case .comment where argument.isEmpty:
      beginLines(
        .comment, "Write the comment. A line with a single dot ends it; the old one is replaced.")
    case .record where argument.isEmpty && state.review.checklists.step(step)?.record != nil:
      input = .record
    case .comment:
      act(command, argument, handler)
    case .record:
      act(.setRecord(argument), handler)
    case .plan:
      takePlan(argument, handler)
    case .evidence where argument.isEmpty:
      input = .evidencePath
    case .evidence:
      takeEvidence(argument, handler)
    default:
      act(
        command, argument, handler,
        or: "Type retract, the number that show prints before the evidence, and why.")
    }
  }

  mutating func takeEvidence(_ argument: String, _ handler: some EffectHandler) {
    if argument == "text" {
      beginLines(.evidence, "Write or paste the text. A line with a single dot ends it.")
    } else {
      act(.addEvidenceFile(path: argument), handler)
    }
  }

  private mutating func takePlan(_ argument: String, _ handler: some EffectHandler) {
    if argument.lowercased() != "none", state.step.map({ state.review.outcome(of: $0) }) != .fail {
      say(ReviewState.planNeedsFail.inWords)
    } else if argument.isEmpty {
      input = .plan(PlanDraft())
    } else {
      act(
        .plan, argument, handler,
        or: "Type plan, fix or accept, the owner, a date as YYYY-MM-DD, and the reason.")
    }
  }

  private mutating func takeFinish(
    _ command: Command.Act, _ argument: String, _ handler: some EffectHandler
  ) {
    switch command {
    case .seal:
      let open = state.review.sealFigures.open.count
      if !state.review.isSealed, open > 0, state.review.lacking.isEmpty, state.notSaved == nil {
        say("\(counted(open, "step is", "steps are")) still open; verify will say incomplete.")
        input = .sealing
      } else {
        act(.seal, handler)
      }
    case .reopen:
      act(command, argument, handler, or: "Type reopen and the reason.")
    case .sign:
      prepareSignature(.review, .performed, name: argument, reason: "", handler)
    case .approve:
      prepareSignature(.approve, .approved, name: argument, reason: "", handler)
    default:
      guard !argument.isEmpty else {
        say("Type reject and the reason.")
        return
      }
      prepareSignature(.approve, .rejected, name: "", reason: argument, handler)
    }
  }

  private mutating func prepareSignature(
    _ role: Intent.Role, _ decision: Intent.Decision, name: String, reason: String,
    _ handler: some EffectHandler
  ) {
    if let fault = state.signFault(role, decision) {
      say(fault.inWords)
      return
    }
    let draft = SignatureDraft(role: role, decision: decision, name: name, reason: reason)
    if name.isEmpty {
      input = .name(draft)
    } else {
      showSignature(draft, digest: handler.headDigest)
      input = .environment(draft)
    }
  }
}
