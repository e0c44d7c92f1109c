import Foundation
import Testing

/// The full screen in a real terminal, as a person uses it.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct ScreenTerminalTests {
  static let report = "prod-2026-11-20.report.jsonl"

  /// A new review with three facts, standing at the first step.
  private func begin(_ terminal: Tmux) throws {
    try terminal.start("run", "--environment", "prod")
    try terminal.expectVisible("Fact 1 of 20: provider")
    try terminal.press("1")
    try terminal.expectVisible(": platform")
    try terminal.press("1")
    try terminal.expectVisible(": terraform")
    try terminal.press("1")
    try terminal.expectVisible(": geo")
    try terminal.press("}")
    try terminal.expectVisible("1.1  A written backup strategy")
  }

  @Test func aFirstReviewLeftAndResumed() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("f")
    try terminal.expectVisible("Recorded: 1.1 FAIL.")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.keys("Nobody wrote it.")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("]")
    try terminal.expectVisible("1.2  ")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.2 pass. Saved.")
    try terminal.press("u")
    try terminal.expectVisible("Undone: 1.2 not checked")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    try terminal.expect("Saved: \(Self.report)")
    try terminal.expect("Receipt: report ")
    try terminal.start("resume", Self.report)
    try terminal.expectVisible("1 of ")
    try terminal.press("u")
    try terminal.expectVisible("Undone: 1.1 stays FAIL. Comment taken out.")
  }

  @Test func aKillLosesNothingThatWasShownAsSaved() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    try terminal.send(SIGKILL)
    #expect(try terminal.finish() == -SIGKILL)
    try terminal.start("resume", Self.report)
    try terminal.expectVisible("1 of ")
  }

  @Test func aReportThatIsMovedAwayIsToldAndSavedElsewhere() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    try FileManager.default.moveItem(
      atPath: terminal.work + "/" + Self.report, toPath: terminal.work + "/moved")
    let moved = try Data(contentsOf: URL(fileURLWithPath: terminal.work + "/moved"))
    try terminal.press("f")
    try terminal.expectVisible("NOT SAVED")
    try terminal.press("p")
    try terminal.expectVisible("Nothing was changed")
    try terminal.press(":")
    try terminal.keys("save")
    try terminal.press("Enter")
    try terminal.expectVisible("a path that ends in .report.jsonl")
    try terminal.keys("other.report.jsonl")
    try terminal.press("Enter")
    try terminal.expectVisible("Recorded: 1.1 FAIL (was: pass)")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass (was: FAIL). Saved.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    try terminal.expect("Saved: other.report.jsonl")
    #expect(try Data(contentsOf: URL(fileURLWithPath: terminal.work + "/moved")) == moved)
    try terminal.start("resume", "other.report.jsonl")
    try terminal.expectVisible("1 of ")
  }

  @Test func aKillInTheMiddleOfAWordLosesNoWord() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("c")
    try terminal.keys("The restore took four hours, whi")
    try terminal.expectVisible("four hours, whi")
    // It is written once nothing else waits, which nothing on the screen tells.
    let folder = terminal.root + "/state/postflight/drafts"
    try terminal.wait("the draft on the disk") {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.contains { name in
        (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8))?
          .contains("four hours, whi\"") ?? false
      }
    }
    try terminal.send(SIGKILL)
    #expect(try terminal.finish() == -SIGKILL)
    try terminal.start("resume", Self.report)
    try terminal.expectVisible("A draft of 1.1 was kept. Press c to go on with it.")
    try terminal.press("c")
    try terminal.keys("ch is too long.")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    let shown = try terminal.run("export", Self.report, "--format", "markdown")
    #expect(shown.output.contains("The restore took four hours, which is too long."))
  }

  @Test func aLostConnectionKeepsTheDraftAndADamagedOneIsTold() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("c")
    try terminal.keys("Half")
    try terminal.expectVisible("Half")
    try terminal.send(SIGHUP)
    #expect(try terminal.finish() == 129)
    try terminal.expect("Drafts, not in the report: 1.1")
    let folder = terminal.root + "/state/postflight/drafts"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    try Data("{".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    try terminal.start("resume", Self.report)
    try terminal.expectVisible("what was begun in this review cannot be read")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name + ".damaged"])
  }

  @Test func termEndsItWithEverythingSavedAndTheTerminalSane() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    try terminal.send(SIGTERM)
    #expect(try terminal.finish() == 143)
    try terminal.expect("Receipt: report ")
  }

  @Test func aPasteIsTextInAFieldAndNothingOutside() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.paste("f q p\nq\n")
    try terminal.expectVisible("Pasted text is taken in a field only")
    try terminal.press("f")
    try terminal.expectVisible("Recorded: 1.1 FAIL.")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.paste("line one q\nline two f\n")
    try terminal.expectVisible("line two f")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    let (_, text) = try terminal.run("export", Self.report)
    #expect(text.contains("line one q"))
  }

  @Test func aTinyWindowSaysSoAndComesBack() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.resize(30, 8)
    try terminal.expectVisible("Too small")
    try terminal.press("p")
    try terminal.resize(80, 24)
    try terminal.expectVisible("1 of ")
    try terminal.resize(140, 40)
    try terminal.expectVisible("1.2 ")
    try terminal.resize(80, 24)
    try terminal.expectVisible("1.1  A written backup strategy")
  }

  @Test func aDumbTerminalGetsLineMode() throws {
    let terminal = try Tmux()
    try terminal.start(terminal: "dumb", "run", "--environment", "prod")
    try terminal.expect("Fact 1 of 20, provider.")
    try terminal.expect("going on line by line")
  }

  @Test func theEditorWritesTheComment() throws {
    let terminal = try Tmux()
    terminal.editor = "printf 'from the editor\\n' >"
    try begin(terminal)
    try terminal.press("f")
    try terminal.expectVisible("Recorded: 1.1 FAIL.")
    try terminal.press("E")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    #expect(try terminal.run("export", Self.report).output.contains("from the editor"))
  }

  @Test func searchAndOneOutcomeForMarkedSteps() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("/")
    try terminal.expectVisible("Show steps with")
    try terminal.type("terraform")
    try terminal.expectVisible(" steps.")
    try terminal.press("n")
    try terminal.press("v")
    try terminal.expectVisible("1 step marked")
    try terminal.press("n")
    try terminal.press("v")
    try terminal.expectVisible("2 steps marked")
    try terminal.press("p")
    try terminal.expectVisible("2 of ")
    try terminal.press("u")
    try terminal.expectVisible("0 of ")
  }
}
