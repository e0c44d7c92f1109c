import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Line mode in a real terminal, as a person types it.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct LineModeTerminalTests {
  static let report = "prod-2026-11-20.report.jsonl"

  /// A new review with three facts, standing at the first step.
  private func begin(_ terminal: Tmux) throws {
    try terminal.start("run", "--plain", "--environment", "prod")
    try terminal.expect("Fact 1 of ")
    try terminal.expectPrompt("fact [next] >")
    for (fact, next) in [("aws", "platform"), ("omnibus", "terraform"), ("yes", "geo")] {
      try terminal.type(fact)
      try terminal.expect(", \(next). ")
    }
    try terminal.type("jump 1.1")
    try terminal.expectPrompt("1.1 [next] >")
  }

  @Test func aNewReviewItsAnswersAndItsResumption() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.type("pass The plan is in the wiki.")
    try terminal.expect("Recorded: 1.1 pass. Comment written. Saved.")
    try terminal.type("")
    try terminal.expectPrompt("1.2 [next] >")
    try terminal.type("na No agreement is needed here.")
    try terminal.expect("Recorded: 1.2 n/a. Comment written. Saved.")
    try terminal.type("")
    try terminal.expectPrompt("1.3 [next] >")
    try terminal.type("fail")
    try terminal.expect("Recorded: 1.3 FAIL. A comment is needed before sealing. Saved.")
    try terminal.type("comment It takes eleven hours.")
    try terminal.expect("Recorded: 1.3 stays FAIL. Comment written. Saved.")
    try terminal.type("plan fix m.ito 2027-01-31 Booked for January.")
    try terminal.expect("Recorded: 1.3 stays FAIL. Plan: fix until 2027-01-31. Saved.")
    try terminal.type("")
    try terminal.expectPrompt("2.1 [next] >")
    try terminal.type("3")
    try terminal.expect("Recorded: 2.1 n/a.")
    try terminal.type("undo")
    try terminal.expect("Undone: 2.1 not checked (was: n/a). Saved.")
    try terminal.type("1")
    try terminal.expect("Recorded: 2.1 pass. Saved.")
    try terminal.type("next")
    try terminal.expectPrompt("2.2 [next] >")
    try terminal.type("skip Asked the owner.")
    try terminal.expect("Recorded: 2.2 stays not checked. Comment written. Saved.")
    try terminal.type("next")
    try terminal.expectPrompt("2.3 [next] >")
    try terminal.type("yes")
    try terminal.expect("Recorded: 2.3 pass. Saved.")
    try terminal.type("quit")
    try terminal.expect("Go on with: postflight resume \(Self.report)")
    #expect(try terminal.finish() == 0)

    try terminal.start("resume", "--plain", Self.report)
    // The next open step after the one that was answered last.
    try terminal.expectPrompt("2.4 [next] >")
    try terminal.type("list all")
    try terminal.expect("1.1 pass: ")
    try terminal.expect("1.2 n/a: ")
    try terminal.expect("1.3 FAIL: ")
    try terminal.expect("2.1 pass: ")
    try terminal.expect("2.2 not checked: ")
    try terminal.expect("2.3 pass: ")
    try terminal.expect("2.4 not checked: ")
    try terminal.type("facts")
    try terminal.expect("provider: aws.")
    try terminal.expect("platform: omnibus.")
    try terminal.expect("terraform: yes.")
    try terminal.type("1.3")
    try terminal.expect("Outcome is: FAIL by ann@example.com, 2026-11-20T10:00:00Z.")
    try terminal.expect("Comment: It takes eleven hours.")
    try terminal.expect("Plan: fix, m.ito, until 2027-01-31. Booked for January.")
    try terminal.type("2.2")
    try terminal.expect("Comment: Asked the owner.")
    try terminal.type("status")
    try terminal.expect("3 pass, 1 FAIL, 1 n/a, ")
    for line in try terminal.visible() { #expect(line.count <= 80) }
    try terminal.press("C-d")
    #expect(try terminal.finish() == 0)
    #expect(try terminal.run("verify", Self.report).status == 22)
  }

  @Test func anAnswerSurvivesAKill() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.type("fail Killed right after.")
    try terminal.expect("Recorded: 1.1 FAIL. Comment written. Saved.")
    try terminal.send(SIGKILL)
    #expect(try terminal.finish() == -SIGKILL)
    try terminal.start("resume", "--plain", Self.report)
    try terminal.expectPrompt("1.2 [next] >")
    try terminal.type("back")
    try terminal.expect("Comment: Killed right after.")
    try terminal.type("quit")
    #expect(try terminal.finish() == 0)
  }

  @Test func ctrlCOnceKeepsWhatWasWrittenAndTwiceLeaves() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.type("comment")
    try terminal.expectPrompt(". to end >")
    try terminal.type("The first line.")
    try terminal.press("C-c")
    try terminal.expect("Left it; type comment to go on with what you wrote.")
    try terminal.expectPrompt("1.1 [next] >")
    try terminal.type("comment")
    try terminal.expect("You wrote before:")
    try terminal.type("The second line.")
    try terminal.type(".")
    try terminal.expect("Recorded: 1.1 stays not checked. Comment written. Saved.")
    try terminal.press("C-c")
    try terminal.expect("Everything is saved. Ctrl-C again, or quit, leaves.")
    try terminal.expectPrompt("1.1 [next] >")
    try terminal.press("C-c")
    try terminal.expect("Saved: \(Self.report)")
    #expect(try terminal.finish() == 130)
    let resumed = try terminal.run("resume", "--plain", Self.report, input: "jump 1.1\n")
    #expect(resumed.output.contains("  The first line.\n  The second line.\n"))
  }

  @Test func aPasteOfManyLinesIsOneComment() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.type("comment")
    try terminal.expectPrompt(". to end >")
    // Lines that are commands elsewhere stay text here.
    let lines = (1...200).map { "\($0) quit undo seal, and more of a long log line" }
    try terminal.paste(lines.joined(separator: "\n") + "\n")
    try terminal.expect("200 quit undo")
    try terminal.expectPrompt(". to end >")
    // No prompt for each line of what is pasted: they would run together below it.
    #expect(try terminal.screen().ranges(of: ". to end >").count < 20)
    try terminal.type(".")
    try terminal.expect("Recorded: 1.1 stays not checked. Comment written. Saved.")
    try terminal.type("quit")
    #expect(try terminal.finish() == 0)
    let resumed = try terminal.run("resume", "--plain", Self.report, input: "jump 1.1\n")
    let shown = lines.map { "  \($0)\n" }.joined()
    #expect(resumed.output.contains("Comment:\n\(shown)Value: none."))
  }

  @Test func aClosedWindowKeepsAnUnfinishedComment() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.type("comment")
    try terminal.expectPrompt(". to end >")
    try terminal.type("Half a thought")
    try terminal.expect(". to end >", times: 2)
    try terminal.closeWindow()
    // It is gone when nobody holds the report any more.
    var resumed: (status: Int32, output: String) = (75, "")
    try terminal.wait("free report") {
      resumed = try terminal.run("resume", "--plain", Self.report, input: "jump 1.1\n")
      return resumed.status != 75
    }
    #expect(resumed.status == 0)
    #expect(resumed.output.contains("Comment: Half a thought\n"))
  }
}
