import TextGrid

@testable import Checklist

/// What holds of every message about a YAML file.
enum DiagnosticCheck {
  static func check(_ diagnostics: [Diagnostic], of source: ChecklistSource) throws {
    let limit = 2 * (FaultList.limit + 1)
    try require(diagnostics.count <= limit, "\(diagnostics.count) messages about one file")
    let widths = widths(of: source.bytes)
    var last = Position.start
    var lines = SourceLines(source)
    for diagnostic in diagnostics {
      try requireSentence(diagnostic.message)
      let place = Position(line: diagnostic.line, column: diagnostic.column)
      try require(
        (1...widths.count).contains(place.line)
          && (1...widths[place.line - 1] + 1).contains(place.column),
        "\(diagnostic) is outside of the file")
      try require(last <= place, "\(diagnostic) is out of order")
      last = place
      try checkExcerpt(lines.excerpt(line: place.line, column: place.column))
    }
  }

  /// What is shown of the file beside the message; nothing at the end of one without a line end.
  private static func checkExcerpt(_ excerpt: SourceLines.Excerpt?) throws {
    guard let excerpt else { return }
    let shown = PointedLine(
      before: excerpt.before, after: excerpt.after, isCutBefore: excerpt.isCutBefore,
      isCutAfter: excerpt.isCutAfter, width: 72)
    try require(isHarmless(shown.text), "a source line that is not harmless: \(shown.text)")
    try require(
      DisplayWidth.of(shown.text) <= 72 && shown.caret.utf8.count <= 73,
      "a source line wider than its room")
  }

  /// The scalars of each line, as YAML 1.1 breaks lines, and of the empty one after the last,
  /// where the parser stands at the end even when the last line has no break.
  private static func widths(of bytes: [UInt8]) -> [Int] {
    var widths = [0]
    var last: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": widths.append(0)
      default: widths[widths.count - 1] += 1
      }
      last = scalar
    }
    if widths.last != 0 { widths.append(0) }
    return widths
  }
}
