/// Something that keys do: what the key bar, `?` and the key document say of it.
protocol Keyed: Sendable {
  /// The keys; the first is the one that the key bar shows.
  var keys: [KeyPress] { get }
  /// The keys as lists name them, or what stands in their place.
  var keyNames: [String] { get }
  /// A word or two for the key bar.
  var label: String { get }
  /// One sentence: what it does.
  var summary: String { get }
  /// Other words that find it.
  var words: [String] { get }
  /// Whether a list can have it done.
  var canRun: Bool { get }
}

extension Keyed {
  var keyNames: [String] { keys.map(\.name) }
  var canRun: Bool { true }

  /// Whether label, summary, words or keys hold a text, in lower case.
  func holds(_ text: String) -> Bool {
    text.isEmpty || ([label, summary] + words + keyNames).contains { $0.holds(text) }
  }
}

/// Lines of a list that have something in common.
struct KeyGroup<Line: Keyed>: Sendable {
  /// What it is; empty for nothing.
  var heading = ""
  let lines: [Line]

  /// A row of the list.
  enum Row {
    case heading(String)
    /// A line, with its place among those that can be run.
    case line(Line, place: Int?)
  }

  /// Groups one below the other.
  static func rows(_ groups: [KeyGroup]) -> [Row] {
    var rows: [Row] = []
    var place = 0
    for group in groups {
      if !group.heading.isEmpty { rows.append(.heading(group.heading)) }
      for line in group.lines {
        rows.append(.line(line, place: line.canRun ? place : nil))
        if line.canRun { place += 1 }
      }
    }
    return rows
  }
}
