import TextGrid

/// A full screen that says something below what it shows.
protocol TellingScreen {
  var columns: Int { get }
  var rows: Int { get }
  /// What happened; empty for nothing.
  var message: String { get set }
  /// What is said now: the message, or a note on what is chosen.
  var said: String { get }
  /// What shows the whole when it is cut; empty for nothing.
  var more: String { get }
  /// Lines that are read over the screen, if any.
  var reading: Reading? { get }

  /// Takes another size.
  mutating func fit(columns: Int, rows: Int)

  /// The screen with one row of what is said.
  func drawn(_ glyphs: Glyphs) -> Frame
}

extension TellingScreen {
  var more: String { "" }

  /// The screen with what is said in as many rows as that takes.
  func told(_ glyphs: Glyphs) -> Frame {
    let lines = Frame.messageRows(said, columns: columns, rows: rows, more: more, glyphs)
    // What is searched for in a text stands in the place of the message.
    let isSearching = reading?.search.isShown ?? false
    // On a small screen a list needs its rows more than what is said of its lines.
    guard lines.count > 1, !isSearching, !message.isEmpty || rows >= 16 else {
      return drawn(glyphs)
    }
    // All else is drawn as on a lower screen; nothing of it stays when the message goes.
    var low = self
    low.message = ""
    low.fit(columns: columns, rows: rows - lines.count + 1)
    return low.drawn(glyphs).withMessage(lines, style: message.isEmpty ? .muted : .warning)
  }
}
