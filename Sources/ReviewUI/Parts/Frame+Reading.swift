import TextGrid

extension Frame {
  /// Draws what is read over the body; the cursor stands on the match, or where the text begins.
  mutating func reading(_ reading: Reading, _ glyphs: Glyphs) {
    clearBody(reading.title, glyphs)
    var place: (row: Int, column: Int)?
    let last = min(reading.top + bodyHeight - 1, reading.rows.count)
    for (index, row) in (reading.top..<max(reading.top, last)).enumerated() {
      put(reading.rows[row], row: Self.bodyTop + 1 + index, column: 1)
      guard let match = reading.matchColumns(inRow: row) else { continue }
      let start = (row: Self.bodyTop + 1 + index, column: 1 + match.lowerBound)
      restyle(row: start.row, column: start.column, width: match.count, .focus)
      place = place ?? start
    }
    cursor = place ?? (row: Self.bodyTop + 1, column: 1)
    let position = " \(reading.position) "
    put(position, row: rows - 3, column: max(0, columns - position.utf8.count - 1), style: .muted)
    drawSearch(reading.search, isLong: reading.isLong, glyphs)
  }

  private mutating func drawSearch(
    _ search: ReadingSearch, isLong: Bool, _ glyphs: Glyphs
  ) {
    if let input = search.input {
      fill(row: rows - 2)
      put("/", row: rows - 2, column: 1, style: .key)
      field(input, row: rows - 2, column: 2, width: columns - 3)
      keyBar([("Enter", "find"), ("Esc", "leave")])
      return
    }
    if !search.note.isEmpty {
      fill(row: rows - 2)
      put(
        glyphs.shortened(SafeText.line(search.note), to: columns - 2), row: rows - 2, column: 1,
        style: search.matches.isEmpty ? .warning : .plain)
    }
    keyBar(
      [("Esc", "back"), ("/", "search")]
        + (search.matches.isEmpty ? [] : [("n N", "matches")])
        + (isLong ? [("j k", "scroll"), ("Space", "page"), ("g G", "ends")] : []))
  }
}
