import TextGrid

extension Frame {
  /// A message in as many rows as it needs, up to a third of the screen.
  /// - Parameters:
  ///   - text: what is said.
  ///   - columns: columns of the screen.
  ///   - rows: rows of the screen.
  ///   - more: what shows the whole when it is cut; empty for nothing.
  ///   - glyphs: the signs.
  /// - Returns: one row at least.
  static func messageRows(
    _ text: String, columns: Int, rows: Int, more: String = "", _ glyphs: Glyphs
  ) -> [String] {
    let lines = TextWrap.lines(SafeText.line(text), width: columns - 2)
    let limit = max(1, rows / 3)
    guard lines.count > limit else { return lines }
    let mark = more.isEmpty ? "" : "  " + more
    let last = lines[(limit - 1)...limit].joined(separator: " ")
    let room = columns - 2 - DisplayWidth.of(mark)
    return lines.prefix(limit - 1) + [glyphs.shortened(last, to: room) + mark]
  }

  /// The frame of a lower screen with a message of several rows in the place of its one row, as
  /// high as it was meant to be.
  func withMessage(_ lines: [String], style: Style) -> Frame {
    let first = rows - 2
    var frame = inserting(rows: lines.count - 1, before: rows - 1)
    for (index, line) in lines.enumerated() {
      frame.fill(row: first + index)
      frame.put(line, row: first + index, column: 1, style: style)
    }
    return frame
  }
}
