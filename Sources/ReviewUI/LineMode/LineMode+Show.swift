import Checklist
import Review
import TextGrid

extension LineMode {
  mutating func showStep(_ id: String) {
    let outline = state.outline
    guard let index = outline.index(of: id) else {
      say("\(id): does not apply with the facts as they are. Type next to go on.")
      return
    }
    let item = outline.items[index]
    let part = outline.parts[item.part]
    say(
      "Section \(part.number) of \(outline.parts.count), \(part.title). "
        + "Step \(index - part.range.lowerBound + 1) of \(part.range.count). "
        + "Overall \(outline.counts.answered) of \(outline.items.count) answered.")
    let step = item.step
    say("\(item.number) \(step.title). Severity \(step.severity.rawValue). (\(step.id))")
    say("Question: \(step.ask)")
    say("Why: \(step.why)")
    showChecks(of: step)
    say("Expect: \(step.expect)")
    say("If not: \(step.fix)")
    for reference in step.references {
      // An address is to be copied: it is never broken, but has a line of its own.
      say("See: \(reference.title)")
      sayLines(["    " + SafeText.line(reference.url)])
    }
    showAsked(by: step)
    showAnswer(to: step)
    say(
      state.review.isSealed
        ? "The report is sealed. Type next, back, list, sign, approve, reopen, help or quit."
        : "Type pass, fail, na, skip, comment, evidence, next, back, undo, help or quit.")
  }

  private mutating func showChecks(of step: Step) {
    let known = state.review.effectiveFacts
    let checks = step.check.filter { $0.when.holds { known[$0] } }
    for (index, check) in checks.enumerated() {
      say("Do \(index + 1): \(check.action)")
      guard let command = check.command else { continue }
      let filled = CommandTemplate.fill(command) { known[$0] }
      sayLines(SafeText.block(filled.text).map { "    \($0)" })
      for missing in filled.unfilled { say("    {{\(missing.name)}}: \(missing.reason)") }
    }
  }

  private mutating func showAsked(by step: Step) {
    if let record = step.record {
      say("Value asked for: \(record.label) (\(record.kind.rawValue)).")
    }
    switch step.evidence {
    case .none: break
    case .recommended: say("Evidence is recommended.")
    case .required: say("A pass needs evidence.")
    }
  }

  private mutating func showAnswer(to step: Step) {
    let latest = state.review.answer(to: step.id)
    let answer = latest?.answer ?? Answer(step: step.id)
    let who = latest.map { " by \($0.signer), \($0.time)" } ?? ""
    say("Outcome is: \(answer.outcome.word)\(who).")
    sayText("Comment:", answer.comment.isEmpty ? "none." : answer.comment)
    if step.record != nil { say("Value: \(answer.record.isEmpty ? "none." : answer.record)") }
    if let plan = answer.plan {
      say("Plan: \(plan.kind.rawValue), \(plan.owner), until \(plan.until). \(plan.reason)")
    }
    let evidence = state.review.standingEvidence(of: step.id)
    if evidence.isEmpty { say("Evidence: none.") }
    for item in evidence {
      let digest = item.evidence.sha256.prefix(16)
      say(
        "Evidence \(item.seq): \(item.evidence.name), \(item.evidence.size) bytes, "
          + "sha256 \(digest), \(item.time).")
    }
  }

  // A text of one line stands beside its label, one of several lines below it.
  private mutating func sayText(_ label: String, _ text: String) {
    let lines = SafeText.block(text)
    guard lines.count > 1 else {
      say(label + (lines.first.map { " " + $0 } ?? ""))
      return
    }
    say(label)
    for line in lines {
      sayLines(TextWrap.lines(line, width: width, firstIndent: "  ", indent: "  "))
    }
  }

  mutating func showAgain() {
    showFocus()
    guard let step = state.step else { return }
    let history = (state.review.answerHistory[step] ?? []).dropLast()
    for old in history.reversed() {
      sayText(
        "Before: \(old.answer.outcome.word) by \(old.signer), \(old.time).", old.answer.comment)
    }
    for item in state.review.evidence[step] ?? [] {
      guard let retraction = item.retraction else { continue }
      say("Taken back: evidence \(item.seq), \(item.evidence.name). \(retraction.reason)")
    }
  }

  mutating func showEnd() {
    if state.review.isSealed {
      showSealed()
      return
    }
    let open = state.review.sealFigures.open.count
    let lacking = state.review.lacking.count
    say(
      "That was the last step. \(counted(open, "step is", "steps are")) open, "
        + "\(counted(lacking, "step lacks", "steps lack")) a comment or evidence.")
    say("Type open to go to the next open step, status to see what is left, seal to end.")
  }

  private mutating func showSealed() {
    let review = state.review
    let figures = review.sealFigures
    say(
      "The report is sealed: \(counted(figures.steps, "step", "steps")), "
        + "\(figures.counts.pass) pass, \(figures.counts.fail) FAIL, "
        + "\(figures.counts.notApplicable) n/a, \(figures.counts.notChecked) not checked.")
    showFindings()
    say(state.signaturesSentence)
    for signature in review.roleSignatures where !signature.isVoid {
      say(
        "Signed: \(signature.intent.role.rawValue), \(signature.intent.decision.rawValue), "
          + "\(signature.intent.name) (\(signature.intent.signer)), \(signature.time).")
    }
    say(
      "Type list all and a number such as 1.1 to read, sign, approve, reject and a reason, "
        + "reopen and a reason, or quit.")
  }

  mutating func showFindings() {
    for step in state.review.findings {
      let answer = state.currentAnswer(to: step.id)
      let plan = answer.plan.map {
        " Plan: \($0.kind.rawValue), \($0.owner), until \($0.until)."
      }
      let number = state.outline.number(of: step.id)
      say(
        "FAIL, \(step.severity.rawValue): \(number) \(step.title). \(sentence(answer.comment))"
          + (plan ?? " No plan."))
    }
  }

  mutating func showSignature(_ draft: SignatureDraft, digest: String) {
    let review = state.review
    let figures = review.sealFigures
    let act =
      switch draft.decision {
      case .performed: "sign this report as its reviewer"
      case .approved: "approve this report as a second person"
      case .rejected: "REJECT this report as a second person"
      }
    say("You are about to \(act).")
    say("Meaning: \(SignatureMeaning.sentence(draft.decision, reason: draft.reason))")
    say("By: \(draft.name) (\(state.reviewer.principal)), key \(state.reviewer.key).")
    say(
      "Report: \(review.header.report), \(counted(figures.counts.fail, "FAIL", "FAILs")), "
        + "\(counted(figures.open.count, "step", "steps")) open.")
    say("SHA-256 of all lines so far: \(digest)")
    say(
      "Type the environment's name, \(environmentName), to sign. "
        + "Anything else leaves it.")
  }
}
