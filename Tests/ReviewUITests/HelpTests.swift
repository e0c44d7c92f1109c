import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// `?` begins with what is for the place where the reader stands, and what it says is so.
@Suite struct HelpTests {
  /// A place in a review, and how it is reached.
  struct Place: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    var isSealed = false
    var testDescription: String { name }
  }

  static let places = [
    Place(name: "fact", keys: ""),
    Place(name: "written fact", keys: "1"),
    Place(name: "step", keys: ScreenTests.facts),
    Place(name: "failed step", keys: ScreenTests.facts + "]fetext<enter>A note.<c-s>"),
    Place(name: "outline", keys: ScreenTests.facts + "p<tab>"),
    Place(name: "outline at a fact", keys: "<tab>"),
    Place(name: "filter", keys: ScreenTests.facts + "/open<enter>v]v"),
    Place(name: "end", keys: ScreenTests.facts + "p]f]]]]]"),
    Place(name: "sealed", keys: ScreenTests.facts + "pSy", isSealed: true),
    Place(name: "found step", keys: ScreenTests.facts + "pSy<enter><enter>", isSealed: true),
    Place(name: "other step", keys: ScreenTests.facts + "pSy<tab>jj", isSealed: true),
  ]

  private func story(_ place: Place, columns: Int = 120) throws -> ScreenStory {
    var story = try ScreenStory(columns: columns)
    story.press(place.keys)
    #expect(story.screen.review.review.isSealed == place.isSealed)
    #expect(story.screen.overlay == nil)
    return story
  }

  private func lines(_ story: ScreenStory, _ heading: String) -> [HelpLine] {
    story.screen.helpGroups.first { $0.heading == heading }?.lines ?? []
  }

  @Test(arguments: places) func everyKeyDoesWhatItsLineSays(place: Place) throws {
    let story = try story(place)
    for line in story.screen.helpGroups.flatMap(\.lines) where line.canRun {
      for key in line.keys {
        var pressed = story.screen
        var run = story.screen
        let asked = pressed.update(.key(key))
        run.message = ""
        #expect(run.run(line) == asked.filter { !$0.isKeeping }, "\(key.name), \(line.summary)")
        run.renewEndList()
        run.keepFocusListed()
        #expect(
          pressed.render(glyphs: .ascii) == run.render(glyphs: .ascii),
          "\(key.name), \(line.summary)")
      }
    }
  }

  @Test(arguments: places) func everyKeyAndCommandIsThereOnce(place: Place) throws {
    let story = try story(place)
    let lines = story.screen.helpGroups.flatMap(\.lines)
    let keys = lines.flatMap(\.keys)
    #expect(keys.count == Set(keys).count)
    for key in CommandTable.all.flatMap(\.keys) { #expect(keys.contains(key), "\(key.name)") }
    for command in CommandTable.all where command.keys.isEmpty {
      #expect(lines.contains { $0.use == .run(command.act) }, "\(command.act)")
    }
  }

  @Test(arguments: places) func theKeyBarNamesWhatWorks(place: Place) throws {
    let story = try story(place)
    let working = story.screen.helpGroups.filter { !["Not now", "By name"].contains($0.heading) }
    let names = working.flatMap { $0.lines.flatMap(\.keyNames) }
    for (key, label) in story.screen.barKeys {
      for name in key.split(separator: " ") {
        #expect(names.contains(String(name)), "\(name) \(label)")
      }
    }
  }

  @Test(arguments: places) func whatWorksChangesSomething(place: Place) throws {
    let story = try story(place)
    let standing: Set<Command.Act> = [
      .first, .last, .lineUp, .lineDown, .pageUp, .pageDown, .back, .searchNext, .searchPrevious,
    ]
    for group in story.screen.helpGroups.dropLast() {
      for line in group.lines {
        guard case .run(let act) = line.use, !standing.contains(act) else { continue }
        var screen = story.screen
        screen.message = ""
        let effects = screen.run(act)
        let hasActed =
          !effects.isEmpty || screen.overlay != nil || screen.hasLeft
          || screen.review.focus != story.screen.review.focus || screen.pane != story.screen.pane
          || screen.marks != story.screen.marks || screen.folded != story.screen.folded
          || screen.showsHistory != story.screen.showsHistory
        let isNow = group.heading != "Not now"
        if isNow, [.pass, .fail, .notApplicable, .notChecked, .seal].contains(act) { continue }
        #expect(hasActed == isNow, "\(place.name): \(act) in \(group.heading): \(screen.message)")
      }
    }
  }

  @Test func whatIsForThePlaceComesFirst() throws {
    func first(_ keys: String) throws -> [String] {
      var story = try ScreenStory()
      story.press(keys)
      return story.screen.helpGroups[0].lines.prefix(5).map { $0.keyNames[0] }
    }
    #expect(try first("") == ["1-3", "j", "k", "Enter", "]"])
    #expect(try first("1") == ["Enter", "]", "[", "F", "u"])
    #expect(try first(ScreenTests.facts) == ["p", "f", "a", "s", "c"])
    #expect(try first(ScreenTests.facts + "<tab>") == ["j", "k", "g", "G", "o"])
    #expect(try first(ScreenTests.facts + "p]f]]]]]") == ["Enter", "j", "k", "Ctrl-D", "Ctrl-U"])
    #expect(
      try first(ScreenTests.facts + "pSy<enter><enter>") == ["]", "[", "Esc", "S", "R"])
  }

  @Test func aStepListsOnlyWhatItHas() throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts)
    func names(_ heading: String) -> [String] { lines(story, heading).map(\.keyNames[0]) }
    #expect(!names("Here, at a step").contains("P"))
    #expect(names("Not now").contains("P"))
    story.press("f")
    #expect(names("Here, at a step").contains("P"))
    #expect(names("Not now").contains("x"))
    story.press("etext<enter>A note.<c-s>")
    #expect(names("Here, at a step").contains("x"))
  }

  @Test func theSearchGoesOverEverything() throws {
    var story = try ScreenStory()
    story.press("?find")
    let text = story.screen.render(glyphs: .ascii).textRows.joined(separator: "\n")
    #expect(text.contains("By name"))
    #expect(text.contains(":find"))
    #expect(text.contains("Ctrl-S") == false)
    story.press("<esc>?the first<enter>")
    #expect(story.screen.overlay == nil)
    story.press("?zzz<enter>")
    #expect(story.screen.message.contains("nothing to run"))
    #expect(story.screen.overlay != nil)
  }

  @Test func headingsAndSeveralKeysAreNotChosen() throws {
    var story = try ScreenStory()
    story.press("?")
    // j is the first line that Enter can run.
    story.press("<enter>")
    #expect(story.screen.choice == 1)
    story.press("?<down><enter>")
    #expect(story.screen.choice == 0)
    story.press("?1-3")
    let rows = story.screen.render(glyphs: .ascii).textRows
    #expect(rows.contains { $0.contains("1-3") })
    #expect(!rows.contains { $0.hasPrefix(">") })
    story.press("<enter>")
    #expect(story.screen.overlay != nil)
  }

  @Test func aPageGoesOnAndAllIsReached() throws {
    var story = try ScreenStory(columns: 40, rows: 10)
    story.press(ScreenTests.facts + "?")
    var seen: Set<String> = []
    let count = story.screen.helpGroups.reduce(0) { $0 + $1.lines.count(where: \.canRun) }
    for _ in 0..<count {
      for row in story.screen.render(glyphs: .ascii).textRows where row.hasPrefix(">") {
        seen.insert(row)
      }
      story.press("<down>")
    }
    #expect(seen.count == count)
    story.press("<pgup><pgup><pgup><pgup>")
    #expect(!story.screen.render(glyphs: .ascii).textRows.contains { $0.contains("By name") })
  }

  @Test func inTheOutlineKeysGoToTheOutline() throws {
    var story = try ScreenStory()
    story.press("<tab>2")
    #expect(story.screen.message.contains("means nothing here"))
    #expect(story.report.review.value(of: "provider") == nil)
    story.press("j")
    #expect(story.screen.review.step == "backup.plan")
    story.press("[")
    #expect(story.screen.pane == .step)
  }
}

extension ScreenEffect {
  fileprivate var isKeeping: Bool {
    if case .keepDrafts = self { true } else { false }
  }
}
