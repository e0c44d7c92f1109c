import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// What is typed is kept until it is saved or emptied.
@Suite struct DraftTests {
  static let facts = ScreenTests.facts
  static let comment = Draft(.comment, of: "backup.plan")

  private func screen(_ story: ScreenStory) -> String {
    story.screen.render(glyphs: .ascii).textRows.joined(separator: "\n")
  }

  @Test func everyKeyIsKept() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "c")
    #expect(story.kept == [:])
    var typed = ""
    for character in "Half a word" {
      story.press(String(character))
      typed.append(character)
      #expect(story.kept == [Self.comment: typed])
    }
    story.take(.paste("\npasted"))
    #expect(story.kept == [Self.comment: "Half a word\npasted"])
    story.press("<c-s>")
    #expect(story.kept == [:])
    #expect(story.report.review.answer(to: "backup.plan")?.answer.comment == "Half a word\npasted")
  }

  @Test func whatIsEmptiedOrAsItWasIsNoDraft() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "cab<bs><bs>")
    #expect(story.kept == [:])
    story.press("ab<c-s>cc")
    #expect(story.kept == [Self.comment: "abc"])
    story.press("<bs>")
    #expect(story.kept == [:])
    story.press("<esc>")
    #expect(!story.screen.message.contains("draft"))
  }

  @Test func aDraftIsThereAgainAtTheNextStart() throws {
    var story = try ScreenStory(drafts: [Self.comment: "Half a wo"])
    #expect(story.screen.review.step == "backup.plan")
    #expect(story.screen.message == "A draft of 1.1 was kept. Press c to go on with it.")
    #expect(screen(story).contains("Draft     Half a wo"))
    story.press("crd.<c-s>")
    #expect(story.report.review.answer(to: "backup.plan")?.answer.comment == "Half a word.")
    #expect(story.kept == [:])
    #expect(!screen(story).contains("Draft"))
  }

  @Test func severalDraftsAreNamed() throws {
    let story = try ScreenStory(drafts: [
      Self.comment: "x", Draft(.evidenceText, of: "backup.tested"): "y",
      Draft(.rejection): "why", Draft(.comment, of: "no.such"): "z",
    ])
    #expect(story.screen.message == "Drafts of 1.1, 1.3 were kept. Press c to go on with it.")
  }

  @Test func whatIsNotSavedStaysADraft() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "cText")
    story.report.breaksWith = "disk full"
    story.press("<c-s>")
    #expect(story.screen.review.notSaved != nil)
    #expect(story.kept == [Self.comment: "Text"])
    story.press(":save<enter>other.report.jsonl<enter>")
    #expect(story.screen.review.notSaved == nil)
    #expect(story.kept == [:])
  }

  @Test func aRefusalAndANoLoseNothing() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "enone.log<enter>")
    let path = Draft(.evidencePath, of: "backup.plan")
    #expect(story.kept == [path: "none.log"])
    // An act that has nothing to do with it takes nothing along.
    story.press("p")
    #expect(story.kept == [path: "none.log"])
    story.press("e<c-u>restore.log<enter>")
    #expect(story.kept == [:])
    story.press("cglpat-aaaaaaaaaaaaaaaaaaaaaaaa<c-s>n")
    #expect(story.kept == [Self.comment: "glpat-aaaaaaaaaaaaaaaaaaaaaaaa"])
    story.press("f")
    #expect(story.kept == [Self.comment: "glpat-aaaaaaaaaaaaaaaaaaaaaaaa"])
    story.press("c<c-s>y")
    #expect(story.kept == [:])
  }

  @Test func escKeepsWhatWasTypedInEveryField() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "fetext<enter>A note.<c-s>")
    for (key, field) in [("e", "a path"), ("x", "12 a reason"), ("w", "A title")] {
      story.press(key + field + "<esc>")
      #expect(story.screen.message.contains("The draft is kept. Press \(key) to go on with it."))
      story.press(key)
      #expect(screen(story).contains(field))
      story.press("<esc>")
    }
    story.press("Pfix<enter>ann<enter>2027-0<esc>")
    #expect(story.kept[Draft(.plan, of: "backup.plan")] == "fix\nann\n2027-0")
    story.press("P1-31<enter>Soon.<enter>")
    let plan = story.report.review.answer(to: "backup.plan")?.answer.plan
    #expect(plan?.owner == "ann")
    #expect(plan?.reason == "Soon.")
    #expect(story.kept[Draft(.plan, of: "backup.plan")] == nil)
    #expect(story.kept.count == 3)
  }

  @Test func aFaultyPartOfAPlanCanBeMended() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "fPfix<enter>ann<enter>2027-02-30<enter>")
    #expect(story.screen.message.contains("YYYY-MM-DD"))
    story.press("<bs><bs>28<enter>Soon.<enter>")
    #expect(story.report.review.answer(to: "backup.plan")?.answer.plan != nil)
  }

  @Test func evidenceTextIsGoneOnWith() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "etext<enter>one<enter>two<esc>")
    let draft = Draft(.evidenceText, of: "backup.plan")
    #expect(story.kept == [draft: "one\ntwo"])
    #expect(screen(story).contains("Draft     an evidence text of 2 lines"))
    story.press("e<enter>!<c-s>")
    #expect(story.report.review.standingEvidence(of: "backup.plan").count == 1)
    #expect(story.kept == [:])
  }

  @Test func aSealAsksAboutDrafts() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "cx<esc>pS")
    #expect(screen(story).contains("Drafts are not in the"))
    story.press("n")
    #expect(!story.report.review.isSealed)
  }

  @Test func aReasonToRejectStaysUntilItIsSigned() throws {
    var story = try ScreenStory(approvals: 1)
    story.press(Self.facts + "pSySAnn<enter>prod<enter>")
    #expect(story.kept == [:])
    story.report.person = Sample.bob
    story.screen = Screen(
      review: ReviewState(
        review: story.report.review, entries: story.report.entries, reviewer: Sample.bob),
      columns: 80, rows: 24)
    story.press("XNot enough was checked.<enter>Bob<enter>wrong<enter>")
    #expect(story.screen.message.contains("Not signed"))
    #expect(story.kept[Draft(.rejection)] == "Not enough was checked.")
    story.press("X<enter><enter>prod<enter>")
    #expect(story.report.review.roleSignatures.count == 2)
    #expect(story.kept == [:])
  }

  @Test func lineModeGoesOnWithDraftsToo() throws {
    let report = try FakeReport(try Sample.review())
    func mode(_ drafts: [Draft: String]) -> LineMode {
      LineMode(
        state: ReviewState(
          review: report.review, entries: report.entries, reviewer: report.person),
        drafts: drafts)
    }
    var first = mode([:])
    _ = first.begin()
    for line in ["aws", "prod-1", "yes", "comment", "One line."] { _ = first.take(line, report) }
    #expect(first.begunTexts == [Self.comment: "One line."])
    // The process is gone; the next one has what was kept.
    var second = mode(first.begunTexts)
    let words = second.begin().joined(separator: "\n")
    #expect(words.contains("A draft of 1.1 was kept. Type comment to go on with it."))
    #expect(words.contains("Draft of a comment, not in the report: One line."))
    for line in ["comment", "Two.", "."] { _ = second.take(line, report) }
    #expect(report.review.answer(to: "backup.plan")?.answer.comment == "One line.\nTwo.")
    #expect(second.begunTexts == [:])
  }

  @Test func lineModeKeepsWhatTheDiskDoesNotTake() throws {
    let report = try FakeReport(try Sample.review())
    var mode = LineMode(
      state: ReviewState(review: report.review, entries: report.entries, reviewer: report.person))
    for line in ["aws", "prod-1", "yes", "comment", "glpat-aaaaaaaaaaaaaaaaaaaaaaaa", ".", "no"] {
      _ = mode.take(line, report)
    }
    #expect(mode.begunTexts == [Self.comment: "glpat-aaaaaaaaaaaaaaaaaaaaaaaa"])
    _ = mode.take("pass", report)
    #expect(mode.begunTexts == [Self.comment: "glpat-aaaaaaaaaaaaaaaaaaaaaaaa"])
    report.breaksWith = "disk full"
    for line in ["comment", ".", "yes"] { _ = mode.take(line, report) }
    #expect(mode.state.notSaved != nil)
    #expect(mode.begunTexts.count == 1)
  }
}
