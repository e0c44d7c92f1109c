import TextGrid

/// A list of commands that letters narrow and Enter runs from.
struct KeyList: Sendable, Equatable {
  var search = TextInput()
  /// The line in focus, among those that can be run.
  private(set) var selection = 0

  /// Keys that act here, for the key document.
  static let keys = [
    ("letters", "show only what holds them"), ("`Up` `Down`", "a line up, down"),
    ("`PgUp` `PgDn`", "a page up, down"), ("`Enter`", "runs the line"), ("`Esc`", "back"),
  ]

  /// What a key did.
  enum Outcome: Equatable {
    case stays
    /// The line in focus is to be run.
    case runs
  }

  /// What the search lets through.
  func found<Line: Keyed>(in groups: [KeyGroup<Line>]) -> [KeyGroup<Line>] {
    let wanted = search.text.lowercased()
    return groups.compactMap { group in
      let lines = group.lines.filter { $0.holds(wanted) }
      return lines.isEmpty ? nil : KeyGroup(heading: group.heading, lines: lines)
    }
  }

  /// The line in focus of those that were found; nil when there is none.
  func chosen<Line: Keyed>(of found: [KeyGroup<Line>]) -> Line? {
    let lines = found.flatMap(\.lines).filter(\.canRun)
    return lines.indices.contains(selection) ? lines[selection] : nil
  }

  /// Takes a key, with so many lines on a page.
  mutating func take<Line: Keyed>(
    _ key: KeyPress, found: [KeyGroup<Line>], page: Int
  ) -> Outcome {
    let last = max(0, found.reduce(0) { $0 + $1.lines.count(where: \.canRun) } - 1)
    switch key {
    case .down, .control("N"), .tab: selection = min(selection + 1, last)
    case .up, .control("P"), .backTab: selection = max(selection - 1, 0)
    case .pageDown: selection = min(selection + page, last)
    case .pageUp: selection = max(selection - page, 0)
    case .enter: return .runs
    default: if search.take(key) { selection = 0 }
    }
    return .stays
  }

  /// Takes a paste into the search.
  mutating func insert(_ text: String) {
    search.insert(text)
    selection = 0
  }
}

extension Frame {
  /// Draws a list of keys over the body: a title with the search, then what was found.
  mutating func keyList<Line: Keyed>(
    _ title: String, _ list: KeyList, _ found: [KeyGroup<Line>], enter: String = "run",
    _ glyphs: Glyphs
  ) {
    clearBody(title, glyphs)
    let left = DisplayWidth.of(title) + 2
    field(list.search, row: Self.bodyTop, column: left, width: columns - left - 1)
    let rows = KeyGroup.rows(found)
    let here = rows.firstIndex { row in
      if case .line(_, let place?) = row { place == list.selection } else { false }
    }
    let room = max(1, bodyHeight - 1)
    let top = min(max(0, (here ?? 0) - room / 2), max(0, rows.count - room))
    if rows.isEmpty {
      put("Nothing holds that.", row: Self.bodyTop + 1, column: 2, style: .warning)
    }
    for (index, row) in rows.enumerated().dropFirst(top).prefix(room) {
      let place = Self.bodyTop + 1 + index - top
      switch row {
      case .heading(let text):
        put(glyphs.shortened(text, to: columns - 2), row: place, column: 1, style: .heading)
      case .line(let line, _):
        keyLine(line, row: place, isHere: index == here, glyphs)
      }
    }
    tell(below: rows.count - top - room, glyphs)
    let count = found.reduce(0) { $0 + $1.lines.count(where: \.canRun) }
    var keys = [("Esc", "back")]
    if count > 0 { keys.insert(("Enter", enter), at: 0) }
    if count > 1 { keys.append(("Up Down", "choose")) }
    if rows.count > room { keys.append(("PgUp PgDn", "page")) }
    keyBar(keys + [("letters", "search")])
  }

  // Keys, then what they are called, then what they do, as far as there is room.
  private mutating func keyLine(
    _ line: some Keyed, row: Int, isHere: Bool, _ glyphs: Glyphs
  ) {
    let isRoomy = columns >= 60
    let style: Style = isHere ? .focus : .plain
    if isHere { fill(row: row, style: .focus) }
    put(isHere ? ">" : " ", row: row, column: 0, style: style)
    var names = line.keyNames.first ?? ""
    for name in line.keyNames.dropFirst() where isRoomy && names.count + name.count < 13 {
      names += " " + name
    }
    put(names, row: row, column: 2, style: isHere ? .focus : .key, width: isRoomy ? 13 : 9)
    let label = isRoomy ? 16 : 12
    let end = put(line.label, row: row, column: label, style: isHere ? .focus : .command)
    let text = max(end + 2, isRoomy ? 30 : 0)
    put(
      glyphs.shortened(line.summary, to: columns - text - 1), row: row, column: text, style: style)
  }

  private mutating func tell(below count: Int, _ glyphs: Glyphs) {
    guard count > 0 else { return }
    let text = " \(glyphs.down) \(count) more "
    put(text, row: rows - 3, column: columns - 1 - DisplayWidth.of(text), style: .muted)
  }
}
