import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// Lines that are read: wrapped, scrolled, searched.
@Suite struct ReadingTests {
  private static let text = [
    "alpha", "the backup was never restored anywhere", "", "- an item that is longer than a row",
    "日本語 restored", "omega",
  ]

  /// Twenty columns of text, three rows.
  private func reading(_ text: [String] = text, columns: Int = 22, rows: Int = 10) -> Reading {
    Reading("Title", text, columns: columns, rows: rows)
  }

  private func pressing(_ keys: String, in reading: Reading) -> Reading {
    var reading = reading
    for key in ScreenStory.keys(keys) {
      let goesOn = reading.take(key)
      #expect(goesOn, "\(key)")
    }
    return reading
  }

  private func shown(_ reading: Reading) -> [String] {
    Array(reading.rows.dropFirst(reading.top).prefix(3))
  }

  @Test func linesAreWrappedAndItemsSetIn() {
    #expect(
      reading().rows == [
        "alpha", "the backup was never", "restored anywhere", "", "- an item that is",
        "  longer than a row", "日本語 restored", "omega",
      ])
  }

  @Test func anotherWidthWrapsAgainAndTheTopStays() {
    var reading = pressing("jjjj", in: reading())
    #expect(shown(reading) == ["- an item that is", "  longer than a row", "日本語 restored"])
    reading.fit(columns: 12, rows: 10)
    #expect(shown(reading) == ["- an item", "  that is", "  longer"])
    reading.fit(columns: 80, rows: 10)
    #expect(reading.rows == Self.text)
    #expect(shown(reading) == Array(Self.text[3...]))
  }

  @Test(arguments: [
    ("", 0, "lines 1-3 of 8"), ("j", 1, "lines 2-4 of 8"), ("jk", 0, "lines 1-3 of 8"),
    ("k", 0, "lines 1-3 of 8"), ("<c-d>", 2, "lines 3-5 of 8"), ("<c-d><c-u>", 0, "lines 1-3 of 8"),
    ("<pgdn>", 2, "lines 3-5 of 8"), ("<pgdn><pgup>", 0, "lines 1-3 of 8"),
    ("G", 5, "lines 6-8 of 8"), ("Gg", 0, "lines 1-3 of 8"), ("<end>", 5, "lines 6-8 of 8"),
    ("<end><home>", 0, "lines 1-3 of 8"), ("GGjj<pgdn> ", 5, "lines 6-8 of 8"),
  ])
  func scrolling(keys: String, top: Int, position: String) {
    let reading = pressing(keys, in: reading())
    #expect(reading.top == top)
    #expect(reading.position == position)
  }

  @Test(arguments: ["<esc>", "<c-c>", "q", "r", "i"]) func leaving(key: String) throws {
    var reading = reading()
    let goesOn = reading.take(try #require(ScreenStory.keys(key).first))
    #expect(!goesOn)
    // While something is typed the same keys are text, or leave the search alone.
    _ = pressing("/" + key, in: reading)
  }

  @Test func whatIsBrokenOverTwoRowsIsFound() {
    let reading = pressing("/NEVER restored<enter>", in: reading())
    #expect(reading.search.note == "Match 1 of 1: NEVER restored")
    #expect(reading.matchColumns(inRow: 1) == 15..<20)
    #expect(reading.matchColumns(inRow: 2) == 0..<8)
    #expect(reading.matchColumns(inRow: 0) == nil)
    #expect(reading.matchColumns(inRow: 6) == nil)
  }

  @Test func nextAndPreviousGoRound() {
    var reading = pressing("/restored<enter>", in: reading())
    #expect(reading.search.note == "Match 1 of 2: restored")
    #expect(reading.matchColumns(inRow: 2) == 0..<8)
    reading = pressing("n", in: reading)
    #expect(reading.search.note == "Match 2 of 2: restored")
    // Three wide characters stand before it.
    #expect(reading.matchColumns(inRow: 6) == 7..<15)
    #expect(reading.matchColumns(inRow: 2) == nil)
    #expect(shown(reading).contains("日本語 restored"))
    reading = pressing("n", in: reading)
    #expect(reading.search.note == "Match 1 of 2: restored")
    #expect(shown(reading).contains("restored anywhere"))
    reading = pressing("N", in: reading)
    #expect(reading.search.note == "Match 2 of 2: restored")
  }

  @Test func aSearchBeginsAtTheTopOfTheScreen() {
    let reading = pressing("jjj/restored<enter>", in: reading())
    #expect(reading.search.note == "Match 2 of 2: restored")
    #expect(pressing("G/alpha<enter>", in: reading).top == 0)
  }

  @Test func aMatchIsStillShownAfterAnotherWrapping() {
    var reading = pressing("/restored any<enter>", in: reading())
    reading.fit(columns: 12, rows: 10)
    #expect(reading.rows[1...4] == ["the backup", "was never", "restored", "anywhere"])
    #expect(reading.matchColumns(inRow: 3) == 0..<8)
    #expect(reading.matchColumns(inRow: 4) == 0..<3)
  }

  @Test func whatIsNotThereIsSaidAndNothingMoves() {
    let reading = pressing("jj/nowhere<enter>nN", in: reading())
    #expect(reading.search.note == "nowhere is not here.")
    #expect(reading.top == 2)
    #expect(pressing("/<enter>", in: reading).search.note == "")
  }

  @Test func theMatchIsInFocusAndTheCursorStandsOnIt() throws {
    let reading = pressing("/restored<enter>n", in: reading())
    var frame = Frame(columns: 22, rows: 10)
    frame.reading(reading, .ascii)
    let row = try #require(frame.textRows.firstIndex { $0.contains("日本語 restored") })
    #expect(frame.styleRows[row] == "........FFFFFFFF......")
    #expect(frame.cursor?.row == row)
    #expect(frame.cursor?.column == 8)
    #expect(frame.textRows[7].contains(" lines 6-8 of 8 "))
    #expect(frame.textRows[8].contains("Match 2 of 2: res"))
  }

  @Test func aPasteGoesIntoTheSearchAlone() throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts)
    story.take(.report(Self.text))
    story.take(.paste("omega"))
    #expect(story.screen.message.contains("Pasted text"))
    story.press("/")
    story.take(.paste("ome\nga"))
    story.press("<bs><bs><bs>ga<enter>")
    guard case .reading(let reading) = story.screen.overlay else {
      Issue.record("nothing is read")
      return
    }
    #expect(reading.search.note == "Match 1 of 1: omega")
  }

  @Test func controlCharactersAreEscaped() {
    #expect(reading(["a\u{1B}[2Jb", "\u{202E}c"]).rows == ["a\\u{1b}[2Jb", "\\u{202e}c"])
  }

  @Test func anEmptyTextAndATinyScreen() {
    #expect(reading([]).position == "empty")
    var reading = pressing("jG/x<enter>n", in: reading([]))
    reading.fit(columns: 0, rows: 0)
    #expect(reading.top == 0)
    var large = self.reading()
    large.fit(columns: 1, rows: 1)
    large = pressing("G/omega<enter>", in: large)
    #expect(large.search.note == "Match 1 of 1: omega")
  }
}
