import Review

/// The lines of the outline pane: sections, and those of their steps that are neither folded away
/// nor filtered out.
///
/// Made anew when sections are folded, a filter is set or a fact changes what applies.
struct OutlineList: Sendable, Equatable {
  /// One line.
  struct Line: Sendable, Equatable {
    /// The section, as an index into the outline's parts.
    let part: Int
    /// The step, as an index into the outline's items; of a section, its first.
    let step: Int
    let isSection: Bool
  }

  private(set) var lines: [Line] = []
  private let folded: Set<String>
  private var passes: [Bool]

  init(_ outline: Outline, folded: Set<String>, passes: (Outline.Item) -> Bool) {
    self.folded = folded
    self.passes = outline.items.map(passes)
    arrange(outline)
  }

  private mutating func arrange(_ outline: Outline) {
    lines = []
    for (index, part) in outline.parts.enumerated() {
      let shown = part.range.filter { passes[$0] }
      guard !shown.isEmpty else { continue }
      lines.append(Line(part: index, step: part.range.lowerBound, isSection: true))
      if folded.contains(part.title) { continue }
      lines += shown.map { Line(part: index, step: $0, isSection: false) }
    }
  }

  /// Takes in that a step has changed.
  mutating func set(_ step: Int, passes: Bool, in outline: Outline) {
    guard self.passes[step] != passes else { return }
    self.passes[step] = passes
    arrange(outline)
  }

  /// How many steps the filter lets through.
  var matchCount: Int { passes.count { $0 } }

  /// The first line that is a step's own or comes after it.
  func place(of step: Int) -> Int {
    lines.firstSortedIndex { $0.step > step || $0.step == step && !$0.isSection }
  }

  /// The line of a step, if it has one.
  func line(of step: Int) -> Int? {
    let place = place(of: step)
    return place < lines.count && lines[place].step == step ? place : nil
  }

  /// The next step that the filter lets through after a place among the steps, or round from the
  /// beginning.
  func match(from place: Int) -> Int? {
    passes[place...].firstIndex(of: true) ?? passes.firstIndex(of: true)
  }

  /// The step before a place that the filter lets through, or round from the end.
  func match(before place: Int) -> Int? {
    passes[..<place].lastIndex(of: true) ?? passes.lastIndex(of: true)
  }
}
