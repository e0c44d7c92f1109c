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
    let earlier = state.earlierSentences(ofStep: id)
    if let first = earlier.first { say("Last time: \(first)") }
    for sentence in earlier.dropFirst() { say(sentence) }
    showAnswer(to: step)
    if state.canConfirm { say("Type same to confirm what was found last time.") }
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
    if let draft = begunTexts[Draft(.comment, of: step.id)] {
      sayText("Draft of a comment, not in the report:", draft)
    }
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
    if let draft = begunTexts[Draft(.evidenceText, of: step.id)] {
      let lines = counted(draft.split(separator: "\n").count, "line", "lines")
      say("Draft of an evidence text, \(lines), not in the report.")
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
    for saying in state.endSayings { say(saying.inWords) }
  }

  mutating func showSignature(_ draft: SignatureDraft, digest: String) {
    for sentence in state.signatureSentences(draft, digest: digest) { say(sentence) }
    say(
      "Type the environment's name, \(state.environmentName), to sign. "
        + "Anything else leaves it.")
  }
}
