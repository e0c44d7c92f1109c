extension Frame {
  /// The text of each row, exactly as many columns wide as the frame.
  ///
  /// Where two characters next to each other would become one in a string and take other columns,
  /// the second is shown as U+FFFD.
  public var textRows: [String] {
    (0..<rows).map { row in
      var text = ""
      var tail = ""
      for cell in cells(inRow: row) where cell.part != .right {
        let width = cell.part == .left ? 2 : 1
        if cell.character.isASCII, !cell.isIsolated {
          text.append(cell.character)
          tail = String(cell.character)
          continue
        }
        let joined = tail + String(cell.character)
        if DisplayWidth.of(joined) == DisplayWidth.of(tail) + width {
          text.append(cell.character)
          tail = joined.last.map { String($0) } ?? ""
        } else {
          tail = "\u{FFFD}"
          text += tail
          if width == 2 {
            text += " "
            tail = " "
          }
        }
      }
      return text
    }
  }

  /// The role of each cell, row by row, one letter a cell.
  public var styleRows: [String] {
    (0..<rows).map { row in String(cells(inRow: row).map(\.style.letter)) }
  }

  /// The pieces that a row is drawn in, from left to right.
  ///
  /// Spaces in the plain style at the end of a row are left out.
  public func runs(inRow row: Int) -> [Run] {
    let cells = cells(inRow: row)
    let blank = Cell.blank(.plain)
    guard let last = cells.lastIndex(where: { $0 != blank }) else { return [] }
    var runs: [Run] = []
    var run: Run?
    for index in cells.startIndex...last {
      let cell = cells[index]
      if cell.part == .right { continue }
      let width = cell.part == .left ? 2 : 1
      if var open = run, open.style == cell.style, !open.isIsolated, !cell.isIsolated {
        run = nil  // So that the text has one owner, and grows in place.
        open.text.append(cell.character)
        open.width += width
        run = open
      } else {
        if let run { runs.append(run) }
        run = Run(
          column: index - cells.startIndex, text: String(cell.character), width: width,
          style: cell.style, isIsolated: cell.isIsolated)
      }
    }
    if let run { runs.append(run) }
    return runs
  }
}

/// Neighbouring characters of one style, drawn at one go.
public struct Run: Equatable, Sendable {
  /// The column of the first character.
  public let column: Int
  /// The characters; one alone when isolated.
  public internal(set) var text: String
  /// The columns that the layout gives them.
  public internal(set) var width: Int
  /// Their role.
  public let style: Style
  /// Whether terminals disagree about the columns of the text.
  public let isIsolated: Bool

  /// A run of its own making.
  public init(column: Int, text: String, width: Int, style: Style, isIsolated: Bool) {
    self.column = column
    self.text = text
    self.width = width
    self.style = style
    self.isIsolated = isIsolated
  }

  /// The columns that it covers.
  public var columns: Range<Int> { column..<column + max(0, width) }
}
