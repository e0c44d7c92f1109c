/// Text of others made safe to show: what could move the cursor, hide or reorder text is made
/// visible.
///
/// Checklists, answers and evidence come from files, and reach a terminal, an export or a signed
/// comment. What is shown in full: every visible character of every script, combining marks, and
/// the joiners and variation selectors that scripts and emoji need (after a character beyond
/// ASCII, one at a time, so that `rm` with an invisible joiner inside does not look like `rm` and
/// no message hides in a run of selectors). What is not shown as it is: control characters, line
/// and paragraph separators, bidirectional controls, tags, fillers and all else that Unicode calls
/// default ignorable, interlinear annotation, noncharacters.
///
/// A backslash in the text stays as it is, so an escape cannot be told from the same characters
/// typed: the escapes are for reading, not for reading back.
public enum SafeText {
  /// The text on one line, with an escape such as `\u{1b}` for each character that is not shown.
  ///
  /// Line feed, carriage return and tab become `\n`, `\r`, `\t`.
  public static func line(_ text: String) -> String {
    if text.isPrintableASCII { return text }
    return escaped(text.unicodeScalars[...])
  }

  /// The lines of a text, each as ``line(_:)`` gives it, with tabs as spaces up to the next
  /// multiple of eight columns.
  ///
  /// Lines end with LF or CRLF; a last line end makes no empty line after it, and an empty text
  /// has no lines.
  public static func block(_ text: String) -> [String] {
    var pieces = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let last = pieces.removeLast()
    var lines = pieces.map { piece in
      expanded(piece.last == "\r" ? piece.dropLast() : piece)
    }
    if !last.isEmpty { lines.append(expanded(last)) }
    return lines
  }

  /// Typed or pasted text without what ``line(_:)`` would not show, and how many characters that
  /// took away.
  ///
  /// Newline and tab stay. CRLF, CR (which is what terminals send for a line end inside a paste),
  /// NEL and the line and paragraph separators become a newline and do not count as removed.
  public static func stripped(_ text: String) -> (text: String, removed: Int) {
    if text.isPrintableASCII { return (text, 0) }
    var kept = String.UnicodeScalarView()
    var removed = 0
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        if before != "\r" { kept.append("\n") }
      case "\r", "\u{85}", "\u{2028}", "\u{2029}": kept.append("\n")
      case "\t": kept.append("\t")
      default:
        if isShown(scalar, after: kept.last) { kept.append(scalar) } else { removed += 1 }
      }
      before = scalar
    }
    return (String(kept), removed)
  }

  /// One line with its tabs as spaces.
  private static func expanded(_ line: Substring.UnicodeScalarView) -> String {
    let text = String(line)
    if text.isPrintableASCII { return text }
    var result = ""
    var column = 0
    for piece in line.split(separator: "\t", omittingEmptySubsequences: false) {
      if piece.startIndex > line.startIndex {
        let spaces = 8 - column % 8
        result += String(repeating: " ", count: spaces)
        column += spaces
      }
      let safe = escaped(piece)
      result += safe
      column += DisplayWidth.of(safe)
    }
    return result
  }

  private static func escaped(_ scalars: Substring.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    var shown: Unicode.Scalar?
    for scalar in scalars {
      if isShown(scalar, after: shown) {
        result.append(scalar)
        shown = scalar
      } else {
        // One by one: `append(contentsOf:)` copies all that is there.
        for scalar in escape(scalar).unicodeScalars { result.append(scalar) }
        shown = nil
      }
    }
    return String(result)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  /// Whether a scalar is shown as it is, where `previous` is the shown scalar right before it.
  private static func isShown(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return true }
    if isJoiner(scalar) {
      guard let previous else { return false }
      return !previous.isASCII && !isJoiner(previous)
    }
    if scalar.properties.isVariationSelector {
      guard let previous, !isJoiner(previous), !previous.properties.isVariationSelector else {
        return false
      }
      return !previous.isASCII || previous.properties.isEmoji  // The latter: keycaps.
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return false
    default: break
    }
    // Braces around a reading in interlinear annotation: invisible, yet not default ignorable.
    if (0xFFF9...0xFFFB).contains(scalar.value) { return false }
    return !properties.isDefaultIgnorableCodePoint && !properties.isNoncharacterCodePoint
  }

  /// Whether a scalar is the zero width joiner or non-joiner.
  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}"
  }
}
