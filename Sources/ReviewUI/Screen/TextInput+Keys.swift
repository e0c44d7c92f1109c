extension TextInput {
  /// Takes a key.
  /// - Parameters:
  ///   - key: what was pressed.
  ///   - width: the columns of the field, for moving up and down by what is seen.
  ///   - page: the rows of the field.
  /// - Returns: whether it was one of the keys that are taken.
  public mutating func take(_ key: KeyPress, width: Int = .max, page: Int = 1) -> Bool {
    notice = nil
    guard change(key) || move(key, width: width, page: page) else { return false }
    if !Self.keepsAim.contains(key) { aim = nil }
    return true
  }

  private static let keepsAim: Set<KeyPress> = [.up, .down, .pageUp, .pageDown]

  private mutating func change(_ key: KeyPress) -> Bool {
    switch key {
    case .character(let character): type(character)
    case .enter where isMultiline: insert("\n")
    case .backspace: erase(from: before(cursor), to: cursor, .erasing)
    case .delete, .control("D"): erase(from: cursor, to: after(cursor), .erasing)
    case .control("W"): erase(from: startOfBlankWord, to: cursor)
    case .altBackspace: erase(from: startOfWord, to: cursor)
    case .alt("d"): erase(from: cursor, to: endOfWord)
    case .control("U"): erase(from: Place(row: row, column: 0), to: cursor)
    case .control("K"):
      let lineEnd = Place(row: row, column: lines[row].count)
      erase(from: cursor, to: cursor == lineEnd ? after(cursor) : lineEnd)
    case .control("Z"), .control("_"): undo()
    case .control("Y"): redo()
    default: return false
    }
    return true
  }

  private mutating func move(_ key: KeyPress, width: Int, page: Int) -> Bool {
    switch key {
    case .left, .control("B"): cursor = before(cursor)
    case .right, .control("F"): cursor = after(cursor)
    case .wordLeft, .alt("b"): cursor = startOfWord
    case .wordRight, .alt("f"): cursor = endOfWord
    case .home, .control("A"): cursor.column = 0
    case .end, .control("E"): cursor.column = lines[row].count
    case .up where isMultiline: moveRows(-1, width: width)
    case .down where isMultiline: moveRows(1, width: width)
    case .pageUp where isMultiline: moveRows(-max(1, page - 1), width: width)
    case .pageDown where isMultiline: moveRows(max(1, page - 1), width: width)
    default: return false
    }
    endRun()
    return true
  }

  private func before(_ place: Place) -> Place {
    if place.column > 0 { return Place(row: place.row, column: place.column - 1) }
    guard place.row > 0 else { return place }
    return Place(row: place.row - 1, column: lines[place.row - 1].count)
  }

  private func after(_ place: Place) -> Place {
    if place.column < lines[place.row].count {
      return Place(row: place.row, column: place.column + 1)
    }
    return place.row < lines.count - 1 ? Place(row: place.row + 1, column: 0) : place
  }

  /// The start of the word that the cursor is in or after; a line end counts as a blank.
  private var startOfWord: Place {
    start { !$0.isLetter && !$0.isNumber && $0 != "_" }
  }

  /// The same for words between blanks, whatever is in them.
  private var startOfBlankWord: Place {
    start { $0.isWhitespace }
  }

  private func start(_ isGap: (Character) -> Bool) -> Place {
    var place = cursor
    while place != before(place), place.column == 0 || isGap(lines[place.row][place.column - 1]) {
      place = before(place)
    }
    while place.column > 0, !isGap(lines[place.row][place.column - 1]) { place.column -= 1 }
    return place
  }

  /// The end of the word that the cursor is in or before.
  private var endOfWord: Place {
    let isGap: (Character) -> Bool = { !$0.isLetter && !$0.isNumber && $0 != "_" }
    var place = cursor
    while place != after(place),
      place.column == lines[place.row].count || isGap(lines[place.row][place.column])
    {
      place = after(place)
    }
    while place.column < lines[place.row].count, !isGap(lines[place.row][place.column]) {
      place.column += 1
    }
    return place
  }
}
