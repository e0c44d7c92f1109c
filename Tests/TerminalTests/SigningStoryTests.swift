import Foundation
import Testing

/// Keys that ask for something, from the full screen.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct SigningStoryTests {
  /// A key with a passphrase in the working folder.
  private func makeLockedKey(_ terminal: Tmux) throws {
    let made = Process()
    made.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
    made.arguments = ["-q", "-t", "ed25519", "-N", "secret words", "-C", "k", "-f", "key"]
    made.currentDirectoryURL = URL(fileURLWithPath: terminal.work)
    try made.run()
    made.waitUntilExit()
    #expect(made.terminationStatus == 0)
    try terminal.write(ReviewStoryTests.checklist, "small.yaml")
    let line = try String(contentsOfFile: terminal.work + "/key.pub", encoding: .utf8)
    try terminal.write("ann@example.com \(line)", "trusted")
  }

  private func status(_ terminal: Tmux) throws -> Int32 {
    try terminal.run("verify", ReviewStoryTests.report, "--allowed-signers", "trusted").status
  }

  /// The frame without its first row, where a clock stands, and without what is said below.
  private func frame(_ terminal: Tmux) throws -> [String] {
    Array(try terminal.visible().dropFirst().prefix(20))
  }

  @Test func aPassphraseIsAskedForWithTheScreenPutAway() throws {
    let terminal = try Tmux()
    try makeLockedKey(terminal)
    try terminal.start(
      ["run", "./small.yaml", "--environment", "prod", "--key", "key"])
    // A report is never without a signature: it is made with one.
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("secret words")
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("2")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    // The seal asks: a wrong answer leaves all as it was.
    try terminal.press("S")
    try terminal.expectVisible("Seal?")
    try terminal.press("y")
    try terminal.expectVisible("Enter passphrase:")
    try terminal.type("wrong")
    try terminal.expectVisible("did not sign")
    try terminal.expectVisible(" ? keys")
    let visible = try terminal.visible().joined(separator: "\n")
    #expect(!visible.contains("passphrase for"), "\(visible)")
    try terminal.press("C-l")
    try terminal.expectVisible(" ? keys")
    #expect(try status(terminal) == 11)
    try terminal.press("S")
    try terminal.expectVisible("Seal?")
    try terminal.press("y")
    try terminal.expectVisible("Enter passphrase:")
    try terminal.type("secret words")
    try terminal.expectVisible("SEALED")
    #expect(try status(terminal) == 10)
    let sealed = try frame(terminal)
    // What was typed and asked is not left anywhere on it.
    #expect(!sealed.contains { $0.contains("passphrase") || $0.contains("secret") })
    try terminal.press("C-l")
    try terminal.wait("the same frame") { try frame(terminal) == sealed }
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    #expect(try status(terminal) == 10)
  }

  @Test func whatAKeyHasNotSignedIsSignedOnPauseAndOnLeaving() throws {
    let terminal = try Tmux()
    try makeLockedKey(terminal)
    try terminal.start(
      ["run", "./small.yaml", "--environment", "prod", "--key", "key"])
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("secret words")
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("2")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    #expect(try status(terminal) == 11)
    try terminal.press("q")
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("wrong")
    #expect(try terminal.finish() == 74)
    try terminal.expect("saved and not signed yet")
    #expect(try status(terminal) == 11)
    try terminal.start(["resume", ReviewStoryTests.report, "--key", "key"])
    try terminal.expectVisible("1.2  A restore was tried")
    try terminal.press("q")
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("secret words")
    #expect(try terminal.finish() == 0)
    #expect(try status(terminal) == 10)
  }
}
