import Checklist
import Review
import TextGrid

/// The field for a text over several lines.
extension Screen {
  /// Its columns; never so many that lines are hard to follow.
  private var textWidth: Int { max(1, min(96, columns - 2)) }

  /// Its rows, below its title.
  private var textHeight: Int { max(1, bodyHeight - 1) }

  mutating func takeTextKey(
    _ key: KeyPress, _ open: TextInput, _ purpose: TextPurpose
  ) -> [ScreenEffect] {
    if key == .control("S") || key == .control("X") { return finishText(open.text, purpose) }
    var input = open
    _ = input.take(key, width: textWidth, page: textHeight)
    show(input, purpose)
    return []
  }

  /// Has a text in the field, scrolled to the cursor, with what there is to say of it.
  mutating func show(_ input: TextInput, _ purpose: TextPurpose) {
    var input = input
    input.scroll(width: textWidth, height: textHeight)
    if let notice = input.notice { message = notice }
    overlay = .text(input, purpose)
  }

  func drawText(
    _ frame: inout Frame, _ input: TextInput, _ purpose: TextPurpose, _ glyphs: Glyphs
  ) {
    frame.clearBody(textTitle(purpose), glyphs)
    let more = input.hasMore(width: textWidth, height: textHeight)
    var notes: [String] = []
    if input.size > input.limit / 8 * 7 { notes.append("\(input.size) of \(input.limit) bytes") }
    if more.above { notes.append("\(glyphs.up) more above") }
    let right = notes.isEmpty ? "" : "  " + notes.joined(separator: "  ")
    frame.put(
      right, row: 3, column: columns - 1 - DisplayWidth.of(right),
      style: notes.count > (more.above ? 1 : 0) ? .warning : .muted)
    for (index, row) in input.visibleRows(width: textWidth, height: textHeight).enumerated() {
      let text = String(row.characters).replacing("\t", with: "    ")
      frame.fill(row: 4 + index, column: 1, width: textWidth, style: .input)
      frame.put(
        SafeText.line(text), row: 4 + index, column: 1, style: .input, width: textWidth)
      if let cursor = row.cursor { frame.cursor = (row: 4 + index, column: 1 + cursor) }
    }
    if more.below {
      let text = " \(glyphs.down) more below "
      frame.put(
        text, row: rows - 3, column: columns - 1 - DisplayWidth.of(text), style: .muted)
    }
    frame.keyBar([
      ("Ctrl-S", "save"), ("Esc", "leave, keep the draft"), ("Enter", "new line"),
      ("Ctrl-Z", "undo"),
    ])
  }

  private func textTitle(_ purpose: TextPurpose) -> String {
    let word = purpose == .comment ? "Comment" : "Evidence text"
    guard let item = review.step.flatMap({ review.outline.item(named: $0) }) else { return word }
    return "\(word) of \(item.number) \(item.step.title)"
  }
}
