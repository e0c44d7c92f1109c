import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole reviews in a real terminal: what a person does from the first key to the signature.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct ReviewStoryTests {
  static let report = "prod-2026-11-20.report.jsonl"

  static let checklist = """
    format: postflight-checklist/1
    id: small
    version: 1.0.0
    title: A small review
    facts:
      - id: provider
        ask: Where does it run?
        choices: {aws: Amazon Web Services, own: Own servers}
    sections:
      - id: backup
        title: Backups
        steps:
          - id: backup.job
            title: The job runs
            ask: Does the job run every night?
            why: No job, no backup.
            check: [{do: Look at the job.}]
            expect: A line for each night.
            fix: Make a job.
            severity: high
            level: essential
          - id: backup.restore
            title: A restore was tried
            ask: Was a restore tried?
            why: A backup that was never restored is not known to work.
            check: [{do: Ask for the protocol.}]
            expect: A protocol.
            fix: Try one.
            severity: medium
            level: essential
            evidence: required
          - id: backup.bucket
            title: Versioning is on
            ask: Is versioning on?
            why: Deleted objects are gone otherwise.
            check: [{do: Ask for it.}]
            expect: Enabled.
            fix: Switch it on.
            severity: low
            level: essential
            when: {provider: aws}

    """

  /// A new review of the small checklist, standing at its first step.
  private func begin(_ terminal: Tmux, _ more: String...) throws {
    try terminal.write(Self.checklist, "small.yaml")
    try terminal.start(["run", "./small.yaml", "--environment", "prod"] + more)
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("1")
    try terminal.expectVisible("1.1  The job runs")
  }

  /// Answers all three steps; the first is a finding with its plan.
  private func answerAll(_ terminal: Tmux) throws {
    try terminal.press("f")
    try terminal.expectVisible("Recorded: 1.1 FAIL.")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.keys("It failed twice.")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("P")
    for (question, answer) in [
      ("fix", "fix"), ("wner", "m.ito"), ("YYYY-MM-DD", "2027-01-31"), ("eason", "Booked."),
    ] {
      try terminal.expectVisible(question)
      try terminal.type(answer)
    }
    try terminal.expectVisible("Plan: fix until 2027-01-31. Saved.")
    try terminal.press("]")
    try terminal.expectVisible("1.2  A restore was tried")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.2 pass.")
    try terminal.write("0 tables differ\n", "restore.log")
    try terminal.press("e")
    try terminal.expectVisible("Evidence: the path of a file")
    try terminal.type("restore.log")
    try terminal.expectVisible("restore.log, 16 bytes")
    try terminal.press("]")
    try terminal.expectVisible("1.3  Versioning is on")
    try terminal.press("a")
    try terminal.expectVisible("Recorded: 1.3 n/a.")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.keys("There is no bucket.")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
  }

  /// Signs what the screen asks to sign.
  private func sign(_ terminal: Tmux, key: String, name: String) throws {
    try terminal.press(key)
    try terminal.expectVisible("Your printed name")
    try terminal.type(name)
    try terminal.expectVisible("Meaning: ")
    try terminal.expectVisible("SHA-256")
    try terminal.type("prod")
  }

  @Test func aFirstReviewToItsSignature() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try answerAll(terminal)
    try terminal.press("S")
    try terminal.expectVisible("SEALED")
    try sign(terminal, key: "S", name: "Ann Example")
    try terminal.expectVisible("Signed: review, performed, by ann@example.com.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    let trusted = try terminal.run("keys", "--allowed-signers").output
    try terminal.write(trusted, "trusted")
    let verdict = try terminal.run("verify", Self.report, "--allowed-signers", "trusted")
    #expect(verdict.status == 0, "\(verdict.output)")
    #expect(verdict.output.contains("3 steps: 1 pass, 1 FAIL, 1 n/a, 0 not checked"))
  }

  @Test func theReviewAfterTheLastOne() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try answerAll(terminal)
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    try terminal.write(
      Self.checklist.replacing("Is versioning on?", with: "Is versioning on everywhere?"),
      "small.yaml")
    try terminal.start(["run", "./small.yaml", "--from", Self.report, "-o", "next.report.jsonl"])
    try terminal.expectVisible("Last time aws (Amazon Web Services), by ann@example.com")
    try terminal.expectVisible("= as before")
    try terminal.press("=")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.expectVisible("Last time FAIL, by ann@example.com")
    try terminal.expectVisible("Comment: It failed twice.")
    try terminal.press("=")
    try terminal.expectVisible("Recorded: 1.1 FAIL. Comment written. Plan: fix until 2027-01-31.")
    try terminal.press("]")
    try terminal.expectVisible("1.2  A restore was tried")
    try terminal.press("]")
    try terminal.expectVisible("The text of the step has")
    try terminal.press("=")
    try terminal.expectVisible("There is nothing of an earlier review to confirm here.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    #expect(try terminal.run("status", "next.report.jsonl").output.contains("1 of 3"))
  }

  @Test func aPhoneCallInTheMiddleOfAComment() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("f")
    try terminal.expectVisible("Recorded: 1.1 FAIL.")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.keys("The job failed on")
    try terminal.expectVisible("The job failed on")
    // The phone rings: away from the keyboard, and the line drops meanwhile.
    try terminal.closeWindow()
    try terminal.wait("free report") {
      try terminal.run("resume", "--plain", Self.report, input: "").status != 75
    }
    try terminal.start(["resume", Self.report])
    // A step that has a draft is gone on with first.
    try terminal.expectVisible("1.1  The job runs")
    try terminal.press("c")
    try terminal.expectVisible("Ctrl-S save")
    try terminal.expectVisible("The job failed on")
    try terminal.keys(" Monday.")
    try terminal.press("C-s")
    try terminal.expectVisible("Comment written. Saved.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    let text = try terminal.run("export", Self.report).output
    #expect(text.contains("The job failed on Monday"))
  }

  @Test func aWrongAnswerIsUndoneAfterARestart() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    try terminal.start(["resume", Self.report])
    try terminal.expectVisible("1.2  A restore was tried")
    try terminal.press("u")
    try terminal.expectVisible("Undone: 1.1 not checked (was: pass). Saved.")
    try terminal.press("C-r")
    try terminal.expectVisible("Redone: 1.1 pass.")
    try terminal.press("u")
    try terminal.expectVisible("0 of ")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
  }

  @Test func aFactIsChangedAndStepsComeAndGo() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.expectVisible("0 of 3 ")
    try terminal.press("]")
    try terminal.press("]")
    try terminal.expectVisible("1.3  Versioning is on")
    try terminal.press("p")
    try terminal.expectVisible("1 of 3 ")
    try terminal.press("F")
    try terminal.expectVisible("Facts")
    try terminal.press("Enter")
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("2")
    try terminal.expectVisible("1 step goes: backup.bucket")
    try terminal.expectVisible("0 of 2 ")
    try terminal.press("u")
    try terminal.expectVisible("1 of 3 ")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
  }

  @Test func aRejectionAndAnApproval() throws {
    let terminal = try Tmux()
    try begin(terminal, "--require-approvals", "1")
    try answerAll(terminal)
    try terminal.press("S")
    try terminal.expectVisible("SEALED")
    try sign(terminal, key: "S", name: "Ann Example")
    try terminal.expectVisible("Signed: review, performed")
    // Who answered may not approve.
    try terminal.press("A")
    try terminal.expectVisible("Not possible")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    let bob = ["--key", "bob", "--signer", "bob@example.com"]
    try terminal.makeKey("bob")
    try terminal.start(["resume", Self.report] + bob)
    // Findings come first.
    try terminal.expectVisible("It failed twice.")
    try terminal.press("X")
    try terminal.expectVisible("Reject: why?")
    try terminal.type("Ask the owner of the job.")
    try terminal.expectVisible("Your printed name")
    try terminal.type("Bob Example")
    try terminal.expectVisible("Ask the owner of the job.")
    try terminal.type("prod")
    try terminal.expectVisible("REJECTED")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    let lines =
      try terminal.run("keys", "--allowed-signers").output
      + terminal.run(["keys", "--allowed-signers"] + bob).output
    try terminal.write(lines, "trusted")
    let rejected = try terminal.run("verify", Self.report, "--allowed-signers", "trusted")
    #expect(rejected.status == 10, "\(rejected.output)")
    try terminal.start(["resume", Self.report] + bob)
    try terminal.expectVisible("REJECTED")
    try sign(terminal, key: "A", name: "Bob Example")
    try terminal.expectVisible("Approvals: 1 of 1")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    let approved = try terminal.run("verify", Self.report, "--allowed-signers", "trusted")
    #expect(approved.status == 0, "\(approved.output)")
  }
}
