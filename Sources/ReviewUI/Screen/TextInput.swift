import TextGrid

/// A text that is being written: lines, a cursor, undo.
///
/// Any key and any paste is taken; nothing traps.
public struct TextInput: Sendable, Equatable {
  /// The lines, at least one.
  public private(set) var lines: [[Character]]
  /// The cursor's line.
  public private(set) var row = 0
  /// The cursor's place in its line, in characters.
  public private(set) var column = 0
  /// Whether line ends may be typed.
  public let isMultiline: Bool
  private var past: [Snapshot] = []
  private var isTyping = false

  private struct Snapshot: Sendable, Equatable {
    let lines: [[Character]]
    let row: Int
    let column: Int
  }

  /// Starts with a text, the cursor at its end.
  public init(_ text: String = "", isMultiline: Bool = false) {
    self.isMultiline = isMultiline
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    if lines.isEmpty { lines = [[]] }
    row = lines.count - 1
    column = lines[row].count
  }

  /// The text.
  public var text: String {
    lines.map { String($0) }.joined(separator: "\n")
  }

  /// Puts a text in at the cursor: control characters go, in one line line ends become blanks.
  ///
  /// - Returns: how many characters were taken out.
  @discardableResult
  public mutating func insert(_ text: String) -> Int {
    remember()
    let (clean, removed) = SafeText.stripped(text)
    let kept = clean.replacing("\t", with: "    ")
    let pieces =
      isMultiline
      ? kept.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
      : [Array(kept.replacing("\n", with: " "))]
    let rest = Array(lines[row][column...])
    lines[row].removeSubrange(column...)
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        lines.insert([], at: row + 1)
        row += 1
      }
      lines[row] += piece
    }
    column = lines[row].count
    lines[row] += rest
    isTyping = false
    return removed
  }

  /// Takes a key; false when it means nothing here.
  public mutating func take(_ key: KeyPress) -> Bool {
    switch key {
    case .character(let character): type(character)
    case .enter where isMultiline: breakLine()
    case .backspace: deleteBackward()
    case .delete, .control("D"): deleteForward()
    case .control("W"): deleteWord()
    case .control("U"): deleteToStart()
    case .control("K"): deleteToEnd()
    case .control("Z"), .control("_"): undo()
    case .left, .control("B"): moveLeft()
    case .right, .control("F"): moveRight()
    case .up where isMultiline: moveVertically(-1)
    case .down where isMultiline: moveVertically(1)
    case .home, .control("A"): column = 0
    case .end, .control("E"): column = lines[row].count
    default: return false
    }
    if case .character = key {} else { isTyping = false }
    return true
  }

  private mutating func type(_ character: Character) {
    if !isTyping { remember() }
    isTyping = character != " "
    lines[row].insert(character, at: column)
    column += 1
    // A combining mark joins the character before it.
    let joined = Array(String(lines[row]))
    if joined.count < lines[row].count {
      column -= lines[row].count - joined.count
      lines[row] = joined
    }
  }

  private mutating func breakLine() {
    remember()
    let rest = Array(lines[row][column...])
    lines[row].removeSubrange(column...)
    lines.insert(rest, at: row + 1)
    row += 1
    column = 0
  }

  private mutating func deleteBackward() {
    guard column > 0 || row > 0 else { return }
    remember()
    if column > 0 {
      column -= 1
      lines[row].remove(at: column)
    } else {
      let rest = lines.remove(at: row)
      row -= 1
      column = lines[row].count
      lines[row] += rest
    }
  }

  private mutating func deleteForward() {
    guard column < lines[row].count || row < lines.count - 1 else { return }
    remember()
    if column < lines[row].count {
      lines[row].remove(at: column)
    } else {
      lines[row] += lines.remove(at: row + 1)
    }
  }

  private mutating func deleteWord() {
    guard column > 0 else { return deleteBackward() }
    remember()
    var start = column
    while start > 0, lines[row][start - 1] == " " { start -= 1 }
    while start > 0, lines[row][start - 1] != " " { start -= 1 }
    lines[row].removeSubrange(start..<column)
    column = start
  }

  private mutating func deleteToStart() {
    guard column > 0 else { return }
    remember()
    lines[row].removeSubrange(..<column)
    column = 0
  }

  private mutating func deleteToEnd() {
    guard column < lines[row].count else { return }
    remember()
    lines[row].removeSubrange(column...)
  }

  private mutating func moveLeft() {
    if column > 0 {
      column -= 1
    } else if row > 0 {
      row -= 1
      column = lines[row].count
    }
  }

  private mutating func moveRight() {
    if column < lines[row].count {
      column += 1
    } else if row < lines.count - 1 {
      row += 1
      column = 0
    }
  }

  private mutating func moveVertically(_ step: Int) {
    row = min(max(row + step, 0), lines.count - 1)
    column = min(column, lines[row].count)
  }

  private mutating func remember() {
    past.append(Snapshot(lines: lines, row: row, column: column))
    if past.count > 200 { past.removeFirst() }
  }

  private mutating func undo() {
    guard let last = past.popLast() else { return }
    lines = last.lines
    row = last.row
    column = last.column
  }
}
