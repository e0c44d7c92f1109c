import TextGrid

/// Lines to read: wrapped for the screen, scrolled, searched.
struct Reading: Sendable, Equatable {
  let title: String
  /// The lines as they came, made safe.
  let text: [String]
  /// The lines as they are shown, for one width.
  private(set) var rows: [String] = []
  /// The row at which each line of `text` begins.
  private(set) var starts: [Int] = []
  /// The first row on the screen.
  private(set) var top = 0
  var search = ReadingSearch()
  private var width = 0
  /// How many rows the screen has for them.
  private var page = 1

  /// Keys that act here, for the key document.
  static let keys = [
    ("`j` `k`", "a line down, up"), ("`Ctrl-D` `Ctrl-U`", "half a page down, up"),
    ("`Space` `PgDn` `PgUp`", "a page down, up"), ("`g` `G`", "to the first, the last line"),
    ("`/`", "searches a text"), ("`n` `N`", "to the next match, to the one before"),
    ("`Esc` `q`", "back"),
  ]

  init(_ title: String, _ text: [String], columns: Int, rows: Int) {
    self.title = title
    self.text = text.map(SafeText.line)
    fit(columns: columns, rows: rows)
  }

  /// Lays the lines out for a size of the screen; what stood on top stays there.
  mutating func fit(columns: Int, rows: Int) {
    page = max(1, rows - 7)
    let width = max(1, columns - 2)
    if width != self.width {
      let line = starts.lastIndex { $0 <= top } ?? 0
      self.width = width
      wrap()
      top = starts.indices.contains(line) ? starts[line] : 0
    }
    scroll(to: top)
  }

  /// Whether there is more than is in sight.
  var isLong: Bool { rows.count > page }

  /// Takes a key; false when it ends the reading.
  mutating func take(_ key: KeyPress) -> Bool {
    if search.input != nil {
      takeSearchKey(key)
      return true
    }
    switch key {
    case .character("j"), .down, .enter: scroll(to: top + 1)
    case .character("k"), .up: scroll(to: top - 1)
    case .control("D"): scroll(to: top + (page + 1) / 2)
    case .control("U"): scroll(to: top - (page + 1) / 2)
    case .pageDown, .character(" "), .control("F"): scroll(to: top + max(1, page - 1))
    case .pageUp, .control("B"): scroll(to: top - max(1, page - 1))
    case .character("g"), .home: scroll(to: 0)
    case .character("G"), .end: scroll(to: rows.count)
    case .character("/"): search.input = TextInput()
    case .character("n"): moveToMatch(1)
    case .character("N"): moveToMatch(-1)
    case .escape, .control("C"), .character("q"), .character("r"), .character("i"):
      return false
    default: break
    }
    return true
  }

  /// Scrolls so that a row is on top, as far as there are rows.
  mutating func scroll(to row: Int) {
    top = min(max(0, row), max(0, rows.count - page))
  }

  /// Scrolls only when a row is out of sight.
  mutating func show(row: Int) {
    if !(top..<top + page).contains(row) { scroll(to: row - page / 3) }
  }

  /// Which rows are on the screen, of how many.
  var position: String {
    guard !rows.isEmpty else { return "empty" }
    return "lines \(grouped(top + 1))-\(grouped(min(top + page, rows.count))) of "
      + grouped(rows.count)
  }

  private mutating func wrap() {
    rows = []
    starts = []
    rows.reserveCapacity(text.count)
    starts.reserveCapacity(text.count)
    for line in text {
      starts.append(rows.count)
      if line.utf8.count <= width {
        rows.append(line)
      } else {
        rows += TextWrap.lines(line, width: width, indent: Self.hangingIndent(of: line))
      }
    }
  }

  // What is set in goes on a little further in, so that the text of an item stands below itself.
  private static func hangingIndent(of line: String) -> String {
    let blanks = line.prefix { $0 == " " }
    let isSetIn = !blanks.isEmpty || line.hasPrefix("- ")
    return isSetIn ? blanks + "  " : ""
  }
}
