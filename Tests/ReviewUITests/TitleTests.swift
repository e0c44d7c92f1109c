import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// The two rows at the top, in which every width keeps what matters most.
@Suite struct TitleTests {
  static let widths = [40, 52, 60, 80, 100, 140, 160, 200]
  static let long = "gitlab-production-eu-central-1-blue"

  private func title(_ story: ScreenStory) -> [String] {
    Array(story.screen.render(glyphs: .ascii).textRows.prefix(2))
  }

  @Test(arguments: widths) func theEnvironmentAndTheSavedTimeStay(width: Int) throws {
    let story = try ScreenStory(columns: width, environment: "prod-eu-1")
    #expect(title(story)[0].contains("prod-eu-1"))
    #expect(title(story)[0].contains("saved 10:01:00Z"))
    let longer = title(try ScreenStory(columns: width, environment: Self.long))
    #expect(longer[0].contains(width < 60 ? "gitlab-production" : Self.long))
    #expect(longer[0].contains("saved 10:01:00Z"))
  }

  @Test(arguments: widths) func aWriteErrorIsTold(width: Int) throws {
    var story = try ScreenStory(columns: width, environment: Self.long)
    story.press(ScreenTests.facts)
    story.report.breaksWith = "disk full"
    story.press("p")
    #expect(title(story)[0].contains("NOT SAVED"))
    #expect(!title(story)[0].contains("saved 1"))
  }

  @Test(arguments: widths) func aChecklistThatIsNotBuiltInIsTold(width: Int) throws {
    let story = try ScreenStory(columns: width, notBuiltIn: ["sample"])
    #expect(title(story)[0].contains("not built in"))
    #expect(title(story)[0].contains("prod"))
    #expect(!title(try ScreenStory(columns: width))[0].contains("not built in"))
  }

  @Test(arguments: widths) func progressIsThereInTheWholeAndInTheSection(width: Int) throws {
    var story = try ScreenStory(columns: width)
    story.press(ScreenTests.facts + "p]f]")
    let row = title(story)[1]
    #expect(row.contains("2 of 6") || row.contains("2/6"))
    #expect(row.contains("1 FAIL"))
    #expect(row.contains("4 open"))
    #expect(row.contains("3 of 4") || row.contains("3/4"))
    if width >= 80 { #expect(row.contains("2/4 answered")) }
  }

  @Test func aWideScreenNamesTheKeyAndWhatIsLacking() throws {
    var story = try ScreenStory(columns: 160)
    story.press(ScreenTests.facts + "f")
    #expect(title(story)[0].contains("key \(Sample.ann.key)"))
    #expect(title(story)[1].contains("1 lacks something"))
    story.press("cOld.<c-s>")
    #expect(!title(story)[1].contains("lacks something"))
  }

  @Test func whatIsLackingFollowsEvidenceAsWell() throws {
    var story = try ScreenStory(columns: 160)
    story.press(ScreenTests.facts + "]]p")
    #expect(story.screen.review.outline.lacking == 1)
    story.press("erestore.log<enter>")
    #expect(story.screen.review.outline.lacking == 0)
    story.press("u")
    #expect(story.screen.review.outline.lacking == 1)
    #expect(story.screen.review.outline == Outline(story.screen.review.review))
  }
}
