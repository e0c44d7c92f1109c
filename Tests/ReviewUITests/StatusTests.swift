import Checklist
import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// What is left, listed and gone to: the status, a refused seal, and what a signature leaves open.
@Suite struct StatusTests {
  private static func rows(_ story: ScreenStory) -> String {
    story.screen.render(glyphs: .ascii).textRows.joined(separator: "\n")
  }

  @Test func aRefusedSealListsWhatLacksAndGoesThere() throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts + "f]p]a]pS")
    #expect(!story.report.review.isSealed)
    #expect(story.screen.message.hasPrefix("Not sealed: 2 steps lack something."))
    let lacking = story.report.review.lacking.map(\.step.id)
    #expect(story.screen.endList.step == lacking[0])
    story.press("<enter>")
    #expect(story.screen.review.step == lacking[0])
    story.press("cNever done.<c-s>S")
    #expect(story.screen.endList.step == lacking[1])
    story.press("<enter>cNot here.<c-s>S")
    #expect(Self.rows(story).contains("Seal?"))
  }

  @Test func theStatusLeadsToSectionsFindingsAndOpenSteps() throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts + "p]f]pi")
    var list: StepList {
      guard case .status(let list)? = story.screen.overlay else {
        return StepList(.init(width: 1, seq: 0, isSaved: true))
      }
      return list
    }
    let leadsTo = Set(list.lines.compactMap(\.step))
    let wanted = story.report.review.findings.map(\.id) + story.report.review.sealFigures.open
    #expect(leadsTo.isSuperset(of: wanted))
    // From the top, Enter first goes to a line that leads somewhere, then there.
    story.press("<enter><enter>")
    #expect(story.screen.overlay == nil)
    #expect(story.screen.review.step == story.report.review.sealFigures.open.first)
    story.press("i<esc>")
    #expect(story.screen.overlay == nil)
    #expect(!story.screen.hasLeft)
  }

  @Test func theStatusStaysAtItsStepWhenTheSizeChanges() throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts + "p]f]piG")
    func step() -> String? {
      if case .status(let list)? = story.screen.overlay { list.step } else { nil }
    }
    let before = try #require(step())
    story.take(.resize(columns: 41, rows: 11))
    #expect(step() == before)
    #expect(Self.rows(story).contains(">"))
  }

  @Test(arguments: [(80, 24), (40, 10)])
  func allThatASignatureLeavesOpenCanBeRead(columns: Int, rows: Int) throws {
    var story = try ScreenStory(columns: columns, rows: rows)
    story.press(ScreenTests.facts + "fcNever.<c-s>SySAnn<enter>")
    var seen = Self.rows(story)
    for _ in 0..<60 {
      story.press("<down>")
      seen += "\n" + Self.rows(story)
    }
    for step in story.report.review.sealFigures.open + ["no plan"] {
      #expect(seen.contains(step), "\(step) is not shown before the signature")
    }
    #expect(seen.contains("To sign, type"))
    story.press("prod<enter>")
    #expect(story.report.review.roleSignatures.count == 1)
  }
}
