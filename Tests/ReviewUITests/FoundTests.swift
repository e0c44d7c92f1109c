import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// What whoever resumes a sealed report sees: what was found, and what he may do with it.
@Suite struct FoundTests {
  /// A sealed report, signed by its reviewer when asked, as a person finds it.
  private func story(
    _ keys: String = ScreenTests.review, approvals: Int = 1, as person: ReviewState.Reviewer,
    days: Int64 = 0
  ) throws -> ScreenStory {
    var story = try ScreenStory(approvals: approvals)
    story.press(keys)
    if days > 0 { story.moment = Timestamp(seconds: FakeReport.start.seconds + days * 86_400) }
    story.resume(as: person)
    return story
  }

  private func said(_ story: ScreenStory) -> String { story.screen.review.rightsSaying.withKeys }

  private func bar(_ story: ScreenStory) -> [String] {
    story.screen.barKeys.map(\.key).filter { ["A", "X", "S"].contains($0) }
  }

  @Test func whoAnsweredSignsAndCannotApprove() throws {
    let unsigned = try story(as: Sample.ann)
    #expect(
      said(unsigned) == "You answered 6 steps. Its reviewer has not signed yet; a second person "
        + "approves after that. Press S to sign it as its reviewer.")
    #expect(bar(unsigned) == ["S"])
    var signed = try story(ScreenTests.review + ScreenTests.sign, as: Sample.ann)
    #expect(said(signed) == "You signed it as its reviewer. A second person has to approve.")
    #expect(bar(signed) == [])
    signed.press("A")
    #expect(signed.screen.overlay == nil)
    #expect(signed.screen.message.contains("may review but not approve"))
  }

  @Test func whoAnsweredOnlyIsToldWhoHasToApprove() throws {
    var story = try story(ScreenTests.facts + "pSy", as: Sample.bob)
    story.press("SBob<enter>prod<enter>")
    story.resume(as: Sample.ann)
    #expect(said(story).hasPrefix("You answered 1 step. A second person has to approve."))
  }

  @Test func theSecondPersonApprovesOrRejects() throws {
    let early = try story(as: Sample.bob)
    #expect(said(early).contains("Its reviewer has not signed yet; a second person approves"))
    #expect(bar(early) == ["X"])
    var story = try story(ScreenTests.review + ScreenTests.sign, as: Sample.bob)
    #expect(
      said(story) == "None of the answers are yours. 1 approval is missing. Press A to approve it "
        + "or X to reject it.")
    #expect(bar(story) == ["A", "X"])
    story.press("XThe restore is missing.<enter>Bob<enter>prod<enter>")
    #expect(said(story).hasPrefix("You rejected it. It is rejected by bob@example.com."))
    #expect(bar(story) == ["A"])
    story.press("ABob<enter>prod<enter>")
    #expect(said(story) == "Enough people have signed: the review is complete.")
  }

  @Test func whatIsFoundIsSortedByWhatItNeeds() throws {
    func groups(_ keys: String, days: Int64 = 0) throws -> [Found.Kind: [String]] {
      let story = try story(ScreenTests.facts + keys, approvals: 0, as: Sample.ann, days: days)
      return Dictionary(
        uniqueKeysWithValues: Found(story.screen.review).groups.map { group in
          (group.kind, group.items.map(\.number))
        })
    }
    let accept = "fcOld.<c-s>Paccept<enter>ann<enter>2026-12-24<enter>Known.<enter>"
    // 1.4 is less severe than 2.1.
    let found = try groups("fcx<c-s>]" + accept + "]p]fcNo bucket.<c-s>]fcy<c-s>]acNew.<c-s>")
    #expect(found[.failing] == ["1.1", "2.1", "1.4"])
    #expect(found[.accepted] == ["1.2"])
    #expect(found[.withoutEvidence] == ["1.3"])
    #expect(found[.notApplicable] == ["2.2"])
    #expect(found[.open] == nil)
    #expect(try groups("]" + accept, days: 31)[.failing] == ["1.2"])
    #expect(try groups("]p", days: 29)[.outdated] == nil)
    #expect(try groups("]p", days: 31)[.outdated] == ["1.2"])
  }

  @Test func aFindingIsReadAndTheListComesBack() throws {
    var story = try story(ScreenTests.review + ScreenTests.sign, as: Sample.bob)
    #expect(story.screen.review.focus == .end)
    story.press("<enter><enter>")
    #expect(story.screen.review.step == "backup.age")
    let before = story.report.review.lastSeq
    story.press("pfasu")
    #expect(story.report.review.lastSeq == before)
    story.press("]")
    #expect(story.screen.review.step == "backup.tested")
    story.press("[")
    #expect(story.screen.review.step == "backup.age")
    story.press("[")
    #expect(story.screen.review.focus == .end)
    #expect(story.screen.endList.step == "backup.age")
    story.press("<enter>]<esc>")
    #expect(story.screen.review.focus == .end)
    #expect(story.screen.endList.step == "backup.tested")
    story.press("<enter>]]]")
    #expect(story.screen.review.focus == .end)
  }

  @Test func aStepOfTheOutlineLeadsOnToItsNeighbours() throws {
    var story = try story(ScreenTests.review, as: Sample.bob)
    story.press("<tab>j]")
    #expect(story.screen.review.step == "backup.age")
    story.press("<bs>")
    #expect(story.screen.review.focus == .end)
    #expect(story.screen.pane == .step)
  }

  @Test(arguments: [(40, 10), (80, 24), (140, 40)]) func everyLineCanBeReached(
    columns: Int, rows: Int
  ) throws {
    var story = try story(ScreenTests.review + ScreenTests.sign, as: Sample.bob)
    story.take(.resize(columns: columns, rows: rows))
    var seen = ""
    for _ in 0..<80 {
      seen += story.screen.render(glyphs: .ascii).textRows.joined(separator: "\n")
      story.press("j")
    }
    for text in ["Three keys have no owner.", "2027-01-31", "Passes without evidence: 1"] {
      #expect(seen.contains(text))
    }
    #expect(story.screen.endList.place == story.screen.endList.lines.count - 1)
    story.press("g")
    #expect(story.screen.endList.place == 0)
  }
}
