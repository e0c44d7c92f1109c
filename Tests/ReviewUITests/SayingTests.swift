import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// Line mode has words to type and no keys; the full screen has keys and nowhere to type a word.
@Suite struct SayingTests {
  static let reopen = Saying(
    "Sealed.", Saying.Hint(.reopen, typing: "and a reason", "to go on answering"))

  @Test func aHintNamesTheWordOrTheKey() {
    #expect(Self.reopen.inWords == "Sealed. Type reopen and a reason to go on answering.")
    #expect(Self.reopen.withKeys == "Sealed. Press R to go on answering.")
    #expect(Saying("Done.").inWords == "Done.")
    #expect(Saying("Done.").withKeys == "Done.")
  }

  @Test func aCommandWithoutAKeyIsInThePalette() {
    let saying = Saying("", Saying.Hint(.save, typing: "and a path", "to keep everything"))
    #expect(saying.withKeys == "Press : and choose save to keep everything.")
    #expect(Saying("", Saying.Hint(.sign, "to sign")).withKeys == "Press S to sign.")
  }

  @Test func severalHintsAreAChoice() {
    let saying = Saying(
      "The end.", Saying.Hint(.nextOpen, "for the next open one"), Saying.Hint(.seal, "to seal"),
      Saying.Hint(.quit, "to leave"))
    #expect(
      saying.inWords
        == "The end. Type open for the next open one, seal, or quit to leave.")
    #expect(
      saying.withKeys == "The end. Press } for the next open one, S to seal, or q to leave.")
  }

  @Test(
    arguments: UpdateTests.answering + UpdateTests.recording + UpdateTests.facts
      + UpdateTests.moving + UpdateTests.finishing)
  func everySayingSuitsBoth(test: UpdateCase) throws {
    var walk = try Walk()
    var said: [Saying] = []
    for action in test.before + [test.action] {
      var waiting = walk.state.update(action)
      while !waiting.isEmpty {
        waiting += walk.state.update(walk.report.perform(waiting.removeFirst()))
      }
      said += walk.state.takeSayings()
    }
    said += walk.state.endSayings
    for saying in said {
      #expect(!saying.inWords.lowercased().contains("press "), "\(saying.inWords)")
      #expect(!saying.withKeys.lowercased().contains("type "), "\(saying.withKeys)")
    }
  }

  @Test(arguments: TranscriptTests.scripts)
  func lineModeNamesNoKeys(script: Script) throws {
    let (lines, _, _) = try script.talk()
    #expect(!lines.joined(separator: " ").contains("Press "))
  }

  @Test func leavingAfterAWriteErrorIsAskedAboutOnce() throws {
    var story = try ScreenStory()
    story.press(ScreenTests.facts)
    story.report.breaksWith = "No space left on device"
    story.press("p")
    #expect(
      story.screen.message
        == "NOT SAVED: No space left on device. Press : and choose save to keep everything.")
    story.press("q")
    #expect(!story.screen.hasLeft)
    #expect(story.screen.message.contains("q again to leave without it"))
    story.press("q")
    #expect(story.screen.hasLeft)
  }
}

/// Nothing on a screen asks for a word, since there is nowhere to type one.
func expectNoWords(
  _ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation
) {
  for row in frame.textRows {
    #expect(!row.contains("Type "), "\(row)", sourceLocation: sourceLocation)
  }
}
