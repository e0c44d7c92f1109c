import Checklist
import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// `:` takes what line mode takes, and finds what it does not know yet.
@Suite struct PaletteTests {
  private func story(_ keys: String, columns: Int = 80) throws -> ScreenStory {
    var story = try ScreenStory(columns: columns)
    story.press(ScreenTests.facts + keys)
    return story
  }

  private func isOpen(_ story: ScreenStory) -> Bool { story.screen.overlay != nil }

  private func lines(_ story: ScreenStory, _ text: String) -> [PaletteLine] {
    story.screen.paletteGroups(text).flatMap(\.lines)
  }

  @Test(
    arguments: [
      "jump 2.2", "2.2", "access.keys", "jump access.keys", "go 2.2", "jump bekannt",
      "JUMP 2.2", "jump   2.2 ",
    ])
  func aStepIsReachedByNumberIdAndTitle(line: String) throws {
    let story = try story("<tab>:\(line)<enter>")
    #expect(story.screen.review.step == "access.keys")
    #expect(!isOpen(story))
    #expect(story.screen.pane == .step)
  }

  @Test func jumpAloneAsksForTheStep() throws {
    for keys in [":jump<enter>", "?:jump<enter>", ":jump "] {
      var story = try story(keys)
      #expect(
        lines(story, "jump ").map(\.keyNames[0]) == story.screen.review.outline.items.map(\.number))
      story.press("bac res")
      let rows = story.screen.render(glyphs: .ascii).textRows
      #expect(rows.contains { $0.hasPrefix("> 1.3") && $0.contains("A restore was tried") })
      story.press("<enter>")
      #expect(story.screen.review.step == "backup.tested")
    }
    var story = try story(":jump zzz<enter>")
    #expect(story.screen.message == "No step has this number, id or title.")
    story.press("<bs><bs><bs>2<enter>")
    #expect(story.screen.review.step == "access.web")
  }

  @Test func whatIsCalledSoComesFirst() throws {
    let story = try story("")
    #expect(lines(story, "seal").first?.use == .run(.seal))
    #expect(lines(story, "p").first?.use == .run(.pass))
    #expect(lines(story, "facts").first?.use == .run(.facts))
    #expect(lines(story, "lea").first?.use == .run(.quit))
    #expect(lines(story, "clipboard").map(\.use) == [.run(.copy)])
    #expect(lines(story, "1.").map(\.keyNames[0]).prefix(2) == ["1.1", "1.2"])
  }

  @Test func listsAndSearchesNarrowTheOutline() throws {
    var story = try story("p]f:list open<enter>")
    #expect(story.screen.filter == "open")
    #expect(story.screen.pane == .outline)
    #expect(story.screen.message == "4 of 6 steps.")
    story.press(":list fail<enter>")
    #expect(story.screen.message == "1 of 6 steps.")
    story.press(":list<enter>al<enter>")
    #expect(story.screen.filter == "")
    story.press(":find restore tried<enter>")
    #expect(story.screen.list.matchCount == 1)
    story.press(":list nothing<enter>")
    #expect(story.screen.message == "Nothing fits: list [open|fail|all].")
    story.press("<esc>:help undo<enter>")
    #expect(story.screen.overlay == .help(KeyList(search: TextInput("undo"))))
  }

  @Test func aFactIsOpenedOrSet() throws {
    var story = try story(":fact provider<enter>")
    #expect(story.screen.review.focus == .fact("provider"))
    for (line, value) in [
      ("fact provider own", "own"), ("fact provider 1", "aws"), ("fact prefix a-2", "a-2"),
      ("fact public unknown", nil), ("fact provider ?", nil),
    ] as [(String, String?)] {
      story.press(":\(line)<enter>")
      let name = line.split(separator: " ")[1]
      #expect(story.report.review.value(of: String(name)) == value, "\(line)")
      #expect(!isOpen(story), "\(line)")
    }
    #expect(lines(story, "fact ").map(\.label) == story.screen.review.review.askedFacts.map(\.id))
    #expect(lines(story, "fact provider ").map(\.keyNames[0]) == ["aws", "own", "unknown"])
    story.press(":fact pub<enter>")
    #expect(story.screen.review.focus == .fact("public"))
    story.press(":fact nosuch<enter>")
    #expect(story.screen.message.hasPrefix("No fact"))
  }

  /// Lines that write something; the evidence of the sample has the number 8.
  static let writing = [
    "pass", "pass As it should be.", "FAIL Two tables differ.", "na There is no archive.",
    "skip Nobody is there.", "comment One line.", "fail<enter>:comment x<enter>:comment -",
    "record The plan", "record The plan<enter>:record -",
    "fail x<enter>:plan fix m.ito 2027-01-31 Booked.",
    "fail x<enter>:plan accept A Person 2027-01-31 Known.<enter>:plan none",
    "evidence restore.log", "fact provider own", "fact prefix b<enter>:fact public ?",
    "pass<enter>:undo<enter>:redo", "jump 1.2<enter>:pass",
    "evidence restore.log<enter>:retract 8 The wrong file.",
  ]

  @Test(arguments: writing) func aLineWritesWhatLineModeWrites(line: String) throws {
    let story = try story(":\(line)<enter>")
    let report = try FakeReport(try Sample.review())
    var mode = LineMode(
      state: ReviewState(review: report.review, entries: [], reviewer: report.person))
    let words = ["aws", "prod-1", "yes"] + line.split(separator: "<enter>:").map(String.init)
    for line in words { _ = mode.take(line, report) }
    #expect(story.report.entries.map(\.event) == report.entries.map(\.event))
    #expect(report.entries.count > 4)
    #expect(!isOpen(story))
  }

  @Test func whatEndsAReviewIsTakenToo() throws {
    var story = try ScreenStory(approvals: 1)
    story.press(ScreenTests.facts + "p:seal<enter>y:reopen One more.<enter>")
    #expect(!story.report.review.isSealed)
    story.press("Sy:sign Ann Example<enter>")
    // The environment's name is still typed out.
    #expect(story.report.review.roleSignatures.isEmpty)
    story.press("wrong<enter>")
    #expect(story.report.review.roleSignatures.isEmpty)
    story.press(":sign Ann Example<enter>prod<enter>")
    #expect(story.report.review.roleSignatures.map(\.intent.name) == ["Ann Example"])
    story.resume(as: Sample.bob)
    story.press(":reject Not enough.<enter>Bob<enter>prod<enter>")
    #expect(story.report.review.roleSignatures.last?.intent.meaning.contains("Not enough.") == true)
    story.press(":approve Bob<enter>prod<enter>")
    #expect(story.report.review.roleSignatures.last?.intent.decision == .approved)
  }

  @Test func aWriteErrorIsMendedByALine() throws {
    var story = try story("")
    story.report.breaksWith = "disk full"
    story.press("p:save other.report.jsonl<enter>")
    #expect(story.screen.review.notSaved == nil)
    story.press(":save again.report.jsonl<enter>")
    #expect(story.screen.message == "Every answer is on the disk already.")
    story.press("<esc>:save<enter>")
    #expect(!isOpen(story))
  }

  @Test func whatIsRefusedCanBeMended() throws {
    var story = try story(":retract the file<enter>")
    #expect(story.screen.message.hasPrefix("A number is wanted first"))
    story.press("<c-u>plan fix<enter>")
    #expect(story.screen.message.hasPrefix("Only a FAIL has a plan."))
    story.press("<esc>f:<c-u>plan fix<enter>")
    #expect(story.screen.message.hasPrefix("Wanted are fix or accept"))
    story.press(" ann 2027-01-31 Soon.<enter>")
    #expect(story.report.review.answer(to: "backup.plan")?.answer.plan?.owner == "ann")
    story.press("]:record old<enter>")
    #expect(story.screen.message.contains("Age of the newest archive"))
    story.press("<bs><bs><bs>3<enter>")
    #expect(story.report.review.answer(to: "backup.age")?.answer.record == "3")
    story.press(":9.9<enter>")
    #expect(story.screen.message.hasPrefix("Nothing is called 9.9."))
    story.press("<c-u>next zebra<enter>")
    #expect(story.screen.message == "next stands alone: nothing comes after it.")
  }

  @Test func whatIsWrittenInALineIsADraft() throws {
    var story = try story(":fail Two tab<esc>")
    let draft = Draft(.commandLine, of: "backup.plan")
    #expect(story.kept == [draft: "fail Two tab"])
    #expect(story.screen.message == "The draft is kept. Press : to go on with it.")
    story.press("]:<esc>")
    #expect(story.kept == [draft: "fail Two tab"])
    story.press("[:les differ.<enter>")
    #expect(
      story.report.review.answer(to: "backup.plan")?.answer.comment == "Two tables differ.")
    #expect(story.kept == [:])
    story.press(":comment x<c-u>")
    #expect(story.kept == [:])
    story.press("comment glpat-aaaaaaaaaaaaaaaaaaaaaaaa<enter>n")
    #expect(story.kept == [draft: "comment glpat-aaaaaaaaaaaaaaaaaaaaaaaa"])
    story.press(":<enter>y")
    #expect(story.kept == [:])
    story.press(":evidence none.log<enter>")
    #expect(story.kept == [draft: "evidence none.log"])
    // Words that only look at something are not kept.
    story.press(":<c-u>jump 2<esc>")
    #expect(story.kept == [:])
  }

  @Test func aCommentGoesToOneStep() throws {
    var story = try story("v]v:pass All well.<enter>")
    #expect(story.report.review.sealFigures.counts.pass == 0)
    #expect(story.screen.message.hasPrefix("A comment goes to one step"))
    story.press("<c-u>pass<enter>")
    #expect(story.report.review.sealFigures.counts.pass == 2)
  }

  @Test func aPathIsCompleted() throws {
    var story = try story(":evidence rest<tab>")
    #expect(story.asked.last == .complete("rest"))
    story.take(.paste("ore.log"))
    story.press("<enter>")
    #expect(story.report.review.standingEvidence(of: "backup.plan").count == 1)
    story.press(":evidence text<enter>A note.<c-s>")
    #expect(story.report.review.standingEvidence(of: "backup.plan").count == 2)
  }
}
