import TextGrid

/// Lines to read, scrolled.
struct Reading: Sendable, Equatable {
  let title: String
  /// The lines, wrapped already.
  let lines: [String]
  private(set) var top = 0

  init(_ title: String, _ lines: [String]) {
    self.title = title
    self.lines = lines
  }

  /// Takes a key; false when it ends the reading.
  mutating func take(_ key: KeyPress, rows: Int) -> Bool {
    let page = max(1, rows - 7)
    let last = max(0, lines.count - page)
    switch key {
    case .character("j"), .down, .enter: top += 1
    case .character("k"), .up: top -= 1
    case .control("D"), .pageDown, .character(" "): top += page / 2 + 1
    case .control("U"), .pageUp: top -= page / 2 + 1
    case .character("g"), .home: top = 0
    case .character("G"), .end: top = last
    case .character("q"), .character("r"), .character("i"), .character("?"): return false
    default: break
    }
    top = min(max(0, top), last)
    return true
  }
}

extension Frame {
  /// Draws what is read over the body.
  mutating func reading(_ reading: Reading, _ glyphs: Glyphs) {
    clearBody(reading.title, glyphs)
    for (index, line) in reading.lines.dropFirst(reading.top).prefix(bodyHeight - 1).enumerated() {
      put(SafeText.line(line), row: Self.bodyTop + 1 + index, column: 1)
    }
    cursor = (row: Self.bodyTop + 1, column: 1)
    keyBar([("j k", "scroll"), ("g G", "ends"), ("Esc", "back")])
  }
}
