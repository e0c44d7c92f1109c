import Testing

@testable import TextGrid

struct FrameTests {
  @Test func aNewFrameIsBlank() {
    let frame = Frame(columns: 4, rows: 2)
    #expect(frame.textRows == ["    ", "    "])
    #expect(frame.styleRows == ["....", "...."])
    #expect(frame.cursor == nil)
    #expect(frame.runs(inRow: 0).isEmpty)
  }

  @Test(arguments: [(0, 0), (-1, 5), (5, -1), (0, 3), (3, 0), (Int.max, 0), (1, Int.max)])
  func everySizeIsTaken(columns: Int, rows: Int) {
    var frame = Frame(columns: columns, rows: rows)
    #expect(frame.columns == min(max(columns, 0), Frame.limit))
    #expect(frame.rows == min(max(rows, 0), Frame.limit))
    frame.put("text", row: 0, column: 0)
    frame.fill(row: 0, style: .border)
    frame.restyle(row: 0, .focus)
    #expect(frame.textRows.count == frame.rows)
    #expect(frame.runs(inRow: Int.max).isEmpty)
  }

  @Test(arguments: [
    ("ab", 0, Int.max, "ab      ", 2), ("ab", 7, Int.max, "       a", 8),
    ("ab", 8, 1, "        ", 8),
    ("abc", -1, Int.max, "bc      ", 2), ("abc", 0, 2, "ab      ", 2), ("abc", 2, 0, "        ", 2),
    ("日本", 0, Int.max, "日本    ", 4), ("日本", 0, 3, "日      ", 3), ("日本", -1, Int.max, " 本     ", 3),
    ("日本", 7, Int.max, "        ", 8), ("e\u{301}x", 1, Int.max, " e\u{301}x     ", 3),
    ("a\tb\u{1B}c", 0, Int.max, "abc     ", 3), ("ab", Int.min, Int.max, "        ", Int.min),
    ("ab", Int.max, Int.max, "        ", Int.max), ("é日", Int.min, 1, "        ", Int.min),
    ("👩🏾‍🔧!", 1, Int.max, " 👩🏾‍🔧!    ", 4), ("\u{301}a", 0, Int.max, "a       ", 1),
  ])
  func putClips(text: String, column: Int, limit: Int, row: String, after: Int) {
    var frame = Frame(columns: 8, rows: 1)
    #expect(frame.put(text, row: 0, column: column, width: limit) == after)
    #expect(frame.textRows == [row])
  }

  @Test func putOutsideDrawsNothing() {
    var frame = Frame(columns: 3, rows: 1)
    for row in [-1, 1, Int.min, Int.max] { frame.put("abc", row: row, column: 0) }
    #expect(frame == Frame(columns: 3, rows: 1))
  }

  @Test(arguments: [(0, "x 本 "), (1, " x本 "), (2, "日x  "), (3, "日 x "), (4, "日本x")])
  func replacingHalfOfAWideCharacterBlanksTheOther(column: Int, row: String) {
    var frame = Frame(columns: 5, rows: 1)
    frame.put("日本", row: 0, column: 0, style: .heading)
    frame.put("x", row: 0, column: column)
    #expect(frame.textRows == [row])
    var filled = Frame(columns: 5, rows: 1)
    filled.put("日本", row: 0, column: 0)
    filled.fill(row: 0, column: column, width: 1, with: "x")
    #expect(filled.textRows == [row])
  }

  @Test func stylesFollowTheText() {
    var frame = Frame(columns: 8, rows: 1)
    frame.put("日b", row: 0, column: 1, style: .fail)
    frame.fill(row: 0, column: 5, with: "─", style: .border)
    #expect(frame.textRows == [" 日b ───"])
    #expect(frame.styleRows == [".XXX.bbb"])
    frame.restyle(row: 0, column: 2, width: 2, .focus)
    #expect(frame.styleRows == [".FFF.bbb"])
    frame.fill(row: 0, column: 0, width: 2, with: "日")
    #expect(frame.textRows == ["   b ───"])
  }

  @Test func lettersAreDistinct() {
    #expect(Set(Style.allCases.map(\.letter)).count == Style.allCases.count)
  }

  @Test func runsGatherNeighboursOfOneStyle() {
    var frame = Frame(columns: 20, rows: 1)
    let after = frame.put("ok 日 ", row: 0, column: 2, style: .pass)
    frame.put("❤️no", row: 0, column: after, style: .pass)
    #expect(
      frame.runs(inRow: 0) == [
        Run(column: 0, text: "  ", width: 2, style: .plain, isIsolated: false),
        Run(column: 2, text: "ok 日 ", width: 6, style: .pass, isIsolated: false),
        Run(column: 8, text: "❤️", width: 2, style: .pass, isIsolated: true),
        Run(column: 10, text: "no", width: 2, style: .pass, isIsolated: false),
      ])
  }

  @Test(arguments: [
    ("a", true), ("é", true), ("e\u{301}", true), ("日", true), ("─", true), ("✓", true),
    ("👍", true), ("שָׁ", true), ("ที่", true), ("👍🏽", false), ("❤️", false), ("1️⃣", false),
    ("🇫🇷", false), ("🇫", false), ("👩‍🔧", false), ("क्", false), ("क्षि", false), ("ᄒ", false),
    ("\u{600}1", false), ("\u{AD}", false), ("🏽", false), ("\u{E000}", false),
  ])
  func charactersWithoutAgreedWidthAreIsolated(character: String, isCertain: Bool) {
    var frame = Frame(columns: 4, rows: 1)
    frame.put(character, row: 0, column: 0)
    #expect(frame.cells(inRow: 0).first?.isIsolated == !isCertain)
  }

  @Test func aTowerOfAccentsIsBoundedAndAJoinerDoesNotReachTheNextCell() {
    var frame = Frame(columns: 4, rows: 1)
    frame.put("a" + String(repeating: "\u{301}", count: 5_000), row: 0, column: 0)
    #expect(frame.textRows[0].unicodeScalars.count == 3 + ClusterCertainty.scalarLimit)
    frame.put("👩\u{200D}", row: 0, column: 0)
    frame.put("🔧", row: 0, column: 2)
    #expect(DisplayWidth.of(frame.textRows[0]) == 4)
  }

  @Test func resizingCutsAndFills() {
    var frame = Frame(columns: 4, rows: 2)
    frame.put("a日c", row: 0, column: 0, style: .key)
    frame.cursor = (1, 3)
    #expect(frame.resized(columns: 2, rows: 1).textRows == ["a "])
    #expect(frame.resized(columns: 2, rows: 1).cursor == nil)
    #expect(frame.resized(columns: 6, rows: 3).textRows == ["a日c  ", "      ", "      "])
    #expect(frame.resized(columns: 6, rows: 3).cursor?.column == 3)
    #expect(frame.resized(columns: 0, rows: 9).textRows.count == 9)
  }

  @Test func rowsArePutIn() {
    var frame = Frame(columns: 3, rows: 2)
    frame.put("abc", row: 0, column: 0)
    frame.put("日x", row: 1, column: 0)
    frame.cursor = (row: 1, column: 2)
    let more = frame.inserting(rows: 2, before: 1)
    #expect(more.textRows == ["abc", "   ", "   ", "日x"])
    #expect(more.cursor?.row == 3)
    #expect(frame.inserting(rows: 1, before: 2).cursor?.row == 1)
    #expect(frame.inserting(rows: 1, before: 9).textRows == ["abc", "日x", "   "])
    #expect(frame.inserting(rows: -1, before: -1) == frame)
    #expect(frame.inserting(rows: .max, before: 1).rows == Frame.limit)
  }

  @Test func randomDrawingNeverTrapsAndKeepsEveryRowExact() {
    var generator = SeededGenerator(seed: 4)
    for round in 0..<400 {
      let sizes = [0, 1, 2, 3, 5, 20, 80, 300]
      let columns = sizes[round % sizes.count]
      let rows = [0, 1, 5, 24, 100][round % 5]
      var frame = Frame(columns: columns, rows: rows)
      for _ in 0..<30 {
        let text = RandomText.wild(using: &generator)
        let row = Int.random(in: -2...rows + 1, using: &generator)
        let column = Int.random(in: -5...columns + 2, using: &generator)
        let style = Style.allCases.randomElement(using: &generator) ?? .plain
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: frame.fill(row: row, column: column, width: 3, with: "─", style: style)
        case 1: frame.restyle(row: row, column: column, width: 3, style)
        case 2: frame.put(text, row: row, column: column, style: style, width: 4)
        default: frame.put(text, row: row, column: column, style: style)
        }
      }
      checkInvariants(of: frame)
      checkInvariants(of: frame.resized(columns: columns / 2, rows: rows + 1))
    }
  }

  private func checkInvariants(of frame: Frame) {
    #expect(frame.textRows.allSatisfy { DisplayWidth.of($0) == frame.columns })
    #expect(frame.styleRows.allSatisfy { $0.count == frame.columns })
    let scalars = frame.textRows.joined().unicodeScalars
    #expect(scalars.allSatisfy { $0.properties.generalCategory != .control })
    for row in 0..<frame.rows {
      let cells = Array(frame.cells(inRow: row))
      for (column, cell) in cells.enumerated() {
        let next = column + 1 < cells.count ? cells[column + 1].part : .whole
        #expect((cell.part == .left) == (next == .right), "row \(row), column \(column)")
        #expect(cell.part == .right || DisplayWidth.of(cell.character) == (next == .right ? 2 : 1))
      }
      if cells.first?.part == .right { Issue.record("row \(row) starts with half a character") }
      var column = 0
      for run in frame.runs(inRow: row) {
        #expect(run.column == column)
        column += run.width
      }
      #expect(column <= frame.columns)
    }
  }
}
