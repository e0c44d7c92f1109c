import Checklist
import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// The start screen at four sizes in both sets of signs, and what its keys want done.
@Suite struct StartScreenTests {
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    var keys = ""
    var reports = StartStory.reports
    var event: StartEvent?
    var testDescription: String { name }
  }

  static let many = (1...1000).map { number in
    number > 990
      ? StartStory.report("r\(number)", "env-\(number)", .open, hours: 3)
      : ListedReport(name: "r\(number).report.jsonl", content: .unread)
  }

  static let verdict = [
    "prod-2026-11-24.report.jsonl: authentic, NOT complete (10)",
    "  10 the report is not sealed",
    "  22 no trust list was given: name one with --allowed-signers; `postflight keys "
      + "--allowed-signers` prints the line that a signer hands over",
    "  prod, essential, report 0b5e7c1a-64a2-4f0e-9a53-2f6f1c0d9e11",
  ]

  static let scenes = [
    Scene(name: "start"),
    Scene(name: "start-empty", reports: []),
    Scene(name: "start-many", keys: "jjj", reports: many),
    Scene(name: "start-damaged", keys: "G<tab>" + String(repeating: "j", count: 9)),
    Scene(name: "start-checklist", keys: "<tab>v<down>v"),
    Scene(name: "start-new", keys: "nprod-eu 日本"),
    Scene(name: "start-new-profile", keys: "nprod<enter>2"),
    Scene(name: "start-new-wrong", keys: "nprod<enter><enter>x<enter>"),
    Scene(name: "start-export", keys: "x2"),
    Scene(name: "start-trust", keys: "V/etc/trusted"),
    Scene(
      name: "start-verdict", keys: "V<enter>",
      event: .verdict(title: "Verified without a trust list", verdict)),
    Scene(name: "start-help", keys: "?"),
    Scene(name: "start-refused", event: .refused("prod is open elsewhere by bob@example.com")),
  ]

  @Test(arguments: scenes) func sceneIsAsRecorded(scene: Scene) throws {
    for (columns, rows) in ScreenTests.sizes {
      var story = StartStory(columns: columns, rows: rows, reports: scene.reports)
      story.press(scene.keys)
      if let event = scene.event { story.take(event) }
      for (name, glyphs) in [("utf-8", Glyphs.unicode), ("ascii", Glyphs.ascii)] {
        let frame = story.screen.render(glyphs: glyphs)
        var lines = frame.textRows.map { "|\($0)|" }
        if name == "utf-8" { lines += frame.styleRows.map { ":\($0):" } }
        if let cursor = frame.cursor { lines.append("cursor \(cursor.row) \(cursor.column)") }
        try Golden.expect(
          lines, as: "\(scene.name)-\(columns)x\(rows)-\(name)", in: Golden.folder("Screens"))
      }
    }
  }

  @Test func whatNeedsSomebodyComesFirstAndNewestFirst() {
    let story = StartStory()
    #expect(
      story.screen.reports.map(\.stem) == [
        "edge-2026-11-24", "mini-2026-11-24", "fake-2026-11-24", "prod-2026-11-24",
        "日本-2026-11-23", "dr-2026-11-23", "stage-2026-11-22", "lab-2026-11-20",
        "old-2025-01-10", "copied", "pipe", "prod-2026-11-01", "new-2026-11-24",
      ])
  }

  @Test func theReaderStaysWhereHeWentWhileReportsAreRead() {
    var story = StartStory(reports: [])
    story.take(.found(StartStory.reports.map(\.name), at: StartStory.now))
    story.press("jj")
    let name = story.screen.report?.name
    #expect(name == "prod-2026-11-01.report.jsonl")
    for report in StartStory.reports { story.take(.read(report)) }
    #expect(story.screen.report?.name == name)
    // One that is gone leaves him at the top.
    story.take(.found(["prod-2026-11-24.report.jsonl"], at: StartStory.now))
    #expect(story.screen.report?.name == "prod-2026-11-24.report.jsonl")
    #expect(story.screen.report?.figures?.answered == 12)
  }

  struct Story: Sendable, CustomTestStringConvertible {
    let keys: String
    let wanted: [StartEffect]
    var hasTrustList = false
    var testDescription: String { keys }
  }

  static let prod = "prod-2026-11-24.report.jsonl"

  static let stories = [
    Story(keys: "<enter>", wanted: [.resume("edge-2026-11-24.report.jsonl")]),
    Story(keys: "jjj<enter>", wanted: [.resume(prod)]),
    // What is damaged is not opened: it is said why.
    Story(
      keys: "jjjjjjjjj<enter>", wanted: [.verify("copied.report.jsonl", trustList: "")]),
    Story(keys: "jjjV<enter>", wanted: [.verify(prod, trustList: "")]),
    Story(keys: "jjjV trusted <enter>", wanted: [.verify(prod, trustList: "trusted")]),
    Story(
      keys: "jjjVtr<tab>", wanted: [.complete("tr")]),
    Story(keys: "jjjV<esc>q", wanted: []),
    Story(keys: "jjjV", wanted: [.verify(prod, trustList: "")], hasTrustList: true),
    Story(
      keys: "jjjx<enter><enter>",
      wanted: [.export(prod, format: "markdown", path: "prod-2026-11-24.md")]),
    Story(
      keys: "jjjx<right><enter><enter>",
      wanted: [.export(prod, format: "json", path: "prod-2026-11-24.json")]),
    Story(
      keys: "jjjx<enter><c-u>a.txt<up>2<enter><enter>",
      wanted: [.export(prod, format: "json", path: "a.txt")]),
    Story(keys: "jjjx<enter><c-u><enter>", wanted: []),
    Story(
      keys: "n prod <enter><enter><enter>",
      wanted: [.make(NewReview(environment: "prod"))]),
    Story(
      keys: "nprod<enter><right><enter><c-u>2<enter>",
      wanted: [.make(NewReview(environment: "prod", profile: .standard, approvals: 2))]),
    Story(keys: "n<enter>3<enter><enter>", wanted: []),
    Story(keys: "nprod<enter><enter><c-u>100<enter>", wanted: []),
    Story(keys: "nprod<enter><enter><c-u>-1<enter>", wanted: []),
    // What was typed comes back.
    Story(
      keys: "nprod<tab>3<esc>n<tab><enter><enter>",
      wanted: [.make(NewReview(environment: "prod", profile: .thorough))]),
    Story(
      keys: "<tab>v<down> nprod<enter><enter><enter>",
      wanted: [
        .make(
          NewReview(checklists: ["gitlab-backup", "gitlab-security"], environment: "prod"))
      ]),
    Story(
      keys: "<tab>jj<enter>prod<enter><enter><enter>",
      wanted: [.make(NewReview(checklists: ["checklists/own.yaml"], environment: "prod"))]),
    // A faulty one cannot be reviewed or marked.
    Story(keys: "<tab>G<enter>prod<enter><enter><enter>", wanted: []),
    Story(
      keys: "<tab>Gvnprod<enter><enter><enter>",
      wanted: [.make(NewReview(environment: "prod"))]),
    Story(keys: "?look<enter>", wanted: [.lookAgain]),
    Story(keys: "<c-l><c-z>", wanted: [.lookAgain, .suspend]),
    Story(keys: "<tab>Vx", wanted: []),
  ]

  @Test(arguments: stories) func keysWantThis(story: Story) {
    var start = StartStory(hasTrustList: story.hasTrustList)
    start.press(story.keys)
    #expect(start.asked == story.wanted)
  }

  @Test func aNewReviewIsForgottenOnlyOnceItIsMade() {
    var story = StartStory()
    story.press("<tab>vnprod<enter><enter><enter>")
    story.take(.refused("The disk is full."))
    #expect(story.text.contains { $0.contains("The disk is full.") })
    #expect(story.text.contains { $0.contains("prod") })
    story.take(.done("Saved."))
    #expect(story.screen.overlay == nil && story.screen.marks.isEmpty)
    story.press("n")
    #expect(!story.text.contains { $0.contains("Environment  prod") })
  }

  @Test func theReportThatWasMadeIsTheOneThatTheReaderStandsOn() {
    var story = StartStory()
    story.press("<tab>vnprod<enter><enter><enter>")
    story.take(
      .found(["x.report.jsonl"] + StartStory.reports.map(\.name), at: StartStory.now))
    story.take(.done("Saved.", report: "x.report.jsonl"))
    #expect(story.screen.report?.name == "x.report.jsonl")
  }

  @Test(arguments: ["q", "Q", "<c-c>"]) func leaving(keys: String) {
    var story = StartStory()
    story.press(keys)
    #expect(story.screen.hasLeft)
  }

  @Test func aPasteIsTextInAFieldAndNothingElsewhere() {
    var story = StartStory()
    story.take(.paste("nq"))
    #expect(story.screen.overlay == nil && !story.screen.hasLeft && story.asked.isEmpty)
    story.press("n")
    story.take(.paste("pr\u{1B}od\n2"))
    story.press("<enter><enter><enter>")
    #expect(story.asked == [.make(NewReview(environment: "prod 2"))])
  }

  @Test func figuresAreThoseOfTheReview() throws {
    let report = try FakeReport(try Sample.review())
    func figures() -> ReportFigures { ReportFigures(report.review, at: StartStory.now) }
    #expect(figures().answered == 0 && figures().steps > 0 && figures().stage == .open)
    #expect(figures().lastSigner == Sample.ann.principal)
    _ = report.perform(.append([.answer(Answer(step: "backup.plan", outcome: .fail))]))
    #expect(figures().answered == 1 && figures().failing == 1)
    #expect(figures().lastTime == report.review.lastTime && figures().needsSomebody)
    _ = report.perform(.append([.seal(report.review.sealFigures)]))
    _ = report.perform(
      .sign(
        Intent(
          signer: "cat@example.com", name: "Cat", role: .review, decision: .performed,
          meaning: "Done.")))
    #expect(figures().lastSigner == "cat@example.com")
  }

  @Test func aChecklistIsCountedByProfile() throws {
    let checklist = try #require(Sample.checklists?.checklists.first)
    let listed = ListedChecklist(checklist, reference: "sample", origin: "shipped")
    #expect(listed.sizes == [.essential: 7, .standard: 7, .thorough: 8])
    #expect(listed.title == "A sample review" && listed.id == "sample")
  }

  @Test func ageIsInOneUnit() {
    let now = StartStory.now
    for (seconds, wanted) in [
      (-100, "now"), (0, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"),
      (86_399, "23 h"), (86_400, "1 d"), (86_400 * 400, "400 d"),
    ] as [(Int64, String)] {
      #expect(
        ListedReport.age(of: Timestamp(seconds: now.seconds - seconds), at: now) == wanted)
    }
    #expect(ListedReport.age(of: nil, at: now) == "")
  }

  @Test func everyActHasOneCommandAndEveryKeyOneAct() {
    #expect(
      StartCommand.all.map(\.act.rawValue).sorted()
        == StartCommand.Act.allCases.map(\.rawValue).sorted())
    let keys = StartCommand.all.flatMap(\.keys)
    #expect(keys.count == Set(keys).count)
    for command in StartCommand.all { #expect(command.summary.hasSuffix("."), "\(command.act)") }
  }

  @Test func everyKeyOfTheTableDoesSomething() {
    for command in StartCommand.all {
      for key in command.keys {
        var story = StartStory(reports: Array(StartStory.reports.prefix(3)))
        story.press(command.act == .mark ? "<tab>" : "j")
        let before = story.screen.render(glyphs: .ascii)
        story.take(.key(key))
        #expect(
          story.screen.render(glyphs: .ascii) != before || !story.asked.isEmpty
            || story.screen.hasLeft, "\(key.name) for \(command.act) does nothing")
      }
    }
  }

  @Test func theKeyBarNamesOnlyKeysOfTheTable() {
    for keys in ["", "<tab>", "G"] {
      for reports in [StartStory.reports, []] {
        var story = StartStory(reports: reports)
        story.press(keys)
        let names = Set(StartCommand.all.compactMap { $0.keys.first?.name })
        #expect(story.screen.barKeys.allSatisfy { names.contains($0.key) })
      }
    }
  }

  @Test(arguments: 0..<10) func anyKeyAnySizeAnyEventIsTaken(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var story = StartStory()
    let leaving: [KeyPress] = [.character("q"), .character("Q")]
    let keys: [KeyPress] =
      StartCommand.all.flatMap(\.keys).filter { !leaving.contains($0) }
      + [.escape, .enter, .up, .down, .left, .right, .backspace, .delete, .other, .control("N")]
      + "abc1239 /.日e\u{301}👩🏾‍🔧".map { .character($0) }
    let events: [StartEvent] = [
      .paste("one\ntwo\u{1B}[2J"), .done("Done."), .refused("No\u{202E}."), .signer("x\u{7}"),
      .verdict(title: "t", Self.verdict), .found([], at: StartStory.now), .checklists([]),
      .found(StartStory.reports.map(\.name), at: StartStory.now),
      .checklists(StartStory.checklists), .read(StartStory.reports[5]),
    ]
    for _ in 0..<400 {
      switch Int.random(in: 0..<12, using: &generator) {
      case 0:
        story.take(
          .resize(
            columns: .random(in: 0...200, using: &generator),
            rows: .random(in: 0...60, using: &generator)))
      case 1: story.take(events.randomElement(using: &generator) ?? .done(""))
      default: story.take(.key(keys.randomElement(using: &generator) ?? .other))
      }
      let frame = story.screen.render(glyphs: .unicode)
      for row in frame.textRows {
        #expect(DisplayWidth.of(row) == frame.columns)
        #expect(!row.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
      }
    }
  }
}
