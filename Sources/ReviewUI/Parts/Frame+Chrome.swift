import TextGrid

/// What every full screen has: two lines of title, a rule, the body, a rule, a message, the keys.
extension Frame {
  /// The smallest terminal that anything but a notice is drawn on.
  static let smallest = (columns: 40, rows: 10)

  /// The first row of the body.
  static let bodyTop = 3

  /// Rows between the rules.
  var bodyHeight: Int { max(1, rows - 6) }

  /// A notice alone when the terminal is too small for more; nil when it is not.
  static func tooSmall(columns: Int, rows: Int, adding sentence: String = "") -> Frame? {
    guard columns < smallest.columns || rows < smallest.rows else { return nil }
    var frame = Frame(columns: columns, rows: rows)
    let notice =
      "Too small: \(smallest.columns)x\(smallest.rows) needed."
      + (sentence.isEmpty ? "" : " " + sentence)
    for (row, line) in TextWrap.lines(notice, width: max(1, columns)).enumerated() {
      frame.put(line, row: row, column: 0)
    }
    return frame
  }

  /// A rule across.
  mutating func rule(row: Int, _ glyphs: Glyphs) {
    fill(row: row, with: glyphs.horizontal, style: .border)
  }

  /// Pieces one after the other.
  mutating func put(_ spans: [Span], row: Int, column: Int, width: Int = .max) {
    var place = column
    for span in spans {
      let left = width == .max ? .max : max(0, column + width - place)
      place = put(span.text, row: row, column: place, style: span.style, width: left)
    }
  }

  /// The rule above the message, and the message.
  mutating func message(_ text: String, style: Style = .warning, _ glyphs: Glyphs) {
    rule(row: rows - 3, glyphs)
    put(
      glyphs.shortened(SafeText.line(text), to: columns - 2), row: rows - 2, column: 1,
      style: style)
  }

  /// The last row: keys with a word or two each, as many as fit as a whole.
  mutating func keyBar(_ keys: [(key: String, label: String)]) {
    fill(row: rows - 1)
    var column = 1
    for (key, label) in keys {
      let end = column + DisplayWidth.of(key) + 1 + DisplayWidth.of(label)
      guard end < columns else { break }
      put(key, row: rows - 1, column: column, style: .key)
      put(label, row: rows - 1, column: end - DisplayWidth.of(label))
      column = end + 2
    }
  }

  /// Empties the body and puts a title on its first row.
  mutating func clearBody(_ title: String, _ glyphs: Glyphs) {
    for row in Self.bodyTop..<(Self.bodyTop + bodyHeight) { fill(row: row) }
    rule(row: rows - 3, glyphs)
    put(
      glyphs.shortened(SafeText.line(title), to: columns - 2), row: Self.bodyTop, column: 1,
      style: .heading)
  }
}
