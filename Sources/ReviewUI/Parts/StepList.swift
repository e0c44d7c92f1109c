import TextGrid

/// Lines to read of which some lead to a step, and the line that keys act on.
struct StepList: Sendable, Equatable {
  /// One line.
  struct Line: Sendable, Equatable {
    let spans: [Span]
    /// Where Enter leads to, or nil.
    let step: String?
  }

  /// What the lines were made from: made anew when it changes.
  struct Stamp: Sendable, Equatable {
    var width: Int
    /// The last line of the report.
    let seq: Int
    let isSaved: Bool
  }

  let stamp: Stamp
  private(set) var lines: [Line] = []
  /// The line that keys act on.
  private(set) var place = 0

  init(_ stamp: Stamp) {
    self.stamp = stamp
  }

  /// Adds lines that lead to a step, or to none.
  mutating func add(to step: String? = nil, _ write: (inout SpanText) -> Void) {
    var text = SpanText(width: stamp.width)
    write(&text)
    lines += text.lines.map { Line(spans: $0, step: step) }
  }

  /// Adds an empty line, but not twice and not at the top.
  mutating func blank() {
    if lines.last?.spans.isEmpty == false { lines.append(Line(spans: [], step: nil)) }
  }

  /// The step of the line that keys act on.
  var step: String? { lines.indices.contains(place) ? lines[place].step : nil }

  /// Takes a key that moves; false when it does not.
  mutating func take(_ key: KeyPress, page: Int) -> Bool {
    let half = max(1, page / 2)
    switch key {
    case .character("j"), .down: move(to: place + 1)
    case .character("k"), .up: move(to: place - 1)
    case .control("D"), .pageDown, .character(" "): move(to: place + half)
    case .control("U"), .pageUp: move(to: place - half)
    case .character("g"), .home: move(to: 0)
    case .character("G"), .end: move(to: lines.count - 1)
    default: return false
    }
    return true
  }

  /// Goes to a line, or as near as there is one.
  mutating func move(to line: Int) {
    place = min(max(0, line), max(0, lines.count - 1))
  }

  /// Goes to the first line of a step, if it has one.
  mutating func move(to step: String) {
    if let line = lines.firstIndex(where: { $0.step == step }) { place = line }
  }

  /// Goes on to the next line that leads to a step.
  mutating func moveToNextStep() {
    move(to: lines[place...].firstIndex { $0.step != nil } ?? place)
  }

  /// The first line in sight when so many are.
  func top(height: Int) -> Int {
    min(max(0, place - height / 2), max(0, lines.count - height))
  }
}

extension Frame {
  /// Draws a list into a part of the body; the line that keys act on is marked.
  ///
  /// - Returns: how many lines are below.
  mutating func stepList(_ list: StepList, row: Int, column: Int, height: Int) -> Int {
    let top = list.top(height: height)
    for (index, line) in list.lines.enumerated().dropFirst(top).prefix(height) {
      let here = row + index - top
      let isHere = index == list.place
      put(line.spans, row: here, column: column + 2, width: list.stamp.width)
      guard isHere else { continue }
      put(">", row: here, column: column, style: .focus)
      restyle(row: here, column: column, width: list.stamp.width + 2, .focus)
      cursor = (row: here, column: column)
    }
    return max(0, list.lines.count - top - height)
  }
}
