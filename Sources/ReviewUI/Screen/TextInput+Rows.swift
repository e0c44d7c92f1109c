import TextGrid

/// How a text is seen: lines that are too long go on in the next row.
extension TextInput {
  /// One row of a field.
  struct Row: Equatable {
    /// What stands in it.
    let characters: ArraySlice<Character>
    /// The cursor's column, when it is in this row.
    let cursor: Int?
  }

  /// The rows of each line for a width, as far as they are known: a key changes one line.
  struct RowCache: Sendable, Equatable {
    var width = 0
    var lines: [[Range<Int>]?] = []

    /// What is known is no part of what a text is.
    static func == (_: RowCache, _: RowCache) -> Bool { true }
  }

  /// The columns of a character in a field: a tab takes four.
  static func width(_ character: Character) -> Int {
    guard let byte = character.asciiValue else { return DisplayWidth.of(character) }
    return byte == 0x09 ? 4 : 1
  }

  private mutating func measure(width: Int) {
    if cache.width != width {
      cache = RowCache(width: width, lines: Array(repeating: nil, count: lines.count))
    }
    for (index, line) in lines.enumerated() where cache.lines[index] == nil {
      cache.lines[index] = Self.rows(of: line, width: width)
    }
  }

  private func rows(_ index: Int, width: Int) -> [Range<Int>] {
    let known = cache.width == width ? cache.lines[index] : nil
    return known ?? Self.rows(of: lines[index], width: width)
  }

  /// The parts of a line that stand in rows of their own, at least one.
  ///
  /// The last column stays free for the cursor. A row ends after a blank if it has one.
  static func rows(of line: [Character], width: Int) -> [Range<Int>] {
    let room = max(1, width - 1)
    guard line.count * 4 > room else { return [0..<line.count] }
    var rows: [Range<Int>] = []
    var start = 0
    var used = 0
    var afterBlank: Int?
    var index = 0
    while index < line.count {
      let columns = Self.width(line[index])
      if used + columns > room, index > start {
        // A blank between two words may take the last column.
        let hangs = line[index] == " " && index + 1 < line.count && used + 1 <= width
        let end = hangs ? index + 1 : afterBlank ?? index
        rows.append(start..<end)
        (start, index, used, afterBlank) = (end, end, 0, nil)
        continue
      }
      used += columns
      index += 1
      if line[index - 1] == " " { afterBlank = index }
    }
    return rows + [start..<line.count]
  }

  /// The rows that are in sight.
  func visibleRows(width: Int, height: Int) -> [Row] {
    var visible: [Row] = []
    var skipped = top.column
    for row in lines.indices.dropFirst(top.row) {
      let parts = rows(row, width: width)
      for part in parts.dropFirst(skipped) {
        guard visible.count < height else { return visible }
        let holdsCursor = row == cursor.row && Self.holds(part, cursor.column, of: parts)
        visible.append(
          Row(
            characters: lines[row][part],
            cursor: holdsCursor ? columns(row, part.lowerBound..<cursor.column) : nil))
      }
      skipped = 0
    }
    return visible
  }

  /// Whether there is text above, and below, what is in sight.
  func hasMore(width: Int, height: Int) -> (above: Bool, below: Bool) {
    var left = height + top.column
    for row in lines.indices.dropFirst(top.row) {
      left -= rows(row, width: width).count
      if left < 0 { break }
    }
    return (top != Place(row: 0, column: 0), left < 0)
  }

  /// Scrolls no farther than it takes to have the cursor in sight, and no row empty that need not.
  mutating func scroll(width: Int, height: Int) {
    let height = max(1, height)
    measure(width: width)
    let here = rowPlace(of: cursor, width: width)
    // A text that has become shorter, or a field that has become wider.
    if top.row >= lines.count { top = here }
    top.column = min(top.column, rows(top.row, width: width).count - 1)
    if (here.row, here.column) < (top.row, top.column) {
      top = here
      return
    }
    let lowest = stepped(here, by: -(height - 1), width: width)
    if (top.row, top.column) < (lowest.row, lowest.column) { top = lowest }
    let last = rowPlace(of: end, width: width)
    let highest = stepped(last, by: -(height - 1), width: width)
    if (highest.row, highest.column) < (top.row, top.column) { top = highest }
  }

  /// Moves the cursor by rows, in the column that it came from; beyond an end, to that end.
  mutating func moveRows(_ count: Int, width: Int) {
    measure(width: width)
    let here = rowPlace(of: cursor, width: width)
    let part = rows(here.row, width: width)[here.column]
    let wanted = aim ?? columns(here.row, part.lowerBound..<cursor.column)
    aim = wanted
    let there = stepped(here, by: count, width: width)
    guard there != here else {
      cursor = count < 0 ? Place(row: 0, column: 0) : end
      return
    }
    let parts = rows(there.row, width: width)
    let target = parts[there.column]
    // The place at the end of a row is that at the start of the next one.
    let last = there.column < parts.count - 1 ? target.upperBound - 1 : target.upperBound
    var column = target.lowerBound
    var used = 0
    while column < last {
      used += Self.width(lines[there.row][column])
      guard used <= wanted else { break }
      column += 1
    }
    cursor = Place(row: there.row, column: column)
  }

  /// A line and the number of the row in it where a place is seen.
  private func rowPlace(of place: Place, width: Int) -> Place {
    let parts = rows(place.row, width: width)
    let index = parts.firstIndex { Self.holds($0, place.column, of: parts) }
    return Place(row: place.row, column: index ?? parts.count - 1)
  }

  private static func holds(_ part: Range<Int>, _ column: Int, of parts: [Range<Int>]) -> Bool {
    part.contains(column) || (column == part.upperBound && part == parts.last)
  }

  /// The row that is so many below another, as far as there are any.
  private func stepped(_ place: Place, by count: Int, width: Int) -> Place {
    var place = place
    var left = count
    var inLine = left > 0 ? rows(place.row, width: width).count : 0
    while left > 0 {
      if place.column + 1 < inLine {
        place.column += 1
      } else if place.row + 1 < lines.count {
        place = Place(row: place.row + 1, column: 0)
        inLine = rows(place.row, width: width).count
      } else {
        return place
      }
      left -= 1
    }
    while left < 0 {
      if place.column > 0 {
        place.column -= 1
      } else if place.row > 0 {
        let above = rows(place.row - 1, width: width).count
        place = Place(row: place.row - 1, column: above - 1)
      } else {
        return place
      }
      left += 1
    }
    return place
  }

  private func columns(_ row: Int, _ range: Range<Int>) -> Int {
    lines[row][range].reduce(0) { $0 + Self.width($1) }
  }
}
