/// Safe text laid out in lines of a given width.
///
/// Widths are those of ``DisplayWidth``. No line is wider than `width`, but for a single wide
/// character where one column is all there is. A width below 1 counts as 1. No line ends with a
/// space. An indent is cut where it would leave less than two columns for the text.
public enum TextWrap {
  /// Prose, as many words on a line as fit.
  ///
  /// Lines break at spaces; a newline in the text always breaks, so a text that ends with one
  /// gives an empty last line. Spaces within a line and before its first word are kept, those at a
  /// break are dropped. A word that does not fit on a line of its own is split between characters.
  /// - Parameters:
  ///   - text: What to lay out, made safe before with ``SafeText``.
  ///   - width: The columns of a line, indent included.
  ///   - firstIndent: What stands before the first line, a label perhaps.
  ///   - indent: What stands before every other line.
  /// - Returns: The lines from top to bottom, at least one.
  public static func lines(
    _ text: String, width: Int, firstIndent: String = "", indent: String = ""
  ) -> [String] {
    var layout = WrapLayout(width: width, firstIndent: firstIndent, indent: indent)
    for (number, line) in explicitLines(of: text).enumerated() {
      if number > 0 { layout.endLine() }
      layout.add(plainWords(of: line))
    }
    return layout.finished()
  }

  /// As much of a text as a width holds.
  /// - Parameters:
  ///   - text: One line, made safe before with ``SafeText``.
  ///   - width: The columns that there are.
  /// - Returns: Its first characters.
  public static func cut(_ text: String, to width: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += DisplayWidth.of(character)
        return used <= width
      })
  }

  private static func explicitLines(of text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// The words between spaces, each with the number of spaces before it.
  private static func plainWords(of line: Substring) -> [WrapWord] {
    var words: [WrapWord] = []
    var gap = 0
    var start: Substring.Index?
    for index in line.indices {
      if line[index] == " " {
        if let begun = start { words.append(WrapWord(gap: gap, text: line[begun..<index])) }
        gap = start == nil ? gap + 1 : 1
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let start { words.append(WrapWord(gap: gap, text: line[start...])) }
    return words
  }
}

/// A word and the spaces before it.
struct WrapWord {
  let gap: Int
  let text: Substring
  let width: Int

  init(gap: Int, text: Substring) {
    self.gap = gap
    self.text = text
    width = DisplayWidth.of(String(text))
  }
}
