import Checklist
import Review
import TextGrid

extension Screen {
  /// The right half of the walk, all of it, for a width.
  func stepLines(width: Int) -> [[Span]] {
    var text = SpanText(width: width)
    switch review.focus {
    case .fact(let id): factText(id, &text)
    case .step(let id): stepText(id, &text)
    case .end: break
    }
    return text.lines
  }

  private func factText(_ id: String, _ text: inout SpanText) {
    guard let fact = review.review.checklists.fact(id) else { return }
    let asked = review.review.askedFacts
    let position = (asked.firstIndex { $0.id == id } ?? 0) + 1
    text.add("Fact \(position) of \(asked.count): \(id)", style: .muted)
    text.blank()
    text.heading(fact.ask)
    if let help = fact.help {
      text.blank()
      text.add(help)
    }
    text.blank()
    let value = review.review.value(of: id)
    for sentence in review.earlierSentences(ofFact: fact) {
      text.add(sentence, label: "Last time", indent: 10, style: .warning)
      text.blank()
    }
    for (index, item) in (fact.choices.map { ($0.key, $0.label) } + [("unknown", "I don't know")])
      .enumerated() where !fact.choices.isEmpty
    {
      let isSet = item.0 == value || (value == nil && index == fact.choices.count)
      let sign = isSet ? "(*)" : "( )"
      text.line([
        Span(
          " \(index == choice ? ">" : " ") \(index + 1) \(sign) \(item.0): \(item.1)",
          index == choice ? .focus : .plain)
      ])
    }
    if fact.choices.isEmpty {
      text.add(value ?? "not known", label: "Value", indent: 10)
      text.add("Enter types it in; ] goes on.", indent: 10, style: .muted)
    }
  }

  private func stepText(_ id: String, _ text: inout SpanText) {
    guard let item = review.outline.item(id) else {
      text.add("\(id) does not apply with the facts as they are.")
      return
    }
    let step = item.step
    let mark = marks.contains(id) ? "* " : ""
    text.heading("\(mark)\(item.number)  \(step.title)")
    text.add(
      "severity \(step.severity.rawValue), \(step.level.rawValue), \(step.id)", style: .muted)
    text.blank()
    text.add(step.ask)
    text.blank()
    text.add(step.why, label: "Why", indent: 10)
    checkText(step, &text)
    text.blank()
    text.add(step.expect, label: "Expect", indent: 10)
    text.add(step.fix, label: "If not", indent: 10)
    text.blank()
    for (index, sentence) in review.earlierSentences(ofStep: id).enumerated() {
      text.add(sentence, label: index == 0 ? "Last time" : "", indent: 10, style: .warning)
    }
    outcomeText(step, &text)
    for reference in step.references {
      text.add("\(reference.title), \(reference.url)", label: "See", indent: 10, style: .muted)
    }
    if showsHistory { historyText(id, &text) }
  }

  private func checkText(_ step: Step, _ text: inout SpanText) {
    let known = review.review.effectiveFacts
    for (index, check) in step.check.filter({ $0.when.holds { known[$0] } }).enumerated() {
      text.blank()
      text.add("\(index + 1) \(check.action)", label: index == 0 ? "Do" : "", indent: 10)
      guard let command = check.command else { continue }
      let filled = CommandTemplate.fill(command) { known[$0] }
      text.command(filled.text, indent: 12)
      for missing in filled.unfilled {
        text.add("{{\(missing.name)}}: \(missing.reason)", indent: 12, style: .warning)
      }
    }
  }

  private func outcomeText(_ step: Step, _ text: inout SpanText) {
    let latest = review.review.answer(to: step.id)
    let answer = latest?.answer ?? Answer(step: step.id)
    var spans = [Span("Outcome   ", .muted)]
    for outcome in Outcome.allCases {
      let isSet = answer.outcome == outcome
      let sign = isSet ? "(*) " : "( ) "
      spans.append(Span(sign + outcome.word, isSet ? Style(outcome) : .plain))
      spans.append(Span("   "))
    }
    text.line(spans)
    if let latest {
      text.add("\(latest.time) by \(latest.signer)", indent: 10, style: .muted)
    }
    let begun = begunTexts
    if let draft = begun[Draft(.comment, of: step.id)] {
      text.add(draft, label: "Draft", indent: 10, style: .warning)
    }
    text.add(answer.comment.isEmpty ? "none" : answer.comment, label: "Comment", indent: 10)
    if let record = step.record {
      let value = answer.record.isEmpty ? "none" : answer.record
      text.add("\(value)  (\(record.label), \(record.kind.rawValue))", label: "Value", indent: 10)
    }
    if answer.outcome == .fail {
      let plan = answer.plan.map {
        "\($0.kind.rawValue), \($0.owner), until \($0.until). \($0.reason)"
      }
      text.add(plan ?? "none", label: "Plan", indent: 10)
    }
    evidenceText(step, &text)
    if let draft = begun[Draft(.evidenceText, of: step.id)] {
      let lines = counted(draft.split(separator: "\n").count, "line", "lines")
      text.add("an evidence text of \(lines)", label: "Draft", indent: 10, style: .warning)
    }
  }

  private func evidenceText(_ step: Step, _ text: inout SpanText) {
    let need =
      switch step.evidence {
      case .none: ""
      case .recommended: " (recommended)"
      case .required: " (required for a pass)"
      }
    let evidence = review.review.standingEvidence(of: step.id)
    if evidence.isEmpty { text.add("none" + need, label: "Evidence", indent: 10) }
    for (index, item) in evidence.enumerated() {
      text.add(
        "\(item.seq) \(item.evidence.name), \(item.evidence.size) bytes, "
          + "sha256 \(item.evidence.sha256.prefix(16))",
        label: index == 0 ? "Evidence" : "", indent: 10)
    }
  }

  private func historyText(_ id: String, _ text: inout SpanText) {
    text.blank()
    text.heading("History")
    for old in (review.review.answerHistory[id] ?? []).reversed() {
      text.add(
        "\(old.time) \(old.signer): \(old.answer.outcome.word). \(old.answer.comment)", indent: 2)
    }
    for item in review.review.evidence[id] ?? [] {
      guard let retraction = item.retraction else { continue }
      text.add(
        "\(retraction.time) evidence \(item.seq) taken back. \(retraction.reason)", indent: 2)
    }
  }
}
