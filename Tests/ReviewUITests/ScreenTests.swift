import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// Every screen at four sizes, in both sets of signs, with a grid of style letters beside it.
@Suite struct ScreenTests {
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    var then: [ScreenEvent] = []
    /// What another person presses who resumes the report after that, nil for nobody.
    var second: String?
    /// Whether the review goes by an earlier one.
    var goesBy = false
    var testDescription: String { name }
  }

  static let facts = "1<enter>prod-1<enter>1"

  /// A review with something of everything, sealed with an open step.
  static let review =
    facts + "p]fcNewer ones go to another bucket since the move.<c-s>"
    + "Pfix<enter>m.ito<enter>2027-01-31<enter>Booked for January.<enter>]"
    + "acA new environment: there is nothing to restore yet.<c-s>]p]p]"
    + "fcThree keys have no owner.<c-s>{s" + "S" + "y"
  static let sign = "SAnn Example<enter>prod<enter>"
  /// A report, as long as one of a small review.
  static let reportText =
    ["# Post-deployment review of prod", "", "12 of 16 steps answered.", ""]
    + (1...12).flatMap { number in
      [
        "## 1.\(number) A restore was tried", "",
        "A backup that was never restored is not known to work: \(number) of them, 日本語, were "
          + "tried on a machine that has nothing to do with the source, and what came of it is "
          + "written down here.", "", "- outcome: pass, by ann@example.com",
        "- evidence: restore-\(number).log, sha256 9f2c41d06b1e8a77c2d407aa913e5f0c",
        "",
      ]
    }

  static let notices = [
    "The checklist gitlab-backup 1.4.0 is not the one that is built in: it comes from checklists/"
      + "backup.yaml of this folder.",
    "The last line of the report was not whole and was taken out; nothing that was shown as saved "
      + "is lost.",
    "The evidence restore-2026-11-20.log is not in the evidence folder.",
  ]

  private static func keys(_ text: String) -> [ScreenEvent] {
    ScreenStory.keys(text).map { .key($0) }
  }

  static let scenes = [
    Scene(name: "fact", keys: ""),
    Scene(name: "fact-typed", keys: "1"),
    Scene(name: "fact-typing", keys: "1<enter>prod"),
    Scene(name: "step", keys: facts),
    Scene(name: "step-fail", keys: facts + "fcNever done.<enter>Not once.<c-s>"),
    Scene(name: "step-history", keys: facts + "pfpcSeen.<c-s>h"),
    Scene(name: "outline", keys: facts + "p]f]a]p<tab>"),
    Scene(name: "outline-filter", keys: facts + "p]f<tab>/open<enter>"),
    Scene(name: "comment", keys: facts + "cOne line.<enter>日本語 and e\u{301}."),
    Scene(
      name: "comment-long",
      keys: facts + "cThe restore of db-primary took four hours, "
        + "which is more than the two that the owners accepted; see https://wiki.example.com/ops/"
        + "restore-protocols/2026-11-23/db-primary.html and 日本語のとても長い行もここで折り返されます. "
        + "e\u{301}e\u{301} 👩🏾‍🔧🇫🇷<enter>Second line.<up><up><home>"),
    Scene(
      name: "comment-scrolled",
      keys: facts + "c" + (1...60).map { "Line \($0)" }.joined(separator: "<enter>")
        + "<pgup><pgup>"),
    Scene(name: "plan", keys: facts + "fPfix<enter>m.ito"),
    Scene(name: "marks", keys: facts + "v]v"),
    Scene(name: "help", keys: facts + "?"),
    Scene(name: "help-fact", keys: "?"),
    Scene(name: "help-outline", keys: facts + "p<tab>?<down><down>"),
    Scene(name: "help-end", keys: facts + "p]f]]]]]?<pgdn><pgdn>"),
    Scene(name: "help-sealed", keys: review + sign, second: "?"),
    Scene(name: "help-search", keys: facts + "?undo"),
    Scene(name: "palette", keys: facts + ":seal"),
    Scene(name: "palette-jump", keys: facts + "p]f:jump r"),
    Scene(name: "palette-line", keys: facts + ":fail Two tables differ."),
    Scene(name: "palette-fact", keys: facts + ":fact provider "),
    Scene(name: "palette-unknown", keys: facts + ":qwerty<enter>"),
    Scene(name: "facts", keys: facts + "F"),
    Scene(name: "status", keys: facts + "p]fi"),
    Scene(name: "secret", keys: facts + "cglpat-aaaaaaaaaaaaaaaaaaaaaaaa<c-s>"),
    Scene(name: "seal-lacks", keys: facts + "fS"),
    Scene(name: "seal-open", keys: facts + "pS"),
    Scene(name: "sealed", keys: facts + "pSy"),
    Scene(
      name: "work", keys: facts,
      then: [
        .working(
          Work(.copy("gitlab-restore-2026-11-20.log"), done: 412_345_678, total: 2_100_400_000))
      ]),
    Scene(name: "end", keys: facts + "p]f]]]]]"),
    Scene(name: "found", keys: review),
    Scene(name: "found-unsigned", keys: review, second: ""),
    Scene(name: "found-approver", keys: review + sign, second: ""),
    Scene(name: "found-below", keys: review + sign, second: "<c-d><c-d>"),
    Scene(name: "found-step", keys: review + sign, second: "<enter><enter>"),
    Scene(name: "found-approved", keys: review + sign, second: "ABob<enter>prod<enter>"),
    Scene(
      name: "report-work", keys: facts,
      then: [.working(Work(.report, done: 8_000, total: 40_000))]),
    Scene(name: "report", keys: facts, then: [.report(reportText)]),
    Scene(name: "report-searching", keys: facts, then: [.report(reportText)] + keys("/rest")),
    Scene(
      name: "report-found", keys: facts,
      then: [.report(reportText)] + keys("/not known to work<enter>n")),
    Scene(name: "told", keys: facts + "p]p]fcNever.<c-s>", then: [.told(notices)]),
    Scene(name: "told-at-length", keys: facts, then: [.told(notices + notices + notices)]),
    Scene(name: "told-outline", keys: facts + "<tab>G", then: [.told(notices)]),
    Scene(name: "told-comment", keys: facts + "cOne<enter>two", then: [.told(notices)]),
    Scene(name: "messages", keys: facts + "pp]fm"),
    Scene(name: "sign", keys: facts + "pSySAnn Example<enter>pro"),
    Scene(name: "earlier-fact", keys: "", goesBy: true),
    Scene(name: "earlier-step", keys: "===", goesBy: true),
    Scene(name: "earlier-fail", keys: "===]]", goesBy: true),
    Scene(name: "earlier-outline", keys: "====]p]]<tab>", goesBy: true),
    Scene(name: "sign-below", keys: review + "SAnn Example<enter><pgdn><pgdn>"),
  ]

  static let sizes = [(40, 10), (80, 24), (140, 40), (200, 60)]

  @Test(arguments: scenes) func sceneIsAsRecorded(scene: Scene) throws {
    for (columns, rows) in Self.sizes {
      var story = try ScreenStory(
        columns: columns, rows: rows, approvals: scene.second == nil ? 0 : 1,
        earlier: scene.goesBy ? try Sample.earlier() : nil)
      story.press(scene.keys)
      for event in scene.then { story.take(event) }
      if let second = scene.second {
        story.resume(as: Sample.bob)
        story.press(second)
      }
      for (name, glyphs) in [("utf-8", Glyphs.unicode), ("ascii", Glyphs.ascii)] {
        let frame = story.screen.render(glyphs: glyphs)
        expectNoWords(frame)
        var lines = frame.textRows.map { "|\($0)|" }
        if name == "utf-8" { lines += frame.styleRows.map { ":\($0):" } }
        if let cursor = frame.cursor { lines.append("cursor \(cursor.row) \(cursor.column)") }
        try Golden.expect(
          lines, as: "\(scene.name)-\(columns)x\(rows)-\(name)", in: Golden.folder("Screens"))
      }
    }
  }

  @Test func textAloneTellsPassFromFail() throws {
    func row(_ keys: String) throws -> String {
      var story = try ScreenStory(columns: 80, rows: 24)
      story.press(Self.facts + keys + "<tab>")
      return try #require(
        story.screen.render(glyphs: .ascii).textRows.first { $0.contains("A plan is written") })
    }
    let rows = [try row("p"), try row("f"), try row("a"), try row("")]
    #expect(Set(rows).count == rows.count)
    #expect(rows[1].contains("FAIL"))
    #expect(rows[0].contains("pass"))
  }

  @Test func aSizeTooSmallSaysSoAndKeysStillWork() throws {
    var story = try ScreenStory(columns: 20, rows: 5)
    story.press(Self.facts + "p")
    #expect(story.screen.render(glyphs: .ascii).textRows.joined().contains("Too small"))
    #expect(story.report.review.outcome(of: "backup.plan") == .pass)
    story.take(.resize(columns: 80, rows: 24))
    #expect(!story.screen.render(glyphs: .ascii).textRows.joined().contains("Too small"))
  }

  @Test func nearTheLimitTheBytesAreShownAndWhatGoesOverIsRefused() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "c")
    func rows() -> String { story.screen.render(glyphs: .ascii).textRows.joined(separator: "\n") }
    story.take(.paste(String(repeating: "x", count: 50_000)))
    #expect(!rows().contains("bytes"))
    story.take(.paste(String(repeating: "y", count: 15_000)))
    #expect(rows().contains("65000 of 65536 bytes"))
    story.take(.paste(String(repeating: "z", count: 1_000)))
    #expect(rows().contains("Not taken: it would make 66000 bytes"))
    #expect(!rows().contains("z"))
    story.press("<c-s>")
    let comment = story.report.review.answer(to: "backup.plan")?.answer.comment
    #expect(comment?.utf8.count == 65_000)
  }

  @Test func pasteOutsideAFieldIsIgnoredWithAHint() throws {
    var story = try ScreenStory()
    story.press(Self.facts)
    let before = story.report.review.lastSeq
    story.take(.paste("pfaq\u{1B}[31m"))
    #expect(story.report.review.lastSeq == before)
    #expect(!story.screen.hasLeft)
    #expect(story.screen.message.contains("Pasted text"))
  }

  @Test func pasteInACommentIsText() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "fc")
    story.take(.paste("one\r\ntwo \u{1B}[31mred\u{7}\tq"))
    story.press("<c-s>")
    let comment = story.report.review.answer(to: "backup.plan")?.answer.comment
    #expect(comment == "one\ntwo [31mred\tq")
  }

  @Test func anEditorThatComesBackAtOnceIsToldAndChangesNothing() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "fcNever.<c-s>E")
    let before = story.report.review.lastSeq
    story.take(.edited(nil, purpose: .comment, sawNoChangeAtOnce: true))
    #expect(story.screen.message.contains("came back at once without a change"))
    #expect(story.report.review.lastSeq == before)
    story.take(.edited("Never once.", purpose: .comment, sawNoChangeAtOnce: false))
    #expect(story.report.review.answer(to: "backup.plan")?.answer.comment == "Never once.")
  }

  @Test func escapeKeepsTheDraft() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "fcHalf a sen<esc>")
    #expect(story.report.review.answer(to: "backup.plan")?.answer.comment == "")
    story.press("ctence.<c-s>")
    #expect(
      story.report.review.answer(to: "backup.plan")?.answer.comment == "Half a sentence.")
  }

  @Test(arguments: ["<esc>", "<c-c>"]) func whatTakesTimeCanBeCancelledAndNothingElse(key: String)
    throws
  {
    var story = try ScreenStory()
    story.press(Self.facts)
    let before = story.report.review.lastSeq
    story.take(.working(Work(.copy("a.log"), done: 1_000_000, total: 9_000_000)))
    story.press("pfq?]<enter>")
    story.take(.paste("p"))
    #expect(story.report.review.lastSeq == before)
    #expect(!story.screen.hasLeft)
    #expect(story.screen.message == "Esc cancels; everything else waits.")
    #expect(!story.asked.contains(.cancel))
    #expect(story.screen.update(.key(try #require(ScreenStory.keys(key).first))) == [.cancel])
    story.take(.result(.refused("reading a.log was cancelled")))
    #expect(story.screen.message == "Not done: reading a.log was cancelled.")
    story.press("p")
    #expect(story.report.review.outcome(of: "backup.plan") == .pass)
  }

  @Test func oneOutcomeForAllMarkedIsUndoneAsOne() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "v]v]vp")
    #expect(story.report.review.sealFigures.counts.pass == 3)
    story.press("u")
    #expect(story.report.review.sealFigures.counts.pass == 0)
  }

  @Test(arguments: ["open", "fail", "pass", "evidence", "a", "zz"])
  func theOutlineFollowsEveryChange(filter: String) throws {
    var story = try ScreenStory()
    story.press(Self.facts + "<tab>/\(filter)<enter>")
    for keys in [
      "p", "j", "f", "k", "a", "n", "p", "N", "s", "o", "j", "uuu", "<c-r><c-r>", "j",
      "etext<enter>A note.<c-s>", "x12 why<enter>", "Fj", "j", "<enter>2<enter>", "jjjj", "kkkkkk",
      "F<enter>2", "g", "}", "{", "G", "vkvfu", "<esc>", "o",
    ] {
      story.press(keys)
      expectOutlineInStep(story.screen)
    }
  }

  @Test func linesMoveThroughWhatTheOutlineShows() throws {
    var story = try ScreenStory(columns: 80)
    story.press(Self.facts + "<tab>")
    func here() -> String { story.screen.review.step ?? "" }
    story.press("jj")
    #expect(here() == "backup.tested")
    story.press("jjjjj")
    #expect(here() == "access.keys")
    #expect(story.screen.message == "")
    story.press("gk")
    #expect(here() == "backup.plan")
    story.press("jo")
    // The section is folded away: the next line is that of the next section.
    story.press("j")
    #expect(here() == "access.web")
    story.press("k")
    #expect(here() == "access.web")
    story.press("/date<enter>kkk")
    #expect(here() == "backup.plan")
    story.press("n")
    #expect(here() == "backup.tested")
    story.press("n")
    #expect(here() == "backup.plan")
  }

  @Test func theListMovesNoFurtherThanItMust() throws {
    var story = try ScreenStory(columns: 80, rows: 10)
    story.press(Self.facts + "<tab>")
    var tops: [Int] = []
    for key in ["", "j", "j", "j", "j", "k", "k", "k"] {
      story.press(key)
      tops.append(story.screen.outlineTop)
    }
    // Four lines are drawn, with one around the step.
    #expect(tops == [0, 0, 1, 2, 4, 3, 2, 1])
  }

  private func expectOutlineInStep(
    _ screen: Screen, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let outline = Outline(screen.review.review)
    #expect(screen.review.outline == outline, sourceLocation: sourceLocation)
    var fresh = screen
    fresh.renewList()
    #expect(screen.list == fresh.list, sourceLocation: sourceLocation)
    if let line = screen.review.step.flatMap(outline.index).flatMap(screen.list.line) {
      let shown = screen.outlineTop..<screen.outlineTop + screen.bodyHeight
      #expect(shown.contains(line), sourceLocation: sourceLocation)
    }
  }

  @Test func copySendsTheCommandWithItsNames() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "]]]y")
    #expect(
      story.asked.last == .copy("aws s3api get-bucket-versioning --bucket prod-1-data"))
  }

  @Test func aSignatureNeedsTheEnvironmentTypedOut() throws {
    var story = try ScreenStory()
    story.press(Self.facts + "pSySAnn<enter>prods<enter>")
    #expect(story.report.review.roleSignatures.isEmpty)
    story.press("SAnn<enter>prod<enter>")
    #expect(story.report.review.roleSignatures.count == 1)
  }

  @Test func everyKeyBelongsToOneCommand() {
    var seen: [KeyPress: Command.Act] = [:]
    for command in CommandTable.all {
      for key in command.keys {
        #expect(
          seen[key] == nil, "\(key.name) is \(command.act) and \(String(describing: seen[key]))")
        seen[key] = command.act
      }
    }
  }

  // Many more by `make soak`, and 200,000 events whenever the tests run.
  @Test(arguments: 0..<3) func anyKeyAnySizeAnyPasteIsTaken(seed: UInt64) throws {
    var walk = try RandomWalk(seed: seed)
    try walk.take(500) { screen, frame in
      expectNoWords(frame)
      expectOutlineInStep(screen)
    }
  }
}
