import TextGrid

/// Something that keys do: what the key bar, `?` and the key document say of it.
protocol Keyed {
  /// The keys; the first is the one that the key bar shows.
  var keys: [KeyPress] { get }
  /// A word or two for the key bar.
  var label: String { get }
  /// One sentence: what it does.
  var summary: String { get }
  /// Other words that find it.
  var words: [String] { get }
}

extension Keyed {
  /// Whether label, summary, words or keys hold a text, in lower case.
  func holds(_ text: String) -> Bool {
    text.isEmpty
      || ([label, summary] + words + keys.map(\.name)).contains { $0.holds(text) }
  }
}

/// A list of commands that letters narrow and Enter runs from.
struct KeyList: Sendable, Equatable {
  var search = TextInput()
  private(set) var selection = 0

  /// What a key did.
  enum Outcome: Equatable {
    case stays
    /// The command in focus is to be run.
    case runs
  }

  /// The commands of a table that the search lets through.
  func found<Command: Keyed>(in table: [Command]) -> [Command] {
    let wanted = search.text.lowercased()
    return table.filter { $0.holds(wanted) }
  }

  /// Takes a key, with so many commands in the list and so many lines on a page.
  mutating func take(_ key: KeyPress, count: Int, page: Int) -> Outcome {
    let last = max(0, count - 1)
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
  /// Draws a list of commands over the body.
  mutating func keyList<Command: Keyed>(
    _ title: String, _ list: KeyList, of table: [Command], _ glyphs: Glyphs
  ) {
    clearBody(title, glyphs)
    field(list.search, row: Self.bodyTop + 1, column: 1, width: columns - 2)
    let found = list.found(in: table)
    let room = max(1, bodyHeight - 2)
    let top = min(max(0, list.selection - room / 2), max(0, found.count - room))
    for (index, command) in found.enumerated().dropFirst(top).prefix(room) {
      let isHere = index == list.selection
      let row = Self.bodyTop + 2 + index - top
      if isHere { fill(row: row, style: .focus) }
      let style: Style = isHere ? .focus : .plain
      put(isHere ? ">" : " ", row: row, column: 0, style: style)
      put(
        command.keys.map(\.name).joined(separator: " "), row: row, column: 2,
        style: isHere ? .focus : .key, width: 13)
      put(
        glyphs.shortened(command.summary, to: columns - 17), row: row, column: 16, style: style)
    }
    keyBar([("Up Down", "choose"), ("Enter", "run"), ("Esc", "back")])
  }
}
