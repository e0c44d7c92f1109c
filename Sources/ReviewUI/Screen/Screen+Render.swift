import Checklist
import Review
public import TextGrid

extension Screen {
  /// Rows between the rules.
  var bodyHeight: Int { max(1, rows - 6) }

  /// Columns of the outline when it stands beside the step.
  var outlineWidth: Int { isWide ? min(44, columns / 3) : columns }

  /// Columns of the step's text; never so wide that lines are hard to follow.
  var stepWidth: Int { max(1, min(96, isWide ? columns - outlineWidth - 3 : columns - 2)) }

  /// Draws the screen: as many cells as the terminal has, whatever the size.
  public func render(glyphs: Glyphs) -> Frame {
    if let notice = Frame.tooSmall(
      columns: columns, rows: rows, adding: "Your answers are saved.")
    {
      return notice
    }
    return told(glyphs)
  }

  func drawn(_ glyphs: Glyphs) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    drawTitle(&frame, glyphs)
    drawFoot(&frame, glyphs)
    drawBody(&frame, glyphs)
    drawOverlay(&frame, glyphs)
    return frame
  }

  private func drawBody(_ frame: inout Frame, _ glyphs: Glyphs) {
    if isWide || pane == .outline { drawOutline(&frame, glyphs) }
    guard isWide || pane == .step else { return }
    let left = isWide ? outlineWidth + 2 : 1
    if isWide {
      for row in 3..<(3 + bodyHeight) {
        frame.put(String(glyphs.vertical), row: row, column: outlineWidth, style: .border)
      }
    }
    if review.focus == .end {
      let below = frame.stepList(
        endList, row: Frame.bodyTop, column: isWide ? outlineWidth + 1 : 0, height: bodyHeight)
      tellMore(below, &frame)
      return
    }
    let lines = stepLines(width: stepWidth)
    let top = min(stepTop, max(0, lines.count - bodyHeight))
    let bottom = top + bodyHeight
    // The answer stays in sight: a key that changes it is seen to have changed it.
    let here = lines.firstIndex { $0.isChosen } ?? lines.firstIndex { $0.isFocus }
    let isPinned = here.map { !(top..<bottom).contains($0) } ?? false
    let height = isPinned ? bodyHeight - 1 : bodyHeight
    for (index, line) in lines.dropFirst(top).prefix(height).enumerated() {
      draw(line, &frame, row: 3 + index, left: left)
    }
    frame.cursor = pane == .step ? (row: 3, column: left) : frame.cursor
    if let here, isPinned || (top..<bottom).contains(here) {
      let row = isPinned ? 2 + bodyHeight : 3 + here - top
      if isPinned { draw(lines[here], &frame, row: row, left: left) }
      if pane == .step { placeCursor(&frame, in: lines[here], row: row, left: left) }
    }
    tellMore(lines.count - top - height, &frame)
  }

  /// Says on the rule below the body that there is more of it.
  func tellMore(_ count: Int, _ frame: inout Frame) {
    guard count > 0 else { return }
    let text = " \(counted(count, "more line", "more lines")): Ctrl-d "
    frame.put(
      text, row: rows - 3, column: max(0, columns - DisplayWidth.of(text) - 1), style: .muted)
  }

  private func draw(_ line: [Span], _ frame: inout Frame, row: Int, left: Int) {
    var column = line.first == .edge && !isWide ? 0 : left
    for span in line {
      frame.put(
        span.text, row: row, column: column, style: span.style, width: max(0, columns - column))
      column += DisplayWidth.of(span.text)
    }
  }

  // The hardware cursor stands where the reader is, so that a braille display follows.
  private func placeCursor(_ frame: inout Frame, in line: [Span], row: Int, left: Int) {
    var column = left
    for span in line {
      if let range = span.text.firstRange(of: "(*)") ?? span.text.firstRange(of: ">") {
        column += DisplayWidth.of(String(span.text[..<range.lowerBound]))
        break
      }
      column += DisplayWidth.of(span.text)
    }
    frame.cursor = (row: row, column: min(column, columns - 1))
  }

  private func drawFoot(_ frame: inout Frame, _ glyphs: Glyphs) {
    if message.isEmpty {
      frame.message(note, style: .muted, glyphs)
    } else {
      frame.message(message, glyphs)
    }
    frame.keyBar(barKeys)
  }

  /// What the key bar names, most needed first; help and leave never fall off.
  var barKeys: [(key: String, label: String)] {
    if review.review.isSealed { return sealedKeys }
    var keys = named([.help, .quit])
    switch spot {
    case .fact:
      keys += named([.same]) + factKeys + named([.next, .back, .facts, .undo, .nextOpen])
    case .outline:
      keys += [("j k", "choose")]
      keys += named([
        .same, .pass, .fail, .notApplicable, .notChecked, .pane, .filter, .fold, .mark,
      ])
      keys += named([.searchNext, .next, .nextOpen, .undo, .facts, .seal])
    case .end:
      keys += [("Enter", "go there"), ("j k", "choose")]
      keys += named([.seal, .nextOpen, .back, .status, .preview])
    case .step, .sealed:
      keys += named([.same, .pass, .fail, .notApplicable, .notChecked, .comment])
      // What this step waits for comes before what every step has.
      let wanted = wantedActs
      keys += named(wanted + [.evidence, .next, .undo, .pane, .nextOpen])
      keys += named([.plan, .record].filter { !wanted.contains($0) } + [.filter, .facts, .seal])
    }
    if isNarrowed { keys.insert(("Esc", "clear"), at: min(6, keys.count)) }
    return keys
  }

  // A FAIL without a plan wants one, a step that asks for a value the value.
  private var wantedActs: [Command.Act] {
    guard let step = review.step else { return [] }
    let answer = review.currentAnswer(to: step)
    let wantsPlan = answer.outcome == .fail && answer.plan == nil
    return (wantsPlan ? [.plan] : []) + (answer.record.isEmpty ? [.record] : [])
  }

  private var factKeys: [(key: String, label: String)] {
    guard case .fact(let id) = review.focus, let fact = review.review.checklists.fact(id),
      !fact.choices.isEmpty
    else { return [("Enter", "write")] }
    return [
      ("1-\(min(fact.choices.count + 1, 9))", "choose"), ("j k", "move"), ("Enter", "take"),
    ]
  }

  // Those of some commands that do something here.
  private func named(_ acts: [Command.Act]) -> [(key: String, label: String)] {
    acts.filter(works).compactMap(CommandTable.command).map {
      ($0.keys.first?.name ?? "", $0.label)
    }
  }
}

extension Screen: TellingScreen {
  var said: String { message.isEmpty ? note : message }

  var more: String {
    overlay == nil ? "\(CommandTable.key(of: .messages)?.name ?? "") shows all" : ""
  }

  var reading: Reading? {
    if case .reading(let reading) = overlay { reading } else { nil }
  }

  mutating func fit(columns: Int, rows: Int) {
    _ = update(.resize(columns: columns, rows: rows))
  }
}
