import TextGrid

/// Lines in columns under a heading: the first column takes what the others leave.
struct Table<Line> {
  struct Column {
    let heading: String
    /// Columns of the terminal; ignored in the first.
    let width: Int
    /// Whether it stands at the right end.
    let isNumber: Bool
    /// Never the only sign of what the text says.
    let style: (Line) -> Style
    let text: (Line) -> String

    init(
      _ heading: String, _ width: Int = 0, isNumber: Bool = false,
      style: @escaping (Line) -> Style = { _ in .plain }, text: @escaping (Line) -> String
    ) {
      self.heading = heading
      self.width = width
      self.isNumber = isNumber
      self.style = style
      self.text = text
    }
  }

  private let columns: [Column]
  private let widths: [Int]
  private let fault: (Line) -> String?
  private static var left: Int { 2 }

  /// A table that is so many columns wide, one of them left free at the end.
  ///
  /// A line with a fault shows it in place of all columns but the first.
  init(
    _ columns: [Column], width: Int, fault: @escaping (Line) -> String? = { _ in nil }
  ) {
    self.columns = columns
    self.fault = fault
    let others = columns.dropFirst().map(\.width)
    let taken = others.reduce(0) { $0 + $1 + 1 } + Self.left + 1
    widths = [max(1, width - taken)] + others
  }

  /// Draws the heading and as many lines as fit, the one in focus among them, where the cursor is.
  ///
  /// - Parameters:
  ///   - frame: where to.
  ///   - lines: all of them.
  ///   - here: the one in focus, or nil.
  ///   - row: the row of the heading.
  ///   - height: rows that may be taken, the heading among them.
  ///   - glyphs: the signs.
  func draw(
    _ frame: inout Frame, _ lines: [Line], here: Int?, row: Int, height: Int, _ glyphs: Glyphs
  ) {
    let room = max(1, height - 1)
    let top = min(max(0, (here ?? 0) - room / 2), max(0, lines.count - room))
    let shown = lines.dropFirst(top).prefix(room)
    put(&frame, columns.map { ($0.heading, .heading) }, row: row, glyphs)
    let part = "\(top + 1)-\(top + shown.count) of \(lines.count)"
    let free = (widths.last ?? 0) - DisplayWidth.of(columns.last?.heading ?? "")
    if lines.count > room, part.count < free {
      frame.put(part, row: row, column: frame.columns - part.count - 1, style: .muted)
    }
    for (offset, line) in shown.enumerated() {
      let isHere = top + offset == here
      let place = row + 1 + offset
      if isHere {
        frame.fill(row: place, style: .focus)
        frame.put(">", row: place, column: 0, style: .focus)
        frame.cursor = (row: place, column: 0)
      }
      let fault = fault(line)
      let cells = (fault == nil ? columns : Array(columns.prefix(1))).map { column in
        (column.text(line), isHere ? Style.focus : column.style(line))
      }
      put(&frame, cells, row: place, glyphs)
      if let fault {
        let start = Self.left + widths[0] + 1
        frame.put(
          glyphs.shortened(SafeText.line(fault), to: frame.columns - start - 1), row: place,
          column: start, style: isHere ? .focus : .fail)
      }
    }
  }

  private func put(
    _ frame: inout Frame, _ cells: [(text: String, style: Style)], row: Int, _ glyphs: Glyphs
  ) {
    var place = Self.left
    for (index, cell) in cells.enumerated() {
      let shown = glyphs.shortened(SafeText.line(cell.text), to: widths[index])
      let gap = columns[index].isNumber ? widths[index] - DisplayWidth.of(shown) : 0
      frame.put(shown, row: row, column: place + gap, style: cell.style)
      place += widths[index] + 1
    }
  }
}
