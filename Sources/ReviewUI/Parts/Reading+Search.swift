import TextGrid

/// What is looked for in lines that are read.
struct ReadingSearch: Sendable, Equatable {
  /// A place where the text stands.
  ///
  /// Counted without spaces, which are all that wrapping adds and drops: so a match that is broken
  /// over two rows is found, and found again after the next wrapping.
  struct Match: Sendable, Equatable {
    /// The line, before wrapping.
    let line: Int
    /// Characters of that line that are no spaces.
    let characters: Range<Int>
  }

  /// Whether there is something to say of it.
  var isShown: Bool { input != nil || !note.isEmpty }

  /// What is being typed, or nil.
  var input: TextInput?
  fileprivate(set) var wanted = ""
  fileprivate(set) var matches: [Match] = []
  fileprivate(set) var current = 0

  /// What came of it, for the reader; empty before a search.
  var note: String {
    if wanted.isEmpty { return "" }
    if matches.isEmpty { return "\(wanted) is not here." }
    return "Match \(grouped(current + 1)) of \(grouped(matches.count)): \(wanted)"
  }

  fileprivate mutating func find(in text: [String]) {
    let pattern = Array(wanted.lowercased().utf8)
    matches = []
    current = 0
    guard !pattern.isEmpty else { return }
    for (index, line) in text.enumerated() {
      let lowered = line.lowercased()
      for range in Self.ranges(of: pattern, in: Array(lowered.utf8)) {
        let start = lowered.utf8.index(lowered.startIndex, offsetBy: range.lowerBound)
        let end = lowered.utf8.index(lowered.startIndex, offsetBy: range.upperBound)
        let before = lowered[..<start].count { $0 != " " }
        let inside = lowered[start..<end].count { $0 != " " }
        matches.append(Match(line: index, characters: before..<before + inside))
      }
    }
  }

  private static func ranges(of pattern: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start + pattern.count <= bytes.count {
      if bytes[start] == pattern[0],
        bytes[start..<start + pattern.count].elementsEqual(pattern)
      {
        found.append(start..<start + pattern.count)
        start += pattern.count
      } else {
        start += 1
      }
    }
    return found
  }
}

extension Reading {
  /// Takes a key while the text to look for is typed.
  mutating func takeSearchKey(_ key: KeyPress) {
    switch key {
    case .escape, .control("C"):
      search.input = nil
    case .enter:
      let typed = trimmed(search.input?.text ?? "")
      search.input = nil
      search.wanted = typed
      search.find(in: text)
      showFirstMatch()
    default:
      _ = search.input?.take(key)
    }
  }

  /// Takes a paste into the text to look for; false when none is typed.
  mutating func insert(_ text: String) -> Bool {
    search.input?.insert(text) != nil
  }

  mutating func moveToMatch(_ step: Int) {
    let count = search.matches.count
    guard count > 0 else { return }
    search.current = (search.current + step + count) % count
    showMatch()
  }

  /// The columns of a row that the current match covers.
  func matchColumns(inRow row: Int) -> Range<Int>? {
    guard search.matches.indices.contains(search.current) else { return nil }
    let match = search.matches[search.current]
    guard rowsOfLine(match.line).contains(row) else { return nil }
    var seen = rowsOfLine(match.line).prefix { $0 < row }.reduce(0) { $0 + Self.solid(rows[$1]) }
    var column = 0
    var first: Int?
    var last = 0
    for character in rows[row] {
      let width = DisplayWidth.of(character)
      if character != " " {
        if match.characters.contains(seen) {
          first = first ?? column
          last = column + width
        }
        seen += 1
      }
      column += width
    }
    return first.map { $0..<last }
  }

  // From the top of the screen on; what is above comes after the last one.
  private mutating func showFirstMatch() {
    search.current = search.matches.firstIndex { self.row(of: $0) >= top } ?? 0
    showMatch()
  }

  private mutating func showMatch() {
    guard search.matches.indices.contains(search.current) else { return }
    show(row: row(of: search.matches[search.current]))
  }

  private func row(of match: ReadingSearch.Match) -> Int {
    var seen = 0
    for row in rowsOfLine(match.line) {
      seen += Self.solid(rows[row])
      if seen > match.characters.lowerBound { return row }
    }
    return starts[match.line]
  }

  private func rowsOfLine(_ line: Int) -> Range<Int> {
    starts[line]..<(line + 1 < starts.count ? starts[line + 1] : rows.count)
  }

  /// Characters that are no spaces.
  private static func solid(_ text: String) -> Int { text.count { $0 != " " } }
}
