import Review
package import ReviewUI
package import TextGrid

/// Keys, pastes and sizes that nobody would think of, the same for a seed on every machine.
///
/// What has to hold: nothing traps, every row is exactly as wide as the terminal, and the lines of
/// the report give the state that the screen has.
package struct RandomWalk {
  /// What did not hold, with what is needed to see it again.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  private static let keys: [KeyPress] =
    CommandTable.all.flatMap(\.keys).filter { $0 != .character("q") && $0 != .character("Q") }
    + [.escape, .enter, .up, .down, .left, .right, .home, .end, .backspace, .delete, .other]
    + [.wordLeft, .wordRight, .altBackspace, .alt("b"), .alt("d"), .alt("f")]
    + "abcprod1234y./-日e\u{301}👩🏾‍🔧 ".map { .character($0) }
    + "ABDEFKNPSUWXYZ".map { .control($0) }
  private static let pastes = [
    "", "x", "one\ntwo\n", "\u{1B}[2J\u{202E}", String(repeating: "long ", count: 400),
  ]

  private let seed: UInt64
  private var generator: SeededGenerator
  /// The screen and the report behind it.
  package private(set) var story: ScreenStory

  package init(seed: UInt64) throws {
    self.seed = seed
    generator = SeededGenerator(seed: seed)
    story = try ScreenStory()
  }

  /// Lets events happen and looks at the frame after each.
  ///
  /// - Parameters:
  ///   - count: how many events.
  ///   - look: what else has to hold of a frame.
  /// - Throws: what did not hold.
  package mutating func take(_ count: Int, look: (Screen, Frame) -> Void = { _, _ in }) throws {
    for number in 0..<count {
      story.take(next())
      let frame = story.screen.render(glyphs: .unicode)
      for (row, text) in frame.textRows.enumerated()
      where DisplayWidth.of(text) != frame.columns {
        throw Fault(description: "seed \(seed), event \(number): row \(row) is \"\(text)\"")
      }
      look(story.screen, frame)
    }
    try replay()
  }

  private mutating func next() -> ScreenEvent {
    switch Int.random(in: 0..<40, using: &generator) {
    case 0:
      .resize(
        columns: .random(in: 0...300, using: &generator),
        rows: .random(in: 0...100, using: &generator))
    case 1: .paste(Self.pastes.randomElement(using: &generator) ?? "")
    default: .key(Self.keys.randomElement(using: &generator) ?? .other)
    }
  }

  private func replay() throws {
    var replayed = try Sample.review()
    for entry in story.report.entries {
      if let fault = replayed.apply(entry) {
        throw Fault(description: "seed \(seed): line \(entry.seq) does not fit: \(fault)")
      }
    }
    let shown = story.screen.review.review
    guard replayed.answerHistory == shown.answerHistory,
      replayed.factHistory == shown.factHistory, replayed.isSealed == shown.isSealed
    else {
      throw Fault(description: "seed \(seed): the report says something else than the screen")
    }
  }
}
