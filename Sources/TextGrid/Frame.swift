/// A screen as a value: columns and rows of cells, and where the cursor stands.
///
/// All places and sizes are taken; what lies outside is not drawn. A wide character owns two
/// cells, and replacing one of them makes the other a space.
public struct Frame: Sendable {
  /// The most columns, and the most rows, of a frame.
  public static let limit = 1_000

  /// The columns of each row.
  public let columns: Int
  /// The rows.
  public let rows: Int
  /// Where the cursor is shown, if it is.
  public var cursor: (row: Int, column: Int)?
  /// Row after row.
  var cells: [Cell]

  /// An empty frame; a size is brought into `0...limit`.
  public init(columns: Int, rows: Int) {
    self.columns = min(max(columns, 0), Self.limit)
    self.rows = min(max(rows, 0), Self.limit)
    cells = Array(repeating: .blank(.plain), count: self.columns * self.rows)
  }

  /// The cells of a row, none for a row outside.
  public func cells(inRow row: Int) -> ArraySlice<Cell> {
    guard (0..<rows).contains(row) else { return [] }
    return cells[row * columns..<(row + 1) * columns]
  }

  /// Writes a text, made safe before with ``SafeText``, from a column on.
  ///
  /// Columns left of the frame are skipped, those right of it are cut off, as are those beyond
  /// `limit`; a wide character that is cut through leaves a space. Characters that take no column
  /// are not shown.
  /// - Parameters:
  ///   - text: One line.
  ///   - row: The row, from the top.
  ///   - column: The column of its first character, which may lie outside.
  ///   - style: Its role.
  ///   - limit: The most columns that it takes.
  /// - Returns: The column after what was written.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, style: Style = .plain, width limit: Int = .max
  ) -> Int {
    guard (0..<rows).contains(row), limit > 0, column < columns else { return column }
    let (sum, isHuge) = column.addingReportingOverflow(limit)
    let end = isHuge ? columns : min(columns, sum)
    guard end > 0 else { return column }
    return text.isPrintableASCII
      ? putASCII(text, row: row, column: column, end: end, style: style)
      : putCharacters(text, row: row, column: column, end: end, style: style)
  }

  /// Fills columns of a row with a character that takes one column.
  /// - Parameters:
  ///   - row: The row, from the top.
  ///   - column: The first column.
  ///   - width: How many, up to the end of the row without it.
  ///   - character: What to fill with; a space is drawn for one that does not take one column.
  ///   - style: Its role.
  public mutating func fill(
    row: Int, column: Int = 0, width: Int = .max, with character: Character = " ",
    style: Style = .plain
  ) {
    let range = span(row: row, column: column, width: width)
    guard !range.isEmpty else { return }
    separate(range)
    let isNarrow = DisplayWidth.of(character) == 1
    let shown = isNarrow ? ClusterCertainty.bounded(character) : " "
    let cell = Cell(
      character: shown, style: style, part: .whole,
      isIsolated: !ClusterCertainty.isCertain(shown))
    for index in range { cells[index] = cell }
  }

  /// Gives columns of a row another role and leaves their text.
  ///
  /// A wide character of which one half is meant changes as a whole.
  public mutating func restyle(row: Int, column: Int = 0, width: Int = .max, _ style: Style) {
    let range = span(row: row, column: column, width: width)
    guard let first = range.first, let last = range.last else { return }
    for index in range { cells[index].style = style }
    if cells[first].part == .right { cells[first - 1].style = style }
    if cells[last].part == .left { cells[last + 1].style = style }
  }

  /// The frame's upper left part in another size, spaces where it has nothing.
  public func resized(columns: Int, rows: Int) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    let shared = min(frame.columns, self.columns)
    for row in 0..<min(frame.rows, self.rows) where shared > 0 {
      let start = row * frame.columns
      frame.cells.replaceSubrange(start..<start + shared, with: cells(inRow: row).prefix(shared))
      let last = start + shared - 1
      if frame.cells[last].part == .left { frame.cells[last] = .blank(frame.cells[last].style) }
    }
    if let cursor, (0..<frame.rows).contains(cursor.row),
      (0..<frame.columns).contains(cursor.column)
    {
      frame.cursor = cursor
    }
    return frame
  }

  /// The frame with empty rows put in; the cursor stays where it was in what is drawn.
  /// - Parameters:
  ///   - count: How many.
  ///   - row: The row that comes after them; brought into `0...rows`.
  /// - Returns: A frame that is higher by as many, up to `limit`.
  public func inserting(rows count: Int, before row: Int) -> Frame {
    let row = min(max(row, 0), rows)
    var frame = resized(columns: columns, rows: rows + min(max(count, 0), Self.limit))
    let added = frame.rows - rows
    let blank = Array(repeating: Cell.blank(.plain), count: added * columns)
    let start = row * columns
    frame.cells.replaceSubrange(start..., with: blank + cells[start...])
    if let cursor, cursor.row >= row { frame.cursor = (cursor.row + added, cursor.column) }
    return frame
  }

  private mutating func putASCII(
    _ text: String, row: Int, column: Int, end: Int, style: Style
  ) -> Int {
    let count = text.utf8.count
    let shown = min(count, end - column)
    let start = max(column, 0)
    guard column + shown > start else { return column + shown }
    let base = row * columns
    separate(base + start..<base + column + shown)
    var place = column
    for byte in text.utf8.prefix(shown) {
      if place >= 0 {
        cells[base + place] = Cell(
          character: Character(Unicode.Scalar(byte)), style: style, part: .whole,
          isIsolated: false)
      }
      place += 1
    }
    return place
  }

  private mutating func putCharacters(
    _ text: String, row: Int, column: Int, end: Int, style: Style
  ) -> Int {
    let base = row * columns
    var place = column
    for original in text {
      let character = ClusterCertainty.bounded(original)
      let width = DisplayWidth.of(character)
      if width == 0 { continue }
      guard place <= end - width else {
        // A wide character is cut through.
        if (0..<end).contains(place) { set([.blank(style)], at: base + place) }
        return min(place + width, end)
      }
      let isIsolated = !ClusterCertainty.isCertain(character)
      if place < 0 {
        if place + width == 1, width == 2 { set([.blank(style)], at: base) }
      } else if width == 1 {
        set(
          [Cell(character: character, style: style, part: .whole, isIsolated: isIsolated)],
          at: base + place)
      } else {
        set(
          [
            Cell(character: character, style: style, part: .left, isIsolated: isIsolated),
            Cell(character: " ", style: style, part: .right, isIsolated: isIsolated),
          ], at: base + place)
      }
      place += width
    }
    return place
  }

  private mutating func set(_ new: [Cell], at index: Int) {
    separate(index..<index + new.count)
    for (offset, cell) in new.enumerated() { cells[index + offset] = cell }
  }

  /// Makes a space of the half that a wide character would keep when a range is replaced.
  private mutating func separate(_ range: Range<Int>) {
    guard let first = range.first, let last = range.last else { return }
    if cells[first].part == .right { cells[first - 1] = .blank(cells[first - 1].style) }
    if cells[last].part == .left { cells[last + 1] = .blank(cells[last + 1].style) }
  }

  /// The cells of a part of a row that lie inside.
  private func span(row: Int, column: Int, width: Int) -> Range<Int> {
    guard (0..<rows).contains(row), column < columns, width > 0 else { return 0..<0 }
    let (sum, isHuge) = column.addingReportingOverflow(width)
    let end = isHuge ? columns : min(columns, sum)
    let start = max(column, 0)
    guard start < end else { return 0..<0 }
    return row * columns + start..<row * columns + end
  }
}

extension Frame: Equatable {
  /// Whether size, cells and cursor are the same.
  public static func == (left: Frame, right: Frame) -> Bool {
    left.columns == right.columns && left.rows == right.rows && left.cells == right.cells
      && left.cursor?.row == right.cursor?.row && left.cursor?.column == right.cursor?.column
  }
}
