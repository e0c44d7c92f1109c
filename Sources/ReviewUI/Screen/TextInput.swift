import TextGrid

/// A text that is being written: lines, a cursor, undo and redo.
///
/// The cursor goes by characters as a reader sees them, whatever they are made of. Any key and any
/// paste is taken; nothing traps.
public struct TextInput: Sendable, Equatable {
  /// A place between two characters.
  struct Place: Sendable, Equatable {
    var row: Int
    var column: Int
  }

  /// What changes a text, as far as undo takes changes together.
  enum Kind: Sendable, Equatable {
    case typing
    case erasing
    case other
  }

  /// The lines, at least one.
  public private(set) var lines: [[Character]]
  /// Whether line ends may be typed.
  public let isMultiline: Bool
  /// The bytes of UTF-8 that the text may have.
  public let limit: Int
  /// The bytes of UTF-8 that the text has.
  public private(set) var size: Int
  /// What the last key or paste left to say, such as that it does not fit.
  public internal(set) var notice: String?
  var cursor: Place
  /// The column that Up and Down aim at.
  var aim: Int?
  /// The first line that is in sight, and how many of its rows are above.
  var top = Place(row: 0, column: 0)
  var cache = RowCache()

  private var past: [[Edit]] = []
  private var future: [[Edit]] = []
  /// What the next change goes on with; nil after a movement.
  private var going: Kind?

  private static let undoLimit = 500

  /// One change: what stood at a place, and what stands there now.
  private struct Edit: Sendable, Equatable {
    let place: Place
    let old: String
    let new: String
    let cursor: Place
  }

  /// Starts with a text, the cursor at its end.
  /// - Parameters:
  ///   - text: what stands there at first.
  ///   - isMultiline: whether it may have several lines.
  ///   - limit: the most bytes of UTF-8 that keys and pastes may bring it to; without it, what a
  ///     report takes of a typed text.
  public init(_ text: String = "", isMultiline: Bool = false, limit: Int? = nil) {
    self.isMultiline = isMultiline
    self.limit = limit ?? ReviewState.typedTextLimit
    let clean = Self.clean(text, isMultiline: isMultiline).text
    lines = Self.lines(of: clean)
    size = clean.utf8.count
    cursor = Place(row: lines.count - 1, column: lines[lines.count - 1].count)
  }

  /// The text.
  public var text: String {
    text(from: Place(row: 0, column: 0), to: end)
  }

  /// The cursor's line.
  public var row: Int { cursor.row }

  /// The cursor's place in its line, in characters.
  public var column: Int { cursor.column }

  /// The place after the last character.
  var end: Place { Place(row: lines.count - 1, column: lines[lines.count - 1].count) }

  /// Puts a text in at the cursor, all of it or nothing; undo takes it back as one.
  ///
  /// Control characters go; in one line, line ends and tabs become blanks.
  public mutating func insert(_ text: String) {
    notice = nil
    aim = nil
    let (clean, removed) = Self.clean(text, isMultiline: isMultiline)
    if replace(from: cursor, to: cursor, with: clean, .other), removed > 0 {
      notice = "\(counted(removed, "control character", "control characters")) left out."
    }
  }

  /// Puts a typed character in at the cursor; one that joins the character before it does so.
  mutating func type(_ character: Character) {
    let before = cursor.column > 0 ? String(lines[cursor.row][cursor.column - 1]) : ""
    let clean = SafeText.stripped(before + String(character))
    guard clean.removed == 0, character != "\n", character != "\t" else { return }
    let startsWord = character != " " && (before.isEmpty || before == " ")
    if startsWord { going = nil }
    replace(from: cursor, to: cursor, with: String(character), .typing)
  }

  /// Takes out what stands between two places.
  mutating func erase(from start: Place, to end: Place, _ kind: Kind = .other) {
    guard start != end else { return }
    replace(from: start, to: end, with: "", kind)
  }

  /// Ends the run of changes that undo takes together.
  mutating func endRun() {
    going = nil
  }

  /// Takes the last changes back.
  mutating func undo() {
    guard let group = past.popLast() else { return }
    for edit in group.reversed() {
      put(edit.old, from: edit.place, to: place(after: edit.new, from: edit.place))
      cursor = edit.cursor
    }
    future.append(group)
    going = nil
  }

  /// Does again what undo took.
  mutating func redo() {
    guard let group = future.popLast() else { return }
    for edit in group {
      cursor = put(edit.new, from: edit.place, to: place(after: edit.old, from: edit.place))
    }
    past.append(group)
    going = nil
  }

  func text(from start: Place, to end: Place) -> String {
    guard start.row < end.row else { return String(lines[start.row][start.column..<end.column]) }
    var text = String(lines[start.row][start.column...])
    for row in (start.row + 1)..<end.row { text += "\n" + String(lines[row]) }
    return text + "\n" + String(lines[end.row][..<end.column])
  }

  // Characters that join with their neighbours are changed together with those, so that every
  // place counts whole characters before the change and after it.
  @discardableResult
  private mutating func replace(
    from start: Place, to end: Place, with new: String, _ kind: Kind
  ) -> Bool {
    let old = text(from: start, to: end)
    let grown = size - old.utf8.count + new.utf8.count
    guard grown <= limit || grown <= size else {
      notice = "Not taken: it would make \(grown) bytes, \(limit) at most. The text is as it was."
      return false
    }
    let before = String(joinable(lines[start.row][..<start.column].reversed()).reversed())
    let after = String(joinable(lines[end.row][end.column...]))
    let joins = (before + new + after).count != before.count + new.count + after.count
    let first = joins ? Place(row: start.row, column: start.column - before.count) : start
    let last = joins ? Place(row: end.row, column: end.column + after.count) : end
    let edit = Edit(
      place: first, old: text(from: first, to: last), new: joins ? before + new + after : new,
      cursor: cursor)
    put(edit.new, from: first, to: last)
    cursor = place(after: joins ? before + new : new, from: first)
    note(edit, kind)
    return true
  }

  private mutating func note(_ edit: Edit, _ kind: Kind) {
    if going == kind, kind != .other, !past.isEmpty {
      past[past.count - 1].append(edit)
    } else {
      past.append([edit])
      if past.count > Self.undoLimit { past.removeFirst() }
    }
    going = kind
    future = []
  }

  /// Puts a text in the place of another, and tells where it ends.
  @discardableResult
  private mutating func put(_ new: String, from start: Place, to end: Place) -> Place {
    size += new.utf8.count - text(from: start, to: end).utf8.count
    var pieces = Self.lines(of: new)
    let last = Place(
      row: start.row + pieces.count - 1,
      column: pieces.count > 1 ? pieces[pieces.count - 1].count : start.column + pieces[0].count)
    pieces[0].insert(contentsOf: lines[start.row][..<start.column], at: 0)
    pieces[pieces.count - 1] += lines[end.row][end.column...]
    lines.replaceSubrange(start.row...end.row, with: pieces)
    if !cache.lines.isEmpty {
      cache.lines.replaceSubrange(
        start.row...end.row, with: Array(repeating: nil, count: pieces.count))
    }
    return last
  }

  /// Where a text that begins at a place ends.
  private func place(after text: String, from start: Place) -> Place {
    let pieces = Self.lines(of: text)
    let count = pieces[pieces.count - 1].count
    return Place(
      row: start.row + pieces.count - 1, column: pieces.count > 1 ? count : start.column + count)
  }

  /// The characters, the nearest first, that may join with something that comes next to them.
  private func joinable(_ characters: some Collection<Character>) -> [Character] {
    var count = 0
    for character in characters.prefix(32) {
      count += 1
      if character.isASCII { break }
    }
    return Array(characters.prefix(count))
  }

  private static func clean(_ text: String, isMultiline: Bool) -> (text: String, removed: Int) {
    let (clean, removed) = SafeText.stripped(text)
    guard !isMultiline else { return (clean, removed) }
    return (clean.replacing("\n", with: " ").replacing("\t", with: " "), removed)
  }

  private static func lines(of text: String) -> [[Character]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }
}
