import TextGrid

extension Frame {
  /// A question and one line of input, over the end of the body.
  mutating func lineField(
    _ title: String, _ input: TextInput, _ keys: [(key: String, label: String)], _ glyphs: Glyphs
  ) {
    let wrapped = TextWrap.lines(SafeText.line(title), width: columns - 2)
    let height = max(2, wrapped.count)
    let top = max(Self.bodyTop, rows - 4 - height)
    for row in top..<(rows - 2) { fill(row: row) }
    rule(row: top, glyphs)
    for (index, line) in wrapped.prefix(rows - 4 - top).enumerated() {
      put(line, row: top + 1 + index, column: 1, style: .heading)
    }
    field(input, row: rows - 3, column: 1, width: columns - 2)
    keyBar(keys)
  }

  /// One line of input; the cursor stands in it.
  mutating func field(_ input: TextInput, row: Int, column: Int, width: Int) {
    fieldLine(
      input.lines[input.row], cursor: input.column, row: row, column: column, width: width)
  }

  /// A line of input, shifted when it is longer than its field so that the cursor is in sight.
  ///
  /// The cursor stands before a character of the line, or elsewhere when it is nil.
  mutating func fieldLine(
    _ line: [Character], cursor: Int?, row: Int, column: Int, width: Int
  ) {
    fill(row: row, column: column, width: width, style: .input)
    var first = 0
    var before = DisplayWidth.of(String(line.prefix(cursor ?? 0)))
    while before > max(0, width - 2), first < (cursor ?? 0) {
      before -= DisplayWidth.of(line[first])
      first += 1
    }
    put(
      SafeText.line(String(line[first...])), row: row, column: column, style: .input,
      width: width)
    if cursor != nil { self.cursor = (row: row, column: min(column + before, columns - 1)) }
  }
}
