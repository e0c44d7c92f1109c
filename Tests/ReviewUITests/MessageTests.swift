import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// What is said is never cut where there are rows for it, and can be read again.
@Suite struct MessageTests {
  private static let sizes = [(40, 10), (60, 12), (80, 24), (140, 40)]

  private func story(_ keys: String, _ columns: Int, _ rows: Int) throws -> ScreenStory {
    var story = try ScreenStory(columns: columns, rows: rows)
    story.press(ScreenTests.facts + keys)
    return story
  }

  private func rows(_ story: ScreenStory) -> [String] {
    story.screen.render(glyphs: .ascii).textRows
  }

  // The words of the rows between the last rule and the keys.
  private func said(_ story: ScreenStory) -> String {
    let frame = story.screen.render(glyphs: .ascii)
    let rule = frame.textRows.lastIndex { $0.hasPrefix("----") } ?? 0
    return frame.textRows[(rule + 1)..<(frame.rows - 1)].map { trimmed($0) }
      .joined(separator: " ")
  }

  @Test(arguments: sizes) func aMessageTakesTheRowsItNeeds(columns: Int, rows: Int) throws {
    let text = "One sentence that is longer than forty columns. Another one, which is not short."
    for keys in ["", "<tab>", "]]]]]]]", "F", "i", "cText", "eres", "r", ":jump ", "?"] {
      var story = try story(keys, columns, rows)
      story.screen.message = ""
      let before = self.rows(story)
      story.take(.told([text]))
      #expect(said(story).hasSuffix(text), "\(keys)")
      let frame = story.screen.render(glyphs: .ascii)
      #expect(frame.rows == rows)
      #expect(frame.textRows.allSatisfy { DisplayWidth.of($0) == columns })
      // A text to read may have to be scrolled now, and says so.
      if keys != "r" { #expect(frame.textRows.last == before.last, "\(keys)") }
      #expect(Array(frame.textRows.prefix(3)) == Array(before.prefix(3)))
      // The rows come back when the message goes, and nothing has moved.
      story.screen.message = ""
      #expect(self.rows(story) == before, "\(keys)")
    }
  }

  @Test func aMessageThatIsTooLongEndsWithTheKeyThatShowsItAll() throws {
    let text = (1...60).map { "Sentence \($0)." }.joined(separator: " ")
    for (columns, rows) in Self.sizes.prefix(3) {
      var story = try story("", columns, rows)
      story.take(.told([text]))
      let shown = said(story)
      #expect(shown.hasSuffix("...  m shows all"))
      #expect(shown.contains("Sentence 3."))
      let height = self.rows(story).lastIndex { $0.hasPrefix("----") }.map { rows - 2 - $0 }
      #expect(height == rows / 3)
      story.press("m")
      #expect(self.rows(story)[3].contains("Messages, the newest first"))
      story.press("/60.<enter>")
      #expect(self.rows(story).contains { $0.contains("60.") })
      story.press("<esc>")
      // In a field m is a letter.
      story.press("c")
      story.take(.told([text]))
      #expect(said(story).hasSuffix("..."))
    }
  }

  @Test func theAnswerAndTheCursorStayInSight() throws {
    for keys in ["", "<tab>G", "]]]]]]]", "cText"] {
      var story = try story(keys, 40, 10)
      story.take(.told(["One sentence that is longer than forty columns. Another one."]))
      let frame = story.screen.render(glyphs: .ascii)
      let rule = frame.textRows.lastIndex { $0.hasPrefix("----") } ?? 0
      let row = try #require(frame.cursor).row
      #expect((3..<rule).contains(row), "\(keys)")
    }
    var story = try story("p", 40, 10)
    story.take(.told(["One sentence that is longer than forty columns. Another one."]))
    #expect(rows(story).contains { $0.contains("(*) pass") })
  }

  @Test func whatWasSaidCanBeReadAgain() throws {
    var story = try story("", 80, 24)
    story.press("pppf")
    story.take(.told(["A notice."]))
    story.take(.told(["Another."]))
    story.press("mm")
    #expect(
      story.screen.messages.suffix(3).map { String($0.prefix(23)) } == [
        "Recorded: 1.1 pass. Sav", "Nothing changed.", "Recorded: 1.1 FAIL (was",
      ])
    #expect(story.screen.messages.last?.hasSuffix("A notice. Another.") == true)
    let shown = rows(story).filter { $0.hasPrefix(" - ") }
    #expect(shown.count == story.screen.messages.count)
    #expect(shown.first?.contains("FAIL") == true)
    story.press("<esc>" + (0..<150).map { _ in "pf" }.joined())
    #expect(story.screen.messages.count == 200)
    let empty = try ScreenStory()
    #expect(empty.screen.messages.isEmpty)
  }

  @Test func theDraftThatIsToldAtTheStartIsKept() throws {
    let story = try ScreenStory(drafts: [DraftTests.comment: "Half a wo"])
    #expect(story.screen.messages == ["A draft of 1.1 was kept. Press c to go on with it."])
  }
}
