import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// The last row names keys, and each of them does something.
@Suite struct KeyBarTests {
  struct State: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    var then: [ScreenEvent] = []
    var goesBy = false
    var testDescription: String { name }
  }

  private static let facts = ScreenTests.facts
  private static let report = ScreenEvent.report(ScreenTests.reportText)

  static let states = [
    State(name: "fact", keys: "<down>"),
    State(name: "written fact", keys: "1"),
    State(name: "value of a fact", keys: "1<enter>prod"),
    State(name: "step", keys: facts + "]"),
    State(name: "failed step", keys: facts + "]f"),
    State(name: "outline", keys: facts + "p]<tab>"),
    State(name: "outline at a fact", keys: "<tab>"),
    State(name: "fact of an earlier review", keys: "", goesBy: true),
    State(name: "step of an earlier review", keys: "===", goesBy: true),
    State(name: "changed step", keys: "===]", goesBy: true),
    State(name: "filter and marks", keys: facts + "/a<enter>v]v"),
    State(name: "end", keys: facts + "p]f]]]]]j"),
    State(name: "sealed", keys: facts + "pSyj"),
    State(name: "sealed, outline", keys: facts + "pSy<tab>"),
    State(name: "found step", keys: facts + "pSy<enter><enter>"),
    State(name: "found step, filter", keys: facts + "pSy<enter><enter>/o<enter>"),
    State(name: "help", keys: facts + "?<down>"),
    State(name: "help, nothing found", keys: facts + "?qwerty"),
    State(name: "palette", keys: facts + ":<down>"),
    State(name: "palette, a step", keys: facts + ":jump 2"),
    State(name: "comment", keys: facts + "cText"),
    State(name: "evidence", keys: facts + "erest"),
    State(name: "evidence text", keys: facts + "etext<enter>Text"),
    State(name: "value", keys: facts + "wThe plan"),
    State(name: "retraction", keys: facts + "etext<enter>A note.<c-s>x8 why"),
    State(name: "filter", keys: facts + "/open"),
    State(name: "plan", keys: facts + "fPfix"),
    State(name: "plan, the reason", keys: facts + "fPfix<enter>ann<enter>2027-01-31<enter>Soon"),
    State(name: "facts", keys: facts + "Fj"),
    State(name: "status", keys: facts + "i"),
    State(name: "messages", keys: facts + "]pf]]]pfpfpfpfpfpfm"),
    State(name: "seal", keys: facts + "pS"),
    State(name: "printed name", keys: facts + "pSySAnn"),
    State(name: "signature", keys: facts + "pSySAnn<enter>prod"),
    State(name: "reading", keys: facts, then: [report]),
    State(name: "reading, found", keys: facts + "r", then: [report] + typed("/note<enter>n")),
    State(name: "reading, searching", keys: facts, then: [report] + typed("/note")),
    State(
      name: "work", keys: facts, then: [.working(Work(.report, done: 8_000, total: 40_000))]),
  ]

  private static func typed(_ keys: String) -> [ScreenEvent] {
    ScreenStory.keys(keys).map { .key($0) }
  }

  private static let named: [String: KeyPress] = {
    let keys: [KeyPress] =
      [
        .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown, .backspace,
      ] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { .control($0) }
    return Dictionary(uniqueKeysWithValues: keys.map { ($0.name, $0) })
  }()

  // The keys of the last row, as they are drawn: those for one thing together.
  private func bar(_ screen: Screen) -> [[String]] {
    let frame = screen.render(glyphs: .ascii)
    var groups: [String] = []
    var isKey = false
    for (character, style) in zip(frame.textRows.last ?? "", frame.styleRows.last ?? "") {
      if style == "K", !isKey { groups.append("") }
      isKey = style == "K"
      if isKey { groups[groups.count - 1].append(character) }
    }
    return groups.map { $0.split(separator: " ").map(String.init) }
  }

  private func press(_ name: String) -> KeyPress? {
    if name == "Space" { return .character(" ") }
    if let key = Self.named[name] { return key }
    guard let first = name.first, name.count == 1 || name.dropFirst().first == "-" else {
      return nil
    }
    return .character(first)
  }

  @Test(arguments: states) func everyKeyOfTheBarActs(state: State) throws {
    var story = try ScreenStory(columns: 200, earlier: state.goesBy ? try Sample.earlier() : nil)
    story.press(state.keys)
    for event in state.then { story.take(event) }
    let groups = bar(story.screen)
    #expect(!groups.isEmpty)
    for group in groups where ![["letters"], ["any", "other", "key"]].contains(group) {
      let acts = try group.map { name in
        let key = try #require(press(name), "\(name)")
        var before = story.screen
        before.message = ""
        var after = story.screen
        let effects = after.update(.key(key)).filter {
          if case .keepDrafts = $0 { false } else { true }
        }
        return !effects.isEmpty || after.hasLeft || after.message.hasPrefix("This is the first")
          || after.render(glyphs: .ascii) != before.render(glyphs: .ascii)
      }
      #expect(acts.contains(true), "\(group) of \(state.name)")
    }
  }

  @Test func aFactNamesItsKeys() throws {
    var story = try ScreenStory(columns: 140)
    func bar() -> [String] { story.screen.barKeys.map { "\($0.key) \($0.label)" } }
    #expect(
      bar().prefix(7) == [
        "? keys", "q leave", "1-3 choose", "j k move", "Enter take", "] next", "[ back",
      ])
    story.press("1")
    #expect(bar().prefix(5) == ["? keys", "q leave", "Enter write", "] next", "[ back"])
    #expect(!bar().contains("p pass"))
  }

  @Test func theChoiceOfAFactStaysInSight() throws {
    var story = try ScreenStory(columns: 40, rows: 10)
    for choice in ["> 3 (*) unknown", "> 2 ( ) own", "> 1 ( ) aws"] {
      story.press(choice.contains("3") ? "j" : "k")
      if choice.contains("3") { story.press("jj") }
      let frame = story.screen.render(glyphs: .ascii)
      let row = frame.textRows.firstIndex { $0.contains(choice) }
      #expect(row != nil, "\(choice)")
      #expect(frame.cursor?.row == row)
    }
  }
}
