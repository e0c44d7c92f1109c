import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// Typing, moving, taking back; `|` is the cursor in what these tests write down.
@Suite struct TextInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let keys: String
    let result: String
    var testDescription: String { "\(keys) in \(text.debugDescription)" }
  }

  /// A text with the cursor at `|`.
  static func input(_ text: String, isMultiline: Bool = true, limit: Int? = nil) -> TextInput {
    var input = TextInput(
      text.replacing("|", with: "", maxReplacements: 1), isMultiline: isMultiline, limit: limit)
    let before = text.split(separator: "|", omittingEmptySubsequences: false)[0]
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    input.cursor = .init(row: lines.count - 1, column: lines[lines.count - 1].count)
    return input
  }

  static func told(_ input: TextInput) -> String {
    let start = TextInput.Place(row: 0, column: 0)
    return input.text(from: start, to: input.cursor) + "|"
      + input.text(from: input.cursor, to: input.end)
  }

  @Test(arguments: [
    Case(text: "|", keys: "ab", result: "ab|"),
    Case(text: "a|c", keys: "b", result: "ab|c"),
    Case(text: "ab|cd", keys: "<enter>", result: "ab\n|cd"),
    Case(text: "ab\n|cd", keys: "<bs>", result: "ab|cd"),
    Case(text: "|", keys: "<bs><del><c-w><c-u><c-k><a-d><a-bs>", result: "|"),
    Case(text: "ab|\ncd", keys: "<del>", result: "ab|cd"),
    Case(text: "ab|\ncd", keys: "<c-k>", result: "ab|cd"),
    Case(text: "a|b\ncd", keys: "<c-k>", result: "a|\ncd"),
    Case(text: "ab\nc|d", keys: "<c-u>", result: "ab\n|d"),
    Case(text: "one two|", keys: "<c-w>", result: "one |"),
    Case(text: "a /x/y.z  |w", keys: "<c-w>", result: "a |w"),
    Case(text: "a /x/y.z  |w", keys: "<a-bs>", result: "a /x/y.|w"),
    Case(text: "one\n|two", keys: "<c-w>", result: "|two"),
    Case(text: "on|e, two", keys: "<a-d>", result: "on|, two"),
    Case(text: "one|, two three", keys: "<a-d>", result: "one| three"),
    Case(text: "one|\n two", keys: "<a-d>", result: "one|"),
    Case(text: "one two|", keys: "<a-b>", result: "one |two"),
    Case(text: "one two|", keys: "<a-b><a-b><a-b>", result: "|one two"),
    Case(text: "one\n|two", keys: "<c-left>", result: "|one\ntwo"),
    Case(text: "|one, two", keys: "<a-f>", result: "one|, two"),
    Case(text: "one|\n\ntwo", keys: "<c-right>", result: "one\n\ntwo|"),
    Case(text: "日本語|です", keys: "<a-b>", result: "|日本語です"),
    Case(text: "a\nbc|d\ne", keys: "<home>", result: "a\n|bcd\ne"),
    Case(text: "a\nbc|d\ne", keys: "<c-e>", result: "a\nbcd|\ne"),
    Case(text: "ab\nc|d", keys: "<left><left>", result: "ab|\ncd"),
    Case(text: "ab|\ncd", keys: "<right>", result: "ab\n|cd"),
    Case(text: "abcd\nx\nabc|d", keys: "<up>", result: "abcd\nx|\nabcd"),
    Case(text: "abcd\nx\nabc|d", keys: "<up><up>", result: "abc|d\nx\nabcd"),
    Case(text: "ab|c\nd", keys: "<up>", result: "|abc\nd"),
    Case(text: "abc\n|d", keys: "<down>", result: "abc\nd|"),
    Case(text: "日本語\nabc|d", keys: "<up>", result: "日|本語\nabcd"),
    // A key that means nothing leaves all as it is.
    Case(text: "a|b", keys: "<tab><backtab><a-x><c-g>", result: "a|b"),
    // Characters as they are seen.
    Case(text: "e|", keys: "\u{301}", result: "e\u{301}|"),
    Case(text: "xe\u{301}|", keys: "<bs>", result: "x|"),
    Case(text: "e\u{301}|x", keys: "<left><del>", result: "|x"),
    Case(text: "👩|", keys: "\u{1F3FE}", result: "👩🏾|"),
    Case(text: "👩🏾‍🔧|a", keys: "<bs>", result: "|a"),
    Case(text: "🇫🇷🇩🇪|", keys: "<left><bs>", result: "|🇩🇪"),
    // What cannot be seen is not typed.
    Case(text: "a|", keys: "\u{202E}\u{7}\u{200D}\u{FEFF}", result: "a|"),
    // Undo by words, redo.
    Case(text: "|", keys: "one two<c-z>", result: "one |"),
    Case(text: "|", keys: "one two<c-z><c-z>", result: "|"),
    Case(text: "|", keys: "one two<c-z><c-z><c-z><c-y>", result: "one |"),
    Case(text: "|", keys: "one two<c-z><c-z><c-y><c-y><c-y>", result: "one two|"),
    Case(text: "|", keys: "one two<c-z>x<c-y>", result: "one x|"),
    Case(text: "|", keys: "on<left>x<c-z>", result: "o|n"),
    Case(text: "one|", keys: "<bs><bs><c-z>", result: "one|"),
    Case(text: "one two|", keys: "<c-w><c-w><c-z>", result: "one |"),
    Case(text: "a|", keys: "<enter>b<c-z>", result: "a\n|"),
    Case(text: "a|b", keys: "<enter><c-z>", result: "a|b"),
    Case(text: "e|", keys: "\u{301}<c-z>", result: "e|"),
  ])
  func keys(example: Case) {
    var input = Self.input(example.text)
    for key in ScreenStory.keys(example.keys) { _ = input.take(key, width: 40, page: 10) }
    #expect(Self.told(input) == example.result)
    #expect(input.size == input.text.utf8.count)
  }

  @Test func whatJoinsWithWhatFollowsIsTakenBackAsItWas() {
    var input = TextInput("\u{301}a")
    input.cursor.column = 0
    _ = input.take(.character("e"))
    #expect(input.lines == [["e\u{301}", "a"]])
    #expect(input.column == 1)
    _ = input.take(.control("Z"))
    #expect(input.lines == [["\u{301}", "a"]])
    #expect(input.column == 0)
    _ = input.take(.control("Y"))
    #expect(input.lines == [["e\u{301}", "a"]])
  }

  @Test func aPasteIsOneStep() {
    var input = Self.input("a|b")
    for character in "xy" { _ = input.take(.character(character)) }
    input.insert("one\r\ntwo \u{1B}[31m\tthree\u{7}")
    #expect(Self.told(input) == "axyone\ntwo [31m\tthree|b")
    #expect(input.notice == "2 control characters left out.")
    _ = input.take(.control("Z"))
    #expect(Self.told(input) == "axy|b")
    #expect(input.notice == nil)
    _ = input.take(.control("Z"))
    #expect(Self.told(input) == "a|b")
    _ = input.take(.control("Y"))
    _ = input.take(.control("Y"))
    #expect(Self.told(input) == "axyone\ntwo [31m\tthree|b")
  }

  @Test func oneLineTakesNoLineEnd() {
    var input = Self.input("a|b", isMultiline: false)
    input.insert("x\ny\tz")
    #expect(Self.told(input) == "ax y z|b")
    let taken = [input.take(.enter), input.take(.up)]
    #expect(taken == [false, false])
  }

  @Test func whatGoesOverTheLimitIsRefusedAndTheTextKept() {
    var input = Self.input("日本|", limit: 8)
    _ = input.take(.character("a"))
    #expect(input.notice == nil)
    input.insert("bc")
    #expect(input.notice == "Not taken: it would make 9 bytes, 8 at most. The text is as it was.")
    #expect(Self.told(input) == "日本a|")
    _ = input.take(.character("b"))
    _ = input.take(.character("c"))
    #expect(input.notice?.hasPrefix("Not taken: it would make 9 bytes") == true)
    #expect(Self.told(input) == "日本ab|")
    _ = input.take(.left)
    #expect(input.notice == nil)
    // A text that is too long already can be made shorter.
    var long = Self.input("0123456789|", limit: 5)
    _ = long.take(.backspace)
    _ = long.take(.character("x"))
    #expect(Self.told(long) == "012345678|")
  }

  @Test(arguments: [
    ("", 10, [""]),
    ("one two three", 10, ["one two ", "three"]),
    ("one two three", 8, ["one two ", "three"]),
    ("one two three", 7, ["one ", "two ", "three"]),
    ("abcdefghij", 5, ["abcd", "efgh", "ij"]),
    ("ab cdefghij", 5, ["ab ", "cdef", "ghij"]),
    ("abc", 4, ["abc"]),
    ("abc ", 4, ["abc", " "]),
    ("abc d", 4, ["abc ", "d"]),
    ("日本語日本語", 6, ["日本", "語日", "本語"]),
    ("a\tb\tc", 7, ["a\tb", "\tc"]),
    ("👩🏾‍🔧👩🏾‍🔧 e\u{301}", 5, ["👩🏾‍🔧👩🏾‍🔧 ", "e\u{301}"]),
    ("日本", 1, ["日", "本"]),
  ])
  func longLinesGoOnInTheNextRow(text: String, width: Int, rows: [String]) {
    let line = Array(text)
    #expect(TextInput.rows(of: line, width: width).map { String(line[$0]) } == rows)
  }

  @Test func upAndDownGoByWhatIsSeen() {
    var input = Self.input("one two three four|")
    // Rows of 8: "one two ", "three ", "four".
    _ = input.take(.up, width: 8, page: 3)
    #expect(Self.told(input) == "one two thre|e four")
    _ = input.take(.up, width: 8, page: 3)
    #expect(Self.told(input) == "one |two three four")
    _ = input.take(.down, width: 8, page: 3)
    _ = input.take(.down, width: 8, page: 3)
    #expect(Self.told(input) == "one two three four|")
    _ = input.take(.pageUp, width: 8, page: 3)
    #expect(Self.told(input) == "one |two three four")
  }

  @Test func aRowThatIsShorterDoesNotForgetTheColumn() {
    var input = Self.input("abcdef\nx\nabcdef|")
    _ = input.take(.up, width: 20, page: 5)
    _ = input.take(.up, width: 20, page: 5)
    #expect(Self.told(input) == "abcdef|\nx\nabcdef")
  }

  @Test func scrollingMovesOnlyAsFarAsTheCursorNeeds() {
    var input = TextInput((1...20).map { "line \($0)" }.joined(separator: "\n"), isMultiline: true)
    input.scroll(width: 20, height: 5)
    func seen() -> [String] {
      input.visibleRows(width: 20, height: 5).map { String($0.characters) }
    }
    #expect(seen().first == "line 16")
    #expect(input.hasMore(width: 20, height: 5) == (true, false))
    for _ in 0..<4 {
      _ = input.take(.up, width: 20, page: 5)
      input.scroll(width: 20, height: 5)
    }
    #expect(seen().first == "line 16")
    _ = input.take(.up, width: 20, page: 5)
    input.scroll(width: 20, height: 5)
    #expect(seen().first == "line 15")
    #expect(input.hasMore(width: 20, height: 5) == (true, true))
    _ = input.take(.pageUp, width: 20, page: 5)
    input.scroll(width: 20, height: 5)
    #expect(seen().first == "line 11")
    #expect(input.visibleRows(width: 20, height: 5).first?.cursor == 7)
    // A higher field has no row empty that need not be.
    input.scroll(width: 20, height: 15)
    #expect(input.top == .init(row: 5, column: 0))
  }

  @Test(arguments: 0..<8) func anyKeysLeaveAWholeText(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let keys: [KeyPress] =
      [.enter, .backspace, .delete, .left, .right, .up, .down, .home, .end, .pageUp, .pageDown]
      + [.wordLeft, .wordRight, .altBackspace, .tab, .other]
      + "ABDEFKUWYZ_".map { .control($0) } + "bdf".map { .alt($0) }
      + "ab  c日e\u{301}👩🏾‍🔧🇫".map { .character($0) }
      + ["\u{301}", "\u{1F3FE}", "\u{1F1EB}", "\u{200D}", "\u{FE0F}", "\u{1F527}"].map {
        .character($0)
      }
    let pastes = ["one\ntwo", "\u{301}", "long words " + String(repeating: "x", count: 30), "\t\n"]
    for isMultiline in [true, false] {
      var input = TextInput("start", isMultiline: isMultiline, limit: 300)
      var width = 20
      var height = 5
      for _ in 0..<1_500 {
        switch Int.random(in: 0..<30, using: &generator) {
        case 0:
          width = .random(in: -1...60, using: &generator)
          height = .random(in: -1...12, using: &generator)
        case 1: input.insert(pastes.randomElement(using: &generator) ?? "")
        default:
          _ = input.take(
            keys.randomElement(using: &generator) ?? .other, width: width, page: height)
        }
        input.scroll(width: width, height: height)
        let rows = input.visibleRows(width: width, height: max(1, height))
        #expect(rows.filter { $0.cursor != nil }.count == 1)
        for row in rows where width >= 4 {
          let columns = row.characters.reduce(0) { $0 + TextInput.width($1) }
          #expect(columns <= width)
          #expect((row.cursor ?? 0) < width)
        }
        #expect(input.size == input.text.utf8.count)
        #expect(input.size <= 300)
        #expect(isMultiline || input.lines.count == 1)
      }
      // All the way back, and all the way forward again.
      let last = input.text
      for _ in 0..<500 { _ = input.take(.control("Z")) }
      let first = input.text
      for _ in 0..<500 { _ = input.take(.control("Y")) }
      let again = input.text
      for _ in 0..<500 { _ = input.take(.control("Z")) }
      #expect(input.text == first)
      #expect(again.utf8.elementsEqual(last.utf8) || !again.isEmpty)
    }
  }
}
