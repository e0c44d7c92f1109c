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
    var layout = WrapLayout(width: width, firstIndent: firstIndent, indent: indent, mark: "")
    for (number, line) in explicitLines(of: text).enumerated() {
      if number > 0 { layout.endLine() }
      layout.add(plainWords(of: line))
    }
    return layout.finished()
  }

  /// A shell command, broken so that the lines can be selected and pasted as the command it is.
  ///
  /// Lines break only at spaces outside quotes, and each such line ends with `continuation`. Only a
  /// word that is wider than a line (less the indent and the continuation) is broken inside, at the
  /// spaces within its quotes, else between characters; those lines end without the mark, because
  /// no mark would be right there. Newlines in the command are kept.
  /// - Parameters:
  ///   - command: What to lay out, made safe before with ``SafeText``.
  ///   - width: The columns of a line, indent and continuation included.
  ///   - firstIndent: What stands before the first line.
  ///   - indent: What stands before every other line.
  ///   - continuation: What ends a line that goes on; empty for a language without such a mark.
  ///     Left out where it would leave less than two columns.
  /// - Returns: The lines from top to bottom, at least one.
  public static func commandLines(
    _ command: String, width: Int, firstIndent: String = "", indent: String = "",
    continuation: String = " \\"
  ) -> [String] {
    var layout = WrapLayout(
      width: width, firstIndent: firstIndent, indent: indent, mark: continuation)
    var quoting = ShellQuoting()
    for (number, line) in explicitLines(of: command).enumerated() {
      if number > 0 { layout.endLine() }
      layout.add(words(of: line) { !quoting.protects($0) })
      quoting.endLine()
    }
    return layout.finished()
  }

  private static func explicitLines(of text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  /// The words between spaces, each with the number of spaces before it.
  static func plainWords(of line: Substring) -> [WrapWord] {
    words(of: line) { _ in true }
  }

  /// The words of a line; `canBreak` is asked for every character in turn and says of a space
  /// whether it parts words.
  private static func words(
    of line: Substring, canBreak: (Character) -> Bool
  ) -> [WrapWord] {
    var words: [WrapWord] = []
    var gap = 0
    var start: Substring.Index?
    for index in line.indices {
      let character = line[index]
      if canBreak(character), character == " " {
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

/// Which characters of a shell command stand in quotes or after a backslash.
private struct ShellQuoting {
  private var quote: Character?
  private var isEscaped = false

  /// Takes the next character and tells whether a space there would be part of a word.
  mutating func protects(_ character: Character) -> Bool {
    if isEscaped {
      isEscaped = false
      return true
    }
    switch (character, quote) {
    case ("\\", nil), ("\\", "\""): isEscaped = true
    case ("'", nil), ("\"", nil): quote = character
    case (_, .some(character)): quote = nil
    default: break
    }
    return quote != nil || isEscaped
  }

  /// A backslash at the end of a line protects the newline, not the next line's first character.
  mutating func endLine() {
    isEscaped = false
  }
}
