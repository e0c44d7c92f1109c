import Foundation
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

@Suite struct KeyDocumentTests {
  @Test func theDocumentIsTheTable() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Documentation/keys.md").standardizedFileURL
    let written = try? String(contentsOf: file, encoding: .utf8)
    if written == KeyDocument.text { return }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(KeyDocument.text.utf8).write(to: file)
    }
    Issue.record("Documentation/keys.md is not what the table of commands says")
  }

  @Test func everyKeyOfTheTableDoesSomething() throws {
    for command in CommandTable.all {
      for key in command.keys {
        var story = try ScreenStory(columns: 120, rows: 12)
        story.press(ScreenTests.facts + "p]f]")
        let before = story.screen.render(glyphs: .ascii)
        let asked = story.asked.count
        story.take(.key(key))
        let changed =
          story.screen.render(glyphs: .ascii) != before || story.asked.count > asked
          || story.screen.hasLeft || command.act == .first || command.act == .pageUp
          || command.act == .lineUp
        #expect(changed, "\(key.name) for \(command.act) does nothing")
      }
    }
  }
}
