import Checklist
import Review

// The steps that apply, each with all that was answered; and those that do not.
extension MarkdownPage {
  mutating func addSteps(_ exported: ExportedReview) {
    add("## Steps")
    if exported.parts.isEmpty { add("No step applies.") }
    for part in exported.parts {
      let checklist =
        exported.review.checklists.checklists.count > 1
        ? " (\(MarkdownText.inline(part.checklist.title)))" : ""
      add("### \(part.number). \(MarkdownText.inline(part.section.title))\(checklist)")
      for step in part.steps { add(step, exported) }
    }
  }

  private mutating func add(_ step: Step, _ exported: ExportedReview) {
    let number = exported.numbers[step.id] ?? ""
    add("#### \(number) \(MarkdownText.inline(step.title))")
    let latest = exported.review.answer(to: step.id)
    var lines = ["**\(exported.outcomeWords(of: step)).** \(MarkdownText.inline(step.ask))", ""]
    lines.append(
      "- Step \(MarkdownText.code(step.id)), severity \(step.severity.rawValue), level "
        + step.level.rawValue)
    if let latest {
      lines.append("- By \(Self.signature(latest.signer, latest.time, latest.seq))")
      lines += Self.details(latest.answer, of: step, indent: "")
    } else {
      lines.append("- Nobody answered.")
    }
    if let expiry = exported.review.expiry(of: step) {
      let word = exported.expired.contains(step.id) ? "EXPIRED since" : "Valid until"
      lines.append("- \(word) \(expiry)")
    }
    lines += Self.evidence(exported.review.evidence[step.id] ?? [])
    lines += Self.history(exported.review.answerHistory[step.id] ?? [], of: step)
    add(lines)
  }

  static func signature(_ signer: String, _ time: Timestamp, _ seq: Int) -> String {
    "\(MarkdownText.code(signer)), \(time), line \(seq + 1)"
  }

  private static func details(_ answer: Answer, of step: Step, indent: String) -> [String] {
    var lines = item("Comment", answer.comment, indent: indent)
    if !answer.record.isEmpty {
      let label = step.record.map { "Record, \(MarkdownText.inline($0.label))" } ?? "Record"
      lines += item(label, answer.record, indent: indent)
    }
    if let plan = answer.plan { lines += planLines(plan, indent: indent) }
    return lines
  }

  private static func evidence(_ items: [Review.DatedEvidence]) -> [String] {
    items.flatMap { item -> [String] in
      let evidence = item.evidence
      let word = item.retraction == nil ? "Evidence" : "Evidence TAKEN BACK"
      var lines = [
        "- \(word): \(MarkdownText.code(evidence.name)), \(evidence.size) bytes, "
          + "\(MarkdownText.code(evidence.mediaType)), \(evidence.source.word), by "
          + signature(item.signer, item.time, item.seq),
        "  - sha256 \(MarkdownText.code(evidence.sha256))",
      ]
      if case .command(_, let line, let exit) = evidence.source {
        lines.append("  - Command \(MarkdownText.code(line)), exit status \(exit)")
      }
      if let retraction = item.retraction {
        lines.append(
          "  - Taken back by "
            + signature(retraction.signer, retraction.time, retraction.seq))
        lines += self.item("Reason", retraction.reason, indent: "  ")
      }
      return lines
    }
  }

  private static func history(_ answers: [Review.DatedAnswer], of step: Step) -> [String] {
    guard answers.count > 1 else { return [] }
    return ["- Earlier answers, newest first:"]
      + answers.dropLast().reversed().flatMap { dated in
        [
          "  - \(dated.answer.outcome.word), by "
            + signature(dated.signer, dated.time, dated.seq)
        ] + details(dated.answer, of: step, indent: "    ")
      }
  }

  /// The steps that do not apply, by rule.
  mutating func addExclusions(_ exported: ExportedReview) {
    add("## Steps that do not apply")
    var order: [Exclusion] = []
    var steps: [Exclusion: [String]] = [:]
    for placed in exported.review.checklists.steps {
      guard let rule = exported.exclusions[placed.step.id] else { continue }
      if steps[rule] == nil { order.append(rule) }
      let outcome = exported.review.outcome(of: placed.step.id)
      let note = outcome == .notChecked ? "" : " (answered \(outcome.word), does not count)"
      steps[rule, default: []].append(MarkdownText.code(placed.step.id) + note)
    }
    guard !order.isEmpty else {
      add("None: every step of the checklists applies.")
      return
    }
    add(
      order.map { rule in
        "- \(Self.words(rule, exported)): \((steps[rule] ?? []).joined(separator: ", "))"
      })
  }

  private static func words(_ rule: Exclusion, _ exported: ExportedReview) -> String {
    switch rule {
    case .profile(let level):
      "level \(level.rawValue), above the profile \(exported.review.header.profile.rawValue)"
    case .fact(let fact, let value):
      "\(MarkdownText.code(fact)) = \(MarkdownText.code(value))"
    }
  }
}
