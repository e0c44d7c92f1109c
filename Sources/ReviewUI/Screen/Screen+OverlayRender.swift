import Checklist
import Review
import TextGrid

extension Screen {
  /// Draws what lies over the walk, over the body; title, message and rules stay.
  func drawOverlay(_ frame: inout Frame, _ glyphs: Glyphs) {
    switch overlay {
    case nil: break
    case .help(let search, let selection):
      drawList(
        &frame, "Keys. Letters search, Enter runs the line.", search, selection, all: true, glyphs)
    case .palette(let search, let selection):
      drawList(&frame, "Command", search, selection, all: false, glyphs)
    case .text(let input, let purpose):
      drawText(&frame, input, purpose, glyphs)
    case .line(let input, let purpose):
      drawLine(&frame, title(of: purpose), input, glyphs)
    case .plan(let draft, let input):
      drawLine(&frame, draft.question, input, glyphs)
    case .reading(let title, let lines, let top):
      clearBody(&frame, title, glyphs)
      for (index, line) in lines.dropFirst(top).prefix(bodyHeight - 1).enumerated() {
        frame.put(SafeText.line(line), row: 4 + index, column: 1, style: .plain)
      }
      bar(&frame, [("j k", "scroll"), ("g G", "ends"), ("Esc", "back")])
    case .facts(let selection):
      drawFacts(&frame, selection, glyphs)
    case .signature(let draft, let digest, let input):
      drawSignature(&frame, draft, digest, input, glyphs)
    case .confirm(let question, _):
      drawLine(&frame, question, TextInput(), glyphs)
      bar(&frame, [("y", "yes"), ("any other key", "no")])
    }
  }

  private func clearBody(_ frame: inout Frame, _ title: String, _ glyphs: Glyphs) {
    for row in 3..<(3 + bodyHeight) { frame.fill(row: row) }
    rule(&frame, row: rows - 3, glyphs)
    frame.fill(row: rows - 1)
    frame.put(SafeText.line(title), row: 3, column: 1, style: .heading)
  }

  private func bar(_ frame: inout Frame, _ keys: [(key: String, label: String)]) {
    frame.fill(row: rows - 1)
    var column = 1
    for (key, label) in keys {
      column = frame.put(key, row: rows - 1, column: column, style: .key) + 1
      column = frame.put(label, row: rows - 1, column: column, style: .plain) + 2
    }
  }

  private func drawList(
    _ frame: inout Frame, _ title: String, _ search: TextInput, _ selection: Int, all: Bool,
    _ glyphs: Glyphs
  ) {
    clearBody(&frame, title, glyphs)
    drawField(&frame, search, row: 4, column: 1, width: columns - 2)
    let found = listed(search.text, all: all)
    let room = max(1, bodyHeight - 2)
    let top = min(max(0, selection - room / 2), max(0, found.count - room))
    for (index, command) in found.enumerated().dropFirst(top).prefix(room) {
      let keys = command.keys.map(\.name).joined(separator: " ")
      let isHere = index == selection
      let row = 5 + index - top
      if isHere { frame.fill(row: row, style: .focus) }
      frame.put(isHere ? ">" : " ", row: row, column: 0, style: isHere ? .focus : .plain)
      frame.put(keys, row: row, column: 2, style: isHere ? .focus : .key, width: 13)
      frame.put(
        glyphs.shortened(command.summary, to: columns - 17), row: row, column: 16,
        style: isHere ? .focus : .plain)
    }
    bar(&frame, [("Up Down", "choose"), ("Enter", "run"), ("Esc", "back")])
  }

  private func drawText(
    _ frame: inout Frame, _ input: TextInput, _ purpose: TextPurpose, _ glyphs: Glyphs
  ) {
    let title = purpose == .comment ? "Comment" : "Evidence text"
    clearBody(&frame, title, glyphs)
    let room = max(1, bodyHeight - 1)
    let top = max(0, input.row - room + 1)
    for (index, line) in input.lines.enumerated().dropFirst(top).prefix(room) {
      drawFieldLine(
        &frame, line, cursor: index == input.row ? input.column : nil, row: 4 + index - top,
        column: 1, width: columns - 2)
    }
    bar(&frame, [("Ctrl-S", "save"), ("Esc", "leave, keep the draft"), ("Ctrl-Z", "undo")])
  }

  private func drawLine(
    _ frame: inout Frame, _ title: String, _ input: TextInput, _ glyphs: Glyphs
  ) {
    let top = max(3, rows - 6)
    for row in top..<(rows - 2) { frame.fill(row: row) }
    rule(&frame, row: top, glyphs)
    let wrapped = TextWrap.lines(SafeText.line(title), width: columns - 2)
    for (index, line) in wrapped.prefix(2).enumerated() {
      frame.put(line, row: top + 1 + index, column: 1, style: .heading)
    }
    drawField(&frame, input, row: rows - 3, column: 1, width: columns - 2)
    bar(&frame, [("Enter", "take"), ("Esc", "leave")])
  }

  private func drawField(
    _ frame: inout Frame, _ input: TextInput, row: Int, column: Int, width: Int
  ) {
    drawFieldLine(
      &frame, input.lines[input.row], cursor: input.column, row: row, column: column,
      width: width)
  }

  // A line longer than its field is shifted so that the cursor stays in sight.
  private func drawFieldLine(
    _ frame: inout Frame, _ line: [Character], cursor: Int?, row: Int, column: Int, width: Int
  ) {
    frame.fill(row: row, column: column, width: width, style: .input)
    var first = 0
    var before = DisplayWidth.of(String(line.prefix(cursor ?? 0)))
    while before > max(0, width - 2), first < (cursor ?? 0) {
      before -= DisplayWidth.of(line[first])
      first += 1
    }
    frame.put(
      SafeText.line(String(line[first...])), row: row, column: column, style: .input,
      width: width)
    if cursor != nil { frame.cursor = (row: row, column: min(column + before, columns - 1)) }
  }

  private func drawFacts(_ frame: inout Frame, _ selection: Int, _ glyphs: Glyphs) {
    clearBody(&frame, "Facts. Enter changes one.", glyphs)
    let facts = review.review.askedFacts
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
    bar(&frame, [("j k", "choose"), ("Enter", "change"), ("Esc", "back")])
  }

  private func drawSignature(
    _ frame: inout Frame, _ draft: SignatureDraft, _ digest: String,
    _ input: TextInput, _ glyphs: Glyphs
  ) {
    clearBody(&frame, "Signature", glyphs)
    let sentences =
      review.signatureSentences(draft, digest: digest) + [
        "To sign, write the environment's name: \(review.environmentName)"
      ]
    let lines = sentences.flatMap { TextWrap.lines(SafeText.line($0), width: columns - 2) }
    for (index, line) in lines.prefix(max(0, bodyHeight - 3)).enumerated() {
      frame.put(line, row: 4 + index, column: 1, style: .plain)
    }
    drawField(&frame, input, row: rows - 3, column: 1, width: columns - 2)
    bar(&frame, [("Enter", "sign, when the name is right"), ("Esc", "leave")])
  }

  private func title(of purpose: LinePurpose) -> String {
    switch purpose {
    case .evidencePath: "Evidence: the path of a file, or the word text. Tab completes."
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
