import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The full screen stopped and gone on with, in a shell as a person has it.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct SuspendTerminalTests {
  static let report = "prod-2026-11-20.report.jsonl"

  /// A shell with a new review in it, half a comment typed.
  private func begin(_ terminal: Tmux) throws {
    try terminal.write(ReviewStoryTests.checklist, "small.yaml")
    try terminal.startShell()
    try terminal.type("postflight run ./small.yaml --environment prod")
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("1")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.keys("The job failed on")
    try terminal.expectVisible("The job failed on")
  }

  /// Leaves the field, where Ctrl-Z is undo, and stops the program.
  private func stop(_ terminal: Tmux) throws {
    try terminal.press("Escape")
    try terminal.expectVisible("The draft is kept.")
    try terminal.press("C-z")
    try expectStopped(terminal)
  }

  private func expectStopped(_ terminal: Tmux) throws {
    try terminal.expectVisible("Stopped")
    try terminal.expectPrompt(Tmux.prompt)
  }

  private func expectSane(_ terminal: Tmux, _ round: Int = 1) throws {
    try terminal.type("clear; stty -a; echo end' 'of round \(round)")
    try terminal.expectVisible("end of round \(round)")
    let words = Set(
      try terminal.visible().flatMap { $0.split { " ;".contains($0) }.map(String.init) })
    #expect(words.isSuperset(of: ["icanon", "echo", "isig", "icrnl", "opost", "iexten"]))
  }

  /// Waits until nobody has the report open, and finds the draft in it.
  private func expectDraftInTheFreeReport(_ terminal: Tmux) throws {
    try terminal.wait("free report") {
      try terminal.run("resume", "--plain", Self.report).status != 75
    }
    try terminal.start("resume", Self.report)
    try terminal.expectVisible("A draft of 1.1 was kept.")
    try terminal.press("c")
    try terminal.expectVisible("The job failed on")
  }

  @Test func stoppedInAnotherSizeAndGoneOnWith() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try stop(terminal)
    try expectSane(terminal)
    try terminal.resize(90, 30)
    try terminal.type("fg")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.expectVisible(String(repeating: "─", count: 90))
    let rows = try terminal.visible()
    #expect(rows[2] == String(repeating: "─", count: 90))
    #expect(rows[29].hasPrefix(" ? keys  q leave"))
    try terminal.press("c")
    try terminal.expectVisible("The job failed on")
    try terminal.keys(" Monday.")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("f")
    try terminal.expectVisible("Recorded: 1.1 FAIL.")
    // Once more, from the answered step.
    try terminal.press("C-z")
    try expectStopped(terminal)
    try terminal.type("fg")
    try terminal.expectVisible("1 of 3")
    try terminal.press("q")
    try terminal.expectVisible("Go on with: postflight resume")
    try terminal.expectPrompt(Tmux.prompt)
    try expectSane(terminal, 2)
    let text = try terminal.run("export", Self.report).output
    #expect(text.contains("The job failed on Monday"))
    try terminal.write(try terminal.run("keys", "--allowed-signers").output, "trusted")
    // Authentic, and not complete.
    let verdict = try terminal.run("verify", Self.report, "--allowed-signers", "trusted")
    #expect(verdict.status == 10, "\(verdict.output)")
  }

  @Test func stoppedFromOutsideInTheMiddleOfAWord() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.send(SIGTSTP)
    try expectStopped(terminal)
    try expectSane(terminal)
    try terminal.resize(60, 20)
    try terminal.type("fg")
    // The field is open as it was, its text goes on where it stopped.
    try terminal.expectVisible("Ctrl-S save")
    try terminal.keys(" Monday.")
    try terminal.expectVisible("The job failed on Monday.")
    #expect(try terminal.visible()[2] == String(repeating: "─", count: 60))
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
  }

  @Test func theStartScreenIsStoppedAndGoneOnWith() throws {
    let terminal = try Tmux()
    try terminal.startShell()
    try terminal.type("postflight")
    try terminal.expectVisible("No report here yet: n begins a review.")
    try terminal.press("C-z")
    try expectStopped(terminal)
    try expectSane(terminal)
    try terminal.resize(60, 20)
    try terminal.type("fg")
    try terminal.expectVisible(String(repeating: "─", count: 60))
    try terminal.press("q")
    try terminal.expectPrompt(Tmux.prompt)
    try expectSane(terminal, 2)
  }

  @Test func theShellIsHungUp() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try stop(terminal)
    try terminal.closeWindow()
    try expectDraftInTheFreeReport(terminal)
  }

  @Test func theShellIsKilled() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try stop(terminal)
    try terminal.type("kill -KILL $$")
    try expectDraftInTheFreeReport(terminal)
  }

  @Test(arguments: ["kill %1", "kill -HUP %1"]) func theJobIsEndedWhileItIsStopped(
    command: String
  ) throws {
    let terminal = try Tmux()
    try begin(terminal)
    try stop(terminal)
    // It ends behind the shell, and leaves the terminal to it.
    try terminal.type(command)
    try terminal.expectVisible("Drafts, not in the report: 1.1")
    try terminal.type("wait %1; echo \"ended with $?\"")
    try terminal.expectVisible("ended with \(command == "kill %1" ? 143 : 129)")
    #expect(try !terminal.screen().contains("Does the job run every night?"))
    try expectSane(terminal)
    try expectDraftInTheFreeReport(terminal)
  }
}
