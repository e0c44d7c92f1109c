import Testing

@testable import TextGrid

@Suite struct PointedLineTests {
  /// A line with `«` at the place, and what is shown of it, the caret's row below.
  @Test(arguments: [
    ("«title: A", "title: A", "^"),
    ("title: «A", "title: A", "       ^"),
    ("why:«", "why:", "    ^"),
    ("«", "", "^"),
    ("  «id: x", "  id: x", "  ^"),
    ("日本: «x", "日本: x", "      ^"),
    ("é\u{301}: «x", "é\u{301}: x", "   ^"),
    ("👩🏾‍🔧 «x", "👩🏾‍🔧 x", "   ^"),
    ("\t«id: x", "\\tid: x", "  ^"),
    ("a\u{1B}[31m: «x", "a\\u{1b}[31m: x", "             ^"),
    ("a\u{202E}b«c", "a\\u{202e}bc", "          ^"),
    ("«\u{FEFF}id: x", "\\u{feff}id: x", "^"),
    // Inside a cluster: under its beginning.
    ("xe«\u{301}y", "xe\u{301}y", " ^"),
  ])
  func theCaretStandsUnderItsCell(_ marked: String, _ text: String, _ caret: String) {
    let shown = line(marked, width: 40)
    #expect(shown.text == text)
    #expect(shown.caret == caret)
  }

  @Test(arguments: [
    // As wide as the room, and one more.
    ("«" + "a20", "a20", "^"),
    ("«" + "a21", "aaaaaaaaaaaaaaaaaaa…", "^"),
    ("a20" + "«", "…aaaaaaaaaaaa", "             ^"),
    ("0123456789012345678«9", "01234567890123456789", "                   ^"),
    ("0123456789012345678«90", "…78901234567890", "             ^"),
    ("0123456789«01234567890123456789", "0123456789012345678…", "          ^"),
    ("日日日日日日日日«日日日日", "…日日日日日日日日日…", "             ^"),
  ])
  func aLongLineIsCutAroundThePlace(_ marked: String, _ text: String, _ caret: String) {
    let filled = marked.replacing("a20", with: String(repeating: "a", count: 20))
      .replacing("a21", with: String(repeating: "a", count: 21))
    let expected = text.replacing("a20", with: String(repeating: "a", count: 20))
    let shown = line(filled, width: 20)
    #expect(shown.text == expected)
    #expect(shown.caret == caret)
  }

  @Test func whateverTheLineItFitsAndTheCaretIsWithinIt() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<3_000 {
      let width = Int.random(in: 10...90, using: &random)
      let shown = PointedLine(
        before: RandomText.wild(using: &random), after: RandomText.wild(using: &random),
        isCutBefore: .random(using: &random), isCutAfter: .random(using: &random), width: width)
      #expect(DisplayWidth.of(shown.text) <= width)
      #expect(DisplayWidth.of(shown.caret) <= DisplayWidth.of(shown.text) + 1)
      #expect(shown.text.utf8.elementsEqual(SafeText.line(shown.text).utf8))
    }
  }

  private func line(_ marked: String, width: Int) -> PointedLine {
    let scalars = marked.unicodeScalars
    guard let mark = scalars.firstIndex(of: "«") else {
      return PointedLine(before: "no mark", after: "", width: width)
    }
    return PointedLine(
      before: String(scalars[..<mark]), after: String(scalars[scalars.index(after: mark)...]),
      width: width)
  }
}
