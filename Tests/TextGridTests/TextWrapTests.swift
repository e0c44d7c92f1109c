import Testing
import TextGrid

struct TextWrapTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let width: Int
    var first = ""
    var indent = ""
    let lines: [String]
    var testDescription: String { "\(text.debugDescription) at \(width)" }
  }

  @Test(arguments: [
    Case(text: "", width: 10, lines: [""]),
    Case(text: "one two three", width: 7, lines: ["one two", "three"]),
    Case(text: "one two three", width: 8, lines: ["one two", "three"]),
    Case(text: "one two three", width: 13, lines: ["one two three"]),
    Case(text: "one\n\ntwo\n", width: 9, lines: ["one", "", "two", ""]),
    Case(text: "one\r\ntwo", width: 9, lines: ["one", "two"]),
    Case(text: "  keeps   spaces  ", width: 20, lines: ["  keeps   spaces"]),
    Case(text: "drops   them", width: 6, lines: ["drops", "them"]),
    Case(text: "   \n      far", width: 4, lines: ["", "far"]),
    Case(text: "abcdefghij", width: 4, lines: ["abcd", "efgh", "ij"]),
    Case(text: "x abcdefghij y", width: 4, lines: ["x", "abcd", "efgh", "ij y"]),
    Case(text: "日本語日本語", width: 5, lines: ["日本", "語日", "本語"]),
    Case(text: "日本", width: 1, lines: ["日", "本"]),
    Case(text: "abc", width: 0, lines: ["a", "b", "c"]),
    Case(text: "abc", width: -7, lines: ["a", "b", "c"]),
    Case(text: "a\u{A0}b c", width: 3, lines: ["a\u{A0}b", "c"]),
    Case(text: "👩🏾‍🔧👩🏾‍🔧 ❤️", width: 4, lines: ["👩🏾‍🔧👩🏾‍🔧", "❤️"]),
    Case(
      text: "pick the newest", width: 11, first: "1  ", indent: "   ",
      lines: ["1  pick the", "   newest"]),
    Case(text: "a\nb", width: 9, first: "- ", indent: "  ", lines: ["- a", "  b"]),
    Case(text: "", width: 9, first: "- ", lines: ["-"]),
    Case(text: "abcdef gh", width: 8, first: "Label ", lines: ["Label", "abcdef", "gh"]),
    Case(text: "abcdef gh", width: 8, first: "      ", lines: ["abcdef", "gh"]),
    Case(
      text: "abcd", width: 4, first: "        ", indent: "          ", lines: ["  ab", "  cd"]),
    Case(text: "ab", width: 2, first: "> ", indent: "> ", lines: ["ab"]),
  ])
  func prose(example: Case) {
    #expect(
      TextWrap.lines(
        example.text, width: example.width, firstIndent: example.first, indent: example.indent)
        == example.lines)
  }

  @Test func linesFitAndNothingIsLost() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      let text = RandomText.shown(using: &generator)
      let width = Int.random(in: -1...40, using: &generator)
      let indents = ["", "  ", "日 ", "          ", "| "]
      let first = indents[Int.random(in: 0..<indents.count, using: &generator)]
      let rest = indents[Int.random(in: 0..<indents.count, using: &generator)]
      for line in TextWrap.lines(text, width: width, firstIndent: first, indent: rest) {
        let isOneWideCharacter = line.count == 1 && width < 2
        #expect(DisplayWidth.of(line) <= max(1, width) || isOneWideCharacter, "\(line)")
        #expect(line.last != " ")
      }
      let plain = TextWrap.lines(text, width: width)
      #expect(ink(plain.joined()) == ink(text))
    }
  }

  @Test func aWordThatFitsIsNeverBroken() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<2_000 {
      let text = RandomText.shown(using: &generator).filter { !$0.isNewline }
      // Of the text in one piece: a mark after a space belongs to the space.
      let words = text.split(separator: " ")
      let widest = words.map { DisplayWidth.of(String($0)) }.max() ?? 1
      let width = widest + Int.random(in: 0...9, using: &generator)
      let lines = TextWrap.lines(text, width: width)
      #expect(lines.flatMap { $0.split(separator: " ") } == words)
    }
  }

  /// What is left without spaces and newlines, by scalars: a mark at the start of a line joins the
  /// character before it when lines are put together.
  private func ink(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0 != " " && $0 != "\n" && $0 != "\r" }
  }
}
