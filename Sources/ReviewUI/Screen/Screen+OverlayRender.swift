import Checklist
import Review
import TextGrid

extension Screen {
  /// Draws what lies over the walk, over the body; title, message and rules stay.
  func drawOverlay(_ frame: inout Frame, _ glyphs: Glyphs) {
    switch overlay {
    case nil: break
    case .help(let list):
      frame.keyList("Keys", list, list.found(in: helpGroups), glyphs)
    case .palette(let list):
      let found = paletteGroups(list.search.text)
      frame.keyList(
        "Command", list, found, enter: list.chosen(of: found)?.enter ?? "run", glyphs)
    case .text(let input, let purpose):
      drawText(&frame, input, purpose, glyphs)
    case .line(let input, let purpose):
      frame.lineField(title(of: purpose), input, keys(of: purpose), glyphs)
    case .plan(let draft, let input):
      frame.lineField(
        draft.question, input,
        [("Enter", draft.isLast ? "save" : "next"), ("Esc", "leave, keep the draft")], glyphs)
    case .reading(let reading):
      frame.reading(reading, glyphs)
    case .facts(let selection):
      drawFacts(&frame, selection, glyphs)
    case .signature(let form):
      drawSignature(&frame, form, glyphs)
    case .status(let list):
      drawStatus(&frame, list, glyphs)
    case .confirm(let question, _):
      frame.lineField(question, TextInput(), [("y", "yes"), ("any other key", "no")], glyphs)
    case .work(let work):
      frame.work(work, glyphs)
    }
  }

  private func drawFacts(_ frame: inout Frame, _ selection: Int, _ glyphs: Glyphs) {
    let facts = review.review.askedFacts
    let use = review.review.isSealed ? "show" : "change"
    frame.clearBody(facts.isEmpty ? "The checklists ask for no facts." : "Facts", glyphs)
    let room = max(1, bodyHeight - 1)
    let top = min(max(0, selection - room / 2), max(0, facts.count - room))
    for (index, fact) in facts.enumerated().dropFirst(top).prefix(room) {
      let isHere = index == selection
      let row = 4 + index - top
      if isHere { frame.fill(row: row, style: .focus) }
      let value = review.review.value(of: fact.id) ?? "not known"
      let lead = isHere ? ">" : " "
      frame.put(
        "\(lead) \(fact.id)", row: row, column: 0, style: isHere ? .focus : .plain, width: 20)
      frame.put(
        SafeText.line(value), row: row, column: 21, style: isHere ? .focus : .command, width: 18)
      frame.put(SafeText.line(fact.ask), row: row, column: 40, style: isHere ? .focus : .muted)
      if isHere { frame.cursor = (row: row, column: 0) }
    }
    frame.keyBar(
      (facts.isEmpty ? [] : [("j k", "choose"), ("Enter", use)]) + [("Esc", "back")])
  }

  private func keys(of purpose: LinePurpose) -> [(key: String, label: String)] {
    let leave = purpose.draft(of: review.step) == nil ? "leave" : "leave, keep the draft"
    let takesPath = [.evidencePath, .saveElsewhere].contains(purpose)
    return [("Enter", "take")] + (takesPath ? [("Tab", "complete")] : []) + [("Esc", leave)]
  }

  private func title(of purpose: LinePurpose) -> String {
    switch purpose {
    case .evidencePath: "Evidence: the path of a file, or the word text"
    case .record:
      review.step.flatMap { review.review.checklists.step($0)?.record?.label } ?? "Value"
    case .filter: "Show steps with: words, open, fail, high, evidence. Empty shows all."
    case .retract: "Take evidence back: its number, then why"
    case .reopen: "Reopen: why? The signatures after the seal will not count."
    case .reject: "Reject: why?"
    case .saveElsewhere: "Save everything in: a path that ends in .report.jsonl"
    case .printedName: "Your printed name, as it will stand in the report"
    }
  }
}
