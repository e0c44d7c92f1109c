import ReviewStories
import Testing

@testable import ReviewUI

/// Keys for the terminal, while something lies over the walk.
@Suite struct OverlayKeyTests {
  @Test(arguments: [
    "cHalf", "e/tmp/half", "fPfix<enter>m.it", "?un", ":se", "F", "i", "pS", "pSySAnn<enter>pr",
  ])
  func theScreenIsDrawnAgainAndWhatIsOpenStays(keys: String) throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts + keys)
    let open = try #require(story.screen.overlay)
    story.press("<c-l>")
    #expect(story.asked.last == .redraw)
    #expect(story.screen.overlay == open)
  }

  @Test(arguments: ["F", "i", "pS"])
  func whereNothingIsTypedTheProgramStops(keys: String) throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts + keys)
    let open = try #require(story.screen.overlay)
    story.press("<c-z>")
    #expect(story.asked.last == .suspend)
    #expect(story.screen.overlay == open)
  }

  @Test(arguments: ["cHalf", "e/tmp/half", "?un", ":se"])
  func whereSomethingIsTypedItIsTakenBack(keys: String) throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts + keys)
    let open = try #require(story.screen.overlay)
    story.press("<c-z>")
    #expect(!story.asked.contains(.suspend))
    #expect(story.screen.overlay != open)
  }
}
