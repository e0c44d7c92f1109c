import TextGrid

extension Frame {
  /// How far something outside is, over the end of the body.
  mutating func work(_ work: Work, _ glyphs: Glyphs) {
    let top = max(Self.bodyTop, rows - 6)
    for row in [top, rows - 3] { rule(row: row, glyphs) }
    for row in (top + 1)..<(rows - 3) { fill(row: row) }
    put(work.sentence(glyphs, width: columns - 2), row: top + 1, column: 1, style: .heading)
    put(
      glyphs.bar(done: work.done, of: work.total, width: min(columns - 2, 62)), row: top + 2,
      column: 1)
    cursor = (row: top + 1, column: 1)
    keyBar([("Esc", "cancel")])
  }
}
